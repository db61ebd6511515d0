import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from afterneedle.content.wording import place_label
from afterneedle.drawing.body import body_layout
from afterneedle.drawing.body_marks import BodyMarks
from afterneedle.drawing.body_shapes import anchor
from afterneedle.gui.theme import Look
from afterneedle.gui.widgets.basics.screen_style import screen_style
from afterneedle.gui.widgets.places import body_map as body_map_module
from afterneedle.gui.widgets.places.body_map import BodyMap

WIDE, NARROW = 700, 380
Key = Qt.Key


@pytest.fixture
def places(catalogue):
    return catalogue.places


@pytest.fixture
def said(monkeypatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(body_map_module, "announce", lambda _widget, text: heard.append(text))
    return heard


@pytest.fixture
def make(qtbot, places):
    def body_map(width: int = WIDE, *, needled: bool = False) -> BodyMap:
        made = BodyMap(places.values(), "Where?", needled=needled)
        qtbot.addWidget(made)
        made.resize(width, 800)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    return body_map


def middle_of(body_map: BodyMap, place) -> QPoint:
    """The thickest point of a place, on the canvas."""
    canvas = body_map.canvas
    layout = body_layout(canvas._area(), screen_style(canvas), canvas.views)
    return layout[place.region.view].map(anchor(place)).toPoint()


def focused(body_map: BodyMap) -> str | None:
    return next((p.id for p, b in body_map.buttons.items() if b.hasFocus()), None)


def go_to(body_map: BodyMap, place) -> None:
    body_map.buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)


def press(qtbot, body_map: BodyMap, *keys) -> str | None:
    for key in keys:
        at = next(b for b in body_map.buttons.values() if b.hasFocus())
        (qtbot.keyClicks if isinstance(key, str) else qtbot.keyClick)(at, key)
    return focused(body_map)


def test_a_reader_finds_122_tick_boxes_with_different_names(make, places):
    heard = QAccessible.queryAccessibleInterface(make().canvas)
    children = [heard.child(n) for n in range(heard.childCount())]
    assert len(children) == 122
    assert {child.text(QAccessible.Text.Name) for child in children} == {
        place_label(place) for place in places.values()
    }
    assert {child.role() for child in children} == {QAccessible.Role.CheckBox}
    assert all(child.state().checkable and child.state().focusable for child in children)
    assert heard.text(QAccessible.Text.Name) == "Body map: Where?"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_pointer_finds_every_place_at_its_thickest_point(make, width):
    body_map = make(width)
    for place, button in body_map.buttons.items():
        body_map.views[place.region.view].setChecked(True)
        assert body_map.canvas.childAt(middle_of(body_map, place)) is button, place


@pytest.fixture
def shoulder(qtbot, make, places):
    """Where the top of the right shoulder is clicked, and what is heard of it."""
    place, body_map, heard = places["trapezius_top.r"], make(), []
    body_map.toggled.connect(lambda place, on: heard.append((place, on)))
    button = body_map.buttons[place]
    spot = middle_of(body_map, place) - button.pos()

    def mouse(act) -> None:
        act(button, Qt.MouseButton.LeftButton, pos=spot)

    return place, mouse, heard


def test_a_click_chooses_and_the_next_one_takes_back(qtbot, shoulder):
    place, mouse, heard = shoulder
    mouse(qtbot.mouseClick)
    mouse(qtbot.mouseClick)
    assert heard == [(place, True), (place, False)]


def test_a_place_that_is_clicked_twice_by_a_hand_that_shakes_stays_chosen(qtbot, shoulder):
    place, mouse, heard = shoulder
    mouse(qtbot.mouseClick)
    mouse(qtbot.mouseDClick)
    mouse(qtbot.mouseRelease)
    assert heard == [(place, True)]


