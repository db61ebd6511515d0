"""The drawing has every place of the catalogue once, where it belongs."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from afterneedle.drawing.body_shapes import BOUNDS, VIEWS, anchor, figure, shape_of

DENSITY = 2  # pixels to a unit
HAIRLINE = 3  # pixels: what is narrower than this both ways is not seen
THINNEST = 4  # units from the middle of the narrowest place to its edge


def times_painted(*shapes: QPainterPath, but_for: QPainterPath | None = None) -> list[bytes]:
    """How often each pixel was painted, row by row; never where `but_for` is."""
    width, height = int(BOUNDS.width()) * DENSITY, int(BOUNDS.height()) * DENSITY
    image = QImage(width, height, QImage.Format.Format_Alpha8)
    image.fill(0)
    painter = QPainter(image)
    painter.scale(DENSITY, DENSITY)
    painter.translate(-BOUNDS.topLeft())
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
    for shape in shapes:
        painter.fillPath(shape, QColor(0, 0, 0, 1))
    if but_for is not None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.fillPath(but_for, QColor(0, 0, 0))
    painter.end()
    bits = bytes(image.constBits())
    lines = range(0, image.bytesPerLine() * height, image.bytesPerLine())
    return [bits[start : start + width] for start in lines]


def is_seen(rows: list[bytes]) -> bool:
    """Whether there is a square of `HAIRLINE` pixels that are not 0."""
    counts = bytes([0] + [1] * 255)
    wide = []
    for row in rows:
        bits = int.from_bytes(row.translate(counts))
        for _pixel in range(HAIRLINE - 1):
            bits &= bits >> 8
        wide.append(bits)
    return any(a & b & c for a, b, c in zip(wide, wide[1:], wide[2:], strict=False))


def test_the_measure_sees_what_a_person_would_see():
    box, thin, wide = QPainterPath(), QPainterPath(), QPainterPath()
    box.addRect(QRectF(0, 100, 50, 50))
    thin.addRect(QRectF(0, 100, 50, 0.5))
    wide.addRect(QRectF(0, 100, 50, 2))
    assert is_seen(times_painted(box))
    assert not is_seen(times_painted(thin))
    assert is_seen(times_painted(wide))


@pytest.mark.parametrize(("view", "count"), [("front", 29), ("back", 32)])
def test_every_place_of_the_catalogue_is_drawn_and_nothing_else(catalogue, view, count):
    drawn = figure(view).places
    assert set(drawn) == {p.id for p in catalogue.places.values() if p.region.view == view}
    assert len(drawn) == 2 * count


def test_no_place_is_too_thin_to_be_hit(catalogue):
    thin = []
    for place in catalogue.places.values():
        around = QPainterPath()
        around.addEllipse(anchor(place), THINNEST, THINNEST)
        if not shape_of(place).contains(around):
            thin.append(place.id)
    assert thin == []


@pytest.mark.parametrize("view", VIEWS)
def test_places_lie_within_the_body(view):
    one = figure(view)
    outside = [id for id, shape in one.places.items() if is_seen(times_painted(shape, but_for=one.outline))]
    assert outside == []


@pytest.mark.parametrize("view", VIEWS)
def test_places_cover_the_body_and_not_each_other(view):
    one = figure(view)
    twice = bytes([0, 0] + [1] * 254)
    assert not is_seen([row.translate(twice) for row in times_painted(*one.places.values())])
    all_places = QPainterPath()
    all_places.setFillRule(Qt.FillRule.WindingFill)
    for shape in one.places.values():
        all_places.addPath(shape)
    assert not is_seen(times_painted(one.outline, but_for=all_places))


def test_the_sides_are_the_persons_own(catalogue):
    for place in catalogue.places.values():
        is_on_viewers_right = anchor(place).x() > 0
        assert is_on_viewers_right == ((place.side == "l") == (place.region.view == "front")), place


def test_left_and_right_are_mirror_images(catalogue):
    places = catalogue.places
    for right in (p for p in places.values() if p.side == "r"):
        left = places[f"{right.region.id}.l"]
        box, other = shape_of(right).boundingRect(), shape_of(left).boundingRect()
        assert box.left() == pytest.approx(-other.right())
        assert box.top() == pytest.approx(other.top())


@pytest.mark.parametrize("view", VIEWS)
def test_the_figure_stays_within_its_bounds(view):
    assert BOUNDS.contains(figure(view).outline.boundingRect())


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("temple.l", "face.l"),
        ("chest.l", "belly_upper.l"),
        ("thigh_front.r", "knee_front.r"),
        ("skull_base.r", "neck_back.r"),
        ("trapezius_top.l", "blade_upper.l"),
        ("buttock_upper.r", "buttock_lower.r"),
        ("achilles.l", "heel.l"),
        ("upper_arm_back.r", "hand_back.r"),
    ],
)
def test_places_stand_above_each_other_as_on_a_person(catalogue, above, below):
    assert anchor(catalogue.places[above]).y() < anchor(catalogue.places[below]).y()
