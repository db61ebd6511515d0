"""The shapes of the body, front and back, read from resources/body/ when they are first needed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product
from math import hypot
from typing import cast
from xml.etree import ElementTree as ET

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QTransform

from afterneedle.assets import asset
from afterneedle.domain.catalogue import Place
from afterneedle.drawing.svg_path import read_path

VIEWS = ("front", "back")
BOUNDS = QRectF(-187, 0, 374, 690)  # of either figure, in the units of its file
_SVG = "{http://www.w3.org/2000/svg}"
_MIRROR = QTransform.fromScale(-1, 1)
_SIDES = {"front": ("l", "r"), "back": ("r", "l")}  # whose side is on the viewer's right, and on the left


@dataclass(frozen=True)
class Figure:
    """One view of the body, its midline at x = 0; `places` by id, from head to toe, then the arm."""

    outline: QPainterPath
    lines: QPainterPath
    places: Mapping[str, QPainterPath]


@cache
def figure(view: str) -> Figure:
    """The front or the back."""
    root = ET.fromstring(asset(f"body/{view}.svg").read_text("utf-8"))  # noqa: S314 # our own file
    regions = {str(path.get("id")): read_path(path.get("d", "")) for path in _in_group(root, "regions")}
    lines, outline = QPainterPath(), QPainterPath()
    for path in _in_group(root, "lines"):
        lines.addPath(read_path(path.get("d", "")))
    for path in root.iterfind(f".//{_SVG}path[@id='outline']"):
        outline.addPath(read_path(path.get("d", "")))
    right, left = _SIDES[view]
    places = {f"{region}.{right}": path for region, path in regions.items()}
    places |= {f"{region}.{left}": _MIRROR.map(path) for region, path in regions.items()}
    return Figure(_both(outline), _both(lines), places)


def shape_of(place: Place) -> QPainterPath:
    """The shape of a place in its view."""
    return figure(place.region.view).places[place.id]


def anchor(place: Place) -> QPointF:
    """The point of a place that is farthest from its edge, where a mark stands."""
    right, _left = _SIDES[place.region.view]
    spot = _deepest(place.region.view, f"{place.region.id}.{right}")
    return spot if place.side == right else QPointF(-spot.x(), spot.y())


@cache
def _deepest(view: str, id: str) -> QPointF:
    shape = figure(view).places[id]
    edge = list(_points_on(shape))
    box = shape.boundingRect()
    best = box.center()
    while box.width() > 1:
        spots = [s for s in _grid(box) if shape.contains(s)]
        best = max(spots, key=lambda s: _nearest(s, edge), default=best)
        box = QRectF(0, 0, box.width() / 3, box.height() / 3)
        box.moveCenter(best)
    return best


def _in_group(root: ET.Element, id: str) -> Iterator[ET.Element]:
    return root.iterfind(f".//{_SVG}g[@id='{id}']/{_SVG}path")


def _both(half: QPainterPath) -> QPainterPath:
    both = QPainterPath(half)
    both.addPath(_MIRROR.map(half))
    return both


def _points_on(shape: QPainterPath) -> Iterator[tuple[float, float]]:
    """Points along the edge, close enough to each other to measure by."""
    for polygon in shape.toSubpathPolygons():
        corners = [(p.x(), p.y()) for p in cast("list[QPointF]", polygon)]
        for (x, y), (to_x, to_y) in pairwise(corners):
            steps = int(hypot(to_x - x, to_y - y) / 3) + 1
            yield from ((x + (to_x - x) * n / steps, y + (to_y - y) * n / steps) for n in range(steps))


def _grid(box: QRectF) -> Iterator[QPointF]:
    for column, line in product(range(7), repeat=2):
        yield QPointF(box.x() + box.width() * (column + 0.5) / 7, box.y() + box.height() * (line + 0.5) / 7)


def _nearest(spot: QPointF, edge: list[tuple[float, float]]) -> float:
    at_x, at_y = spot.x(), spot.y()
    return min((x - at_x) ** 2 + (y - at_y) ** 2 for x, y in edge)
