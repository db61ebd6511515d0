from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QFontInfo, QImage
from PySide6.QtWidgets import (
    QDateEdit,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from afterneedle.drawing.files import load_fonts
from afterneedle.gui.theme import DARK, LIGHT, Colours, Look, colours, palette, style_sheet
from afterneedle.gui.widgets.basics.button import link_button, plain_button, primary_button
from afterneedle.gui.widgets.basics.choices import Choice, Tick
from afterneedle.gui.widgets.basics.layout import Card
from afterneedle.gui.widgets.guidance.reader import Reader
from support.colours import contrast

GROUNDS = ("bg", "card", "soft", "warn_bg", "emergency_bg")
TEXTS = [(ink, ground) for ink in ("text", "muted", "accent", "warn", "emergency") for ground in GROUNDS]
TEXTS += [("on_accent", "accent")]
SHAPES = [(ink, ground) for ink in ("field_line", "accent", "warn", "emergency") for ground in GROUNDS]


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_text_can_be_read(look: Colours, ink: str, ground: str):
    assert contrast(getattr(look, ink), getattr(look, ground)) >= 4.5


def test_every_colour_of_the_table_is_measured():
    measured = {name for pair in TEXTS + SHAPES for name in pair}
    assert measured == set(Colours._fields) - {"line"}  # which carries no meaning


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), SHAPES)
def test_fields_ticks_and_rings_can_be_seen(look: Colours, line: str, ground: str):
    assert contrast(getattr(look, line), getattr(look, ground)) >= 3


@pytest.mark.parametrize(("is_dark", "wanted"), [(True, DARK), (False, LIGHT)])
def test_the_application_wears_what_it_is_told(qapp, is_dark, wanted):
    look = Look(qapp, is_dark)
    assert colours() == wanted
    assert qapp.palette().window().color() == QColor(wanted.bg)
    look.deleteLater()


def test_twice_the_text_size_doubles_the_running_text(qapp):
    look = Look(qapp)
    before = qapp.font().pointSizeF()
    look.set_text_size(200)
    assert qapp.font().pointSizeF() == pytest.approx(2 * before)
    look.set_text_size(100)
    assert qapp.font().pointSizeF() == pytest.approx(before)
    look.deleteLater()


def test_a_font_that_a_drawing_loads_never_takes_the_place_of_the_systems(qapp):
    look = Look(qapp)
    before = QFontInfo(qapp.font()).family()
    load_fonts()
    look.set_text_size(150)
    assert QFontInfo(qapp.font()).family() == before
    look.set_text_size(100)
    look.deleteLater()


def test_the_style_sheet_has_no_colour_of_its_own():
    for look in (LIGHT, DARK):
        known = set(look)
        found = {word.strip(";,{} ") for word in style_sheet(look).split() if word.startswith("#")}
        assert found
        assert found <= known


def test_fields_are_outlined_in_the_colour_for_fields():
    assert palette(LIGHT).mid().color() == QColor(LIGHT.field_line)


def checked(button):
    button.setCheckable(True)
    button.setChecked(True)
    return button


def of_kind(kind: str) -> QPushButton:
    made = plain_button("")
    made.setProperty("kind", kind)
    return made


# without words, so that only their shapes are measured
CONTROLS: dict[str, Callable[[], QWidget]] = {
    "tick": lambda: Tick(""),
    "ticked": lambda: checked(Tick("")),
    "answer": lambda: Choice(""),
    "chosen answer": lambda: checked(Choice("")),
    "plain button": lambda: plain_button(""),
    "chip": lambda: of_kind("chip"),
    "line": QLineEdit,
    "text": QPlainTextEdit,
    "day": QDateEdit,
    "list": QListWidget,
}
NO_OUTLINE: dict[str, Callable[[], QWidget]] = {
    "primary button": lambda: primary_button(""),
    "link": lambda: link_button(""),
    "page": lambda: of_kind("nav"),
    "page that is open": lambda: checked(of_kind("nav")),
    "reader": Reader,
}
ENOUGH = 40  # dots; a ring or an outline has more, a stray one fewer


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def shown(request, qtbot, qapp):
    """Shows a control on a ground, as the window does; gives it and a way to look at it."""
    look = Look(qapp, request.param)

    def show(control: QWidget, kind: str) -> Callable[[], QImage]:
        window = QWidget()
        column = QVBoxLayout(window)
        column.addWidget(Card(kind, control))
        other = QLineEdit()
        column.addWidget(other)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        other.setFocus()
        return lambda: window.grab(control.geometry().translated(control.parentWidget().pos())).toImage()

    yield show
    look.deleteLater()


def dots(image: QImage):
    return ((x, y) for x in range(image.width()) for y in range(image.height()))


def dot(image: QImage, at: tuple[int, int]) -> str:
    return image.pixelColor(*at).name()


def ground_of(image: QImage) -> str:
    """What is behind a control: the colour between its corner and its rounded outline."""
    return dot(image, (0, 0))


@pytest.mark.parametrize("kind", ["card", "notice", "warning"])
@pytest.mark.parametrize("name", list(CONTROLS))
def test_what_can_be_pressed_or_filled_in_stands_out_from_every_ground(shown, name, kind):
    look = shown(CONTROLS[name](), kind)
    image = look()
    ground = ground_of(image)
    strong = [at for at in dots(image) if contrast(dot(image, at), ground) >= 3]
    across = {x for x, _ in strong}
    assert len(strong) >= ENOUGH
    assert max(across) - min(across) >= 14  # the box of a tick, or more


@pytest.mark.parametrize("kind", ["card", "warning"])
@pytest.mark.parametrize("name", [*CONTROLS, *NO_OUTLINE])
def test_the_focus_can_be_seen_on_every_ground(shown, name, kind):
    control = (CONTROLS | NO_OUTLINE)[name]()
    look = shown(control, kind)
    before = look()
    control.setFocus()
    after = look()
    assert before.size() == after.size()
    changed = [at for at in dots(after) if before.pixelColor(*at) != after.pixelColor(*at)]
    told = [
        at for at in changed if contrast(before.pixelColor(*at).name(), after.pixelColor(*at).name()) >= 3
    ]
    assert len(told) >= ENOUGH
