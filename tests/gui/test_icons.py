"""One small set of drawings in one style, in the colours of the look, sharp on every screen."""

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from afterneedle.assets import asset
from afterneedle.gui.icons import icon, picture
from afterneedle.gui.main_window import PAGES
from afterneedle.gui.navigation import NavButton
from afterneedle.gui.theme import DARK, LIGHT, Look

DRAWINGS = [*PAGES, "app"]


def colours_in(image) -> set[str]:
    dots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {dot.name() for dot in dots if dot.alpha() > 250}


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_page_has_a_drawing_that_leaves_a_mark(qapp, name):
    assert "#1f6f6b" in colours_in(picture(name, "#1f6f6b", 40).toImage())


@pytest.mark.parametrize("name", list(PAGES))
def test_every_page_is_drawn_in_one_style(name):
    svg = asset(f"icons/{name}.svg").read_text("utf-8")
    head = svg.partition(">")[0]
    assert 'viewBox="0 0 24 24"' in head
    assert 'stroke="currentColor"' in head
    assert re.findall(r'stroke-width="([^"]+)"', svg) == ["2"]
    assert "#" not in svg


@pytest.mark.parametrize("density", [1, 2, 3])
@pytest.mark.parametrize("size", [17, 20, 25, 40])
def test_a_drawing_is_made_for_the_dots_of_the_screen(qapp, size, density):
    made = icon("today", "#ff0000")
    shown = made.pixmap(QSize(size, size), float(density))
    assert shown.size() == QSize(size, size) * density
    assert shown.toImage() == made_alone(size * density, density)


def made_alone(pixels: int, density: int):
    drawn = picture("today", "#ff0000", pixels)
    drawn.setDevicePixelRatio(density)
    return drawn.toImage()


def inks(button: QPushButton) -> set[str]:
    return colours_in(button.icon().pixmap(button.iconSize()).toImage())


@pytest.mark.parametrize(("is_open", "ink"), [(False, "muted"), (True, "accent")])
def test_a_page_drawing_has_the_colour_of_its_words_and_follows_the_look(qtbot, qapp, is_open, ink):
    looks = [Look(qapp, dark=False)]
    button = NavButton("today", "Today")
    qtbot.addWidget(button)
    button.setChecked(is_open)
    button.show()
    for dark, wanted in ((False, LIGHT), (True, DARK), (False, LIGHT)):
        looks.append(Look(qapp, dark))
        qapp.processEvents()
        assert getattr(wanted, ink) in inks(button)
    for look in looks:
        look.deleteLater()
