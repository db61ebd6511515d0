import pytest

from afterneedle.gui.icons import icon, picture
from afterneedle.gui.main_window import PAGES


@pytest.mark.parametrize("name", [*PAGES, "app"])
def test_every_page_has_a_drawing_that_leaves_a_mark(qapp, name):
    drawn = picture(name, "#1f6f6b", 40).toImage()
    dots = [drawn.pixelColor(x, y) for x in range(40) for y in range(40)]
    assert "#1f6f6b" in {dot.name() for dot in dots if dot.alpha() > 200}


def test_a_drawing_takes_the_colour_it_is_asked_for(qapp):
    sizes = icon("today", "#ff0000").availableSizes()
    assert [s.width() for s in sizes] == [20, 40, 80]
    drawn = picture("today", "#ff0000", 40).toImage()
    assert any(drawn.pixelColor(x, 20).name() == "#ff0000" for x in range(40))
