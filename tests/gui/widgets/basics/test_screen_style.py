"""Drawings in the window look like the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from afterneedle.gui.theme import DARK, LIGHT, Look
from afterneedle.gui.widgets.basics.screen_style import screen_style


@pytest.fixture
def widget(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_it_wears_the_colours_of_the_window_and_its_text_size(qapp, widget):
    look = Look(qapp, dark=True)
    qapp.processEvents()
    assert screen_style(widget).mark == DARK.accent
    size = screen_style(widget).size
    look.set_text_size(200)
    qapp.processEvents()
    assert screen_style(widget).size == pytest.approx(2 * size, abs=1)
    look.set_text_size(100)
    look.deleteLater()
    again = Look(qapp, dark=False)
    assert screen_style(widget).ground == LIGHT.card
    again.deleteLater()


def test_with_high_contrast_it_is_made_of_the_systems_colours(qapp, widget):
    sheet, before, palette = qapp.styleSheet(), qapp.palette(), QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor("#000000"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#ffff00"))
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    style = screen_style(widget)
    qapp.setPalette(before)
    qapp.setStyleSheet(sheet)
    assert {style.text, style.muted, style.mark, style.frame, style.flag, style.alarm} == {"#ffff00"}
    assert {style.ground, style.on_sign} == {"#000000"}
    for shade in (style.band, style.grid, style.body, style.outline, style.tint):
        assert shade not in (style.ground, style.text)


def test_it_runs_from_right_to_left_where_the_window_does(widget):
    assert not screen_style(widget).mirrored
    widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert screen_style(widget).mirrored
