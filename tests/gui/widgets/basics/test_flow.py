from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import delete, isValid

from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import empty


def a_row(qtbot, width: int) -> tuple[QWidget, list[QPushButton]]:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    buttons = [QPushButton(str(n)) for n in range(6)]
    for button in buttons:
        button.setFixedSize(50, 20)
        flow.addWidget(button)
    holder.resize(width, flow.heightForWidth(width))
    holder.show()
    return holder, buttons


def test_everything_stands_in_one_line_when_there_is_room(qtbot):
    _holder, buttons = a_row(qtbot, 400)
    assert len({b.y() for b in buttons}) == 1


def test_it_wraps_and_nothing_overlaps_or_sticks_out(qtbot):
    holder, buttons = a_row(qtbot, 130)
    assert len({b.y() for b in buttons}) == 3
    assert all(holder.rect().contains(b.geometry()) for b in buttons)
    assert not any(a.geometry().intersects(b.geometry()) for a in buttons for b in buttons if a is not b)


def test_a_hidden_one_leaves_no_gap(qtbot):
    holder, buttons = a_row(qtbot, 400)
    buttons[0].hide()
    holder.layout().activate()
    assert buttons[1].x() == 0


def test_it_runs_from_right_to_left_where_people_read_so(qtbot):
    holder, buttons = a_row(qtbot, 400)
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    holder.layout().activate()
    assert buttons[0].x() > buttons[1].x()


def test_a_button_beside_labelled_fields_stands_on_their_foot(qtbot):
    for on_foot, top in ((True, 20), (False, 10)):
        holder = QWidget()
        qtbot.addWidget(holder)
        flow = FlowLayout(holder, on_foot=on_foot)
        tall, short = QPushButton("tall"), QPushButton("short")
        tall.setFixedSize(50, 40)
        short.setFixedSize(50, 20)
        flow.addWidget(tall)
        flow.addWidget(short)
        holder.resize(400, 60)
        holder.show()
        assert (tall.y(), short.y()) == (0, top)


def test_nothing_of_it_stays_behind_when_its_window_is_gone():
    holder = QWidget()
    flow = FlowLayout(holder)
    for n in range(3):
        flow.addWidget(QPushButton(str(n)))
    delete(flow.itemAt(0).widget())  # its item goes with it
    items = [flow.itemAt(n) for n in range(flow.count())]
    assert len(items) == 2
    delete(holder)
    assert not any(map(isValid, items))


def test_nothing_of_what_was_taken_out_stays_behind(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    flow.addWidget(QPushButton())
    item = flow.itemAt(0)
    empty(flow)
    assert not isValid(item)
