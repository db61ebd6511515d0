import pytest
from PySide6.QtGui import QColor

from afterneedle.gui.theme import DARK, LIGHT, Colours, Look, colours, palette, style_sheet
from support.colours import contrast

TEXTS = [
    ("text", "bg"),
    ("text", "card"),
    ("text", "soft"),
    ("text", "warn_bg"),
    ("text", "emergency_bg"),
    ("muted", "bg"),
    ("muted", "card"),
    ("muted", "soft"),
    ("accent", "bg"),
    ("accent", "card"),
    ("accent", "soft"),
    ("on_accent", "accent"),
    ("warn", "bg"),
    ("warn", "card"),
    ("warn", "warn_bg"),
    ("emergency", "card"),
    ("emergency", "emergency_bg"),
]
SHAPES = [
    ("field_line", "bg"),
    ("field_line", "card"),
    ("field_line", "soft"),
    ("accent", "card"),
    ("warn", "bg"),
    ("emergency", "bg"),
]


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_text_can_be_read(look: Colours, ink: str, ground: str):
    assert contrast(getattr(look, ink), getattr(look, ground)) >= 4.5


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


def test_the_style_sheet_has_no_colour_of_its_own():
    for look in (LIGHT, DARK):
        known = set(vars(look).values())
        found = {word.strip(";,{} ") for word in style_sheet(look).split() if word.startswith("#")}
        assert found
        assert found <= known


def test_fields_are_outlined_in_the_colour_for_fields():
    assert palette(LIGHT).mid().color() == QColor(LIGHT.field_line)