def test_a_click_on_the_viewers_left_of_the_front_is_the_persons_right(qtbot, make):
    body_map = make()
    canvas = body_map.canvas
    chest = QPoint(canvas.width() // 4, canvas.height() // 4)
    hit = canvas.childAt(chest - QPoint(25, 0)), canvas.childAt(chest + QPoint(25, 0))
    assert [button.objectName() for button in hit] == ["chest.r", "chest.l"]


def test_space_toggles_as_a_reader_does(qtbot, make, places):
    body_map = make()
    go_to(body_map, places["heel.l"])
    with qtbot.waitSignal(body_map.toggled) as heard:
        press(qtbot, body_map, Key.Key_Space)
    assert heard.args == [places["heel.l"], True]
    with qtbot.waitSignal(body_map.toggled) as heard:
        body_map.buttons[places["heel.l"]].toggle()
    assert heard.args == [places["heel.l"], False]


def test_what_is_set_from_outside_is_shown_and_not_told_back(qtbot, make, places):
    body_map = make()
    with qtbot.assertNotEmitted(body_map.toggled):
        body_map.set_chosen([places["heel.l"], places["chest.r"]])
    assert {p.id for p, b in body_map.buttons.items() if b.isChecked()} == {"heel.l", "chest.r"}


def test_the_arrow_keys_go_from_head_to_toe_and_to_the_other_side(qtbot, make, places):
    body_map = make()
    go_to(body_map, places["head_back.l"])
    assert press(qtbot, body_map, Key.Key_Down) == "skull_base.l"
    assert press(qtbot, body_map, Key.Key_Down) == "neck_back.l"
    assert press(qtbot, body_map, Key.Key_Right) == "neck_back.r"
    assert press(qtbot, body_map, Key.Key_Left) == "neck_back.l"
    assert press(qtbot, body_map, Key.Key_Up, Key.Key_Up, Key.Key_Up) == "head_back.l"
    assert press(qtbot, body_map, Key.Key_End) == "fingers_little_side_back.l"
    assert press(qtbot, body_map, Key.Key_Down) == "fingers_little_side_back.l"
    assert press(qtbot, body_map, Key.Key_Home) == "head_back.l"


def test_every_place_is_reached_with_the_keys(qtbot, make, places):
    body_map = make()
    reached = set()
    for start in ("temple.l", "head_back.l"):
        go_to(body_map, places[start])
        for _side in range(2):
            press(qtbot, body_map, Key.Key_Home)
            for _step in range(32):
                reached.add(focused(body_map))
                press(qtbot, body_map, Key.Key_Down)
            press(qtbot, body_map, Key.Key_Right)
    assert reached == set(places)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_f_and_b_change_the_view_at_the_same_height(qtbot, make, places, width):
    body_map = make(width)
    go_to(body_map, places["knee_back.r"])
    assert press(qtbot, body_map, "f") == "knee_front.r"
    assert body_map.buttons[places["knee_front.r"]].isVisible()
    body_map._forget_typed()
    assert press(qtbot, body_map, "b") == "knee_back.r"


def test_typing_a_word_finds_the_place_in_either_view(qtbot, make, places):
    body_map = make(NARROW)
    go_to(body_map, places["head_back.l"])
    assert press(qtbot, body_map, "toe").startswith("toes")
    assert body_map.views["front"].isChecked()
    body_map._forget_typed()
    assert press(qtbot, body_map, "but").startswith("buttock")
    body_map._forget_typed()
    assert press(qtbot, body_map, "fo").startswith(("forearm", "foot"))


def test_a_letter_typed_again_goes_on_to_the_next_place(qtbot, make, places):
    body_map = make()
    go_to(body_map, places["head_back.l"])
    first = press(qtbot, body_map, "t")
    body_map._forget_typed()
    assert press(qtbot, body_map, "t") != first


def test_a_word_ends_after_a_pause(qtbot, make, places):
    body_map = make()
    go_to(body_map, places["head_back.l"])
    press(qtbot, body_map, "k")
    body_map._pause.setInterval(0)
    body_map._pause.start()
    qtbot.waitUntil(lambda: body_map._typed == "")


def test_what_no_place_is_called_moves_nothing(qtbot, make, places):
    body_map = make()
    go_to(body_map, places["chest.l"])
    assert press(qtbot, body_map, "xq9") == "chest.l"


def test_letters_search_the_map_and_not_the_page(qtbot, make, places):
    body_map = make()
    pressed = []
    QShortcut(QKeySequence("s"), body_map, lambda: pressed.append(True))
    go_to(body_map, places["head_back.l"])
    press(qtbot, body_map, "s")
    assert pressed == []
    assert focused(body_map) != "head_back.l"


def test_the_map_is_one_stop_of_the_tab_key_where_it_was_left(qtbot, make, places):
    body_map = make()
    stops = [b for b in body_map.buttons.values() if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == 1
    go_to(body_map, places["palm.l"])
    stops = [b.objectName() for b in body_map.buttons.values() if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["palm.l"]


def test_escape_goes_on_to_the_page(qtbot, make, places):
    body_map = make()
    go_to(body_map, places["palm.l"])
    heard = []
    body_map.keyPressEvent = lambda event: heard.append(event.key())
    press(qtbot, body_map, Key.Key_Escape)
    assert heard == [Key.Key_Escape]


def test_focus_shows_the_name_which_the_reader_says_by_itself(make, places, said):
    body_map = make()
    go_to(body_map, places["trapezius_top.r"])
    assert body_map.says.text() == "Top of shoulder, right. The lung lies beneath."
    assert said == []
    go_to(body_map, places["heel.l"])
    assert body_map.says.text() == "Heel and sole, left"


def test_pointing_shows_the_name_and_says_it_once(qtbot, make, places, said):
    body_map = make()
    button = body_map.buttons[places["heel.l"]]
    body_map.focusWidget().clearFocus()
    button.pointed.emit(True)
    assert said == [body_map.says.text()] == ["Heel and sole, left"]
    button.pointed.emit(False)
    assert "Point at a place" in body_map.says.text()
    assert len(said) == 1


def test_what_lies_there_is_in_the_description_of_a_place(make, places):
    body_map = make()
    body_map.set_marks(
        BodyMarks({places["blade.r"]: (1,)}, frozenset([places["palm.l"]]), {places["palm.l"]: ("A",)})
    )
    heard = {p: QAccessible.queryAccessibleInterface(b) for p, b in body_map.buttons.items()}
    described = {p.id: h.text(QAccessible.Text.Description) for p, h in heard.items()}
    assert described["blade.r"] == "The lung lies beneath. Needled."
    assert described["palm.l"] == "Felt here. Flagged."
    assert described["heel.l"] == ""


def test_where_there_is_room_both_views_are_seen(make):
    body_map = make(WIDE)
    assert all(button.isVisible() for button in body_map.buttons.values())
    assert not body_map.views["front"].isVisible()


def test_where_there_is_none_one_view_is_seen_larger(qtbot, make, places):
    wide, body_map = make(WIDE), make(NARROW)
    assert {p.region.view for p, b in body_map.buttons.items() if b.isVisible()} == {"back"}
    chest = places["chest.l"]
    blade = places["blade.l"]
    assert body_map.buttons[blade].width() > wide.buttons[blade].width()
    qtbot.mouseClick(body_map.views["front"], Qt.MouseButton.LeftButton)
    assert {p.region.view for p, b in body_map.buttons.items() if b.isVisible()} == {"front"}
    assert body_map.canvas.childAt(middle_of(body_map, chest)) is body_map.buttons[chest]


@pytest.fixture
def look(qapp):
    """The look of the application, given back as it was."""
    sheet, palette, font = qapp.styleSheet(), qapp.palette(), qapp.font()
    made = Look(qapp)
    yield made
    made.set_text_size(100)
    made.deleteLater()
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


def test_larger_text_leaves_room_for_one_view_only(make, look):
    assert not make(WIDE).views["front"].isVisible()
    look.set_text_size(200)
    assert make(WIDE).views["front"].isVisible()


def test_a_place_that_is_pointed_at_elsewhere_is_turned_to(make, places):
    body_map = make(NARROW)
    body_map.point_at(places["chest.l"])
    assert body_map.buttons[places["chest.l"]].isVisible()
    before = body_map.canvas.grab().toImage()
    body_map.point_at(places["chest.r"])
    assert body_map.canvas.grab().toImage() != before


def test_a_place_that_is_chosen_elsewhere_is_turned_to(make, places):
    body_map = make(NARROW)
    body_map.set_chosen([places["heel.l"]])
    assert body_map.canvas.views == ("back",)
    body_map.set_chosen([places["heel.l"], places["knee_front.l"]])
    assert body_map.canvas.views == ("front",)


@pytest.mark.parametrize("needled", [True, False])
def test_a_chosen_place_looks_chosen(make, places, needled):
    body_map = make(WIDE, needled=needled)
    place = places["blade.r"]
    before = body_map.canvas.grab().toImage()
    body_map.set_chosen([place])
    after = body_map.canvas.grab().toImage()
    box = body_map.buttons[place].geometry()
    changed = [
        QPoint(x, y)
        for x in range(after.width())
        for y in range(after.height())
        if after.pixel(x, y) != before.pixel(x, y)
    ]
    assert len(changed) > 20
    assert all(box.adjusted(-4, -4, 4, 4).contains(spot) for spot in changed)


def test_the_focus_ring_is_seen(make, places):
    body_map = make()
    go_to(body_map, places["heel.l"])
    before = body_map.canvas.grab().toImage()
    go_to(body_map, places["blade.r"])
    after = body_map.canvas.grab().toImage()
    box = body_map.buttons[places["blade.r"]].geometry()
    assert any(
        after.pixel(x, y) != before.pixel(x, y)
        for x in range(box.left(), box.right())
        for y in range(box.top(), box.bottom())
    )


def test_going_with_the_keys_scrolls_the_page(qtbot, places):
    area, content = QScrollArea(), QWidget()
    body_map = BodyMap(places.values(), "Where?")
    column = QVBoxLayout(content)
    column.addWidget(QLineEdit())
    column.addWidget(body_map)
    area.setWidget(content)
    area.setWidgetResizable(True)
    qtbot.addWidget(area)
    area.resize(700, 300)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    go_to(body_map, places["head_back.r"])
    top = area.verticalScrollBar().value()
    go_to(body_map, places["heel.r"])
    assert area.verticalScrollBar().value() > top
    assert not body_map.buttons[places["heel.r"]].visibleRegion().isEmpty()


def test_every_stop_has_one_name(make, unnamed):
    assert unnamed(make(WIDE)) == []
    assert unnamed(make(NARROW)) == []


def test_no_button_is_spoken_twice(make):
    assert not any(b.text() or b.toolTip() for b in make().canvas.findChildren(QAbstractButton))
