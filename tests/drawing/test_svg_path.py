from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from afterneedle.drawing.svg_path import read_path


def points(path: QPainterPath) -> list[tuple[float, float]]:
    return [
        (round(path.elementAt(n).x, 6), round(path.elementAt(n).y, 6)) for n in range(path.elementCount())
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("M1,2L3,4", [(1, 2), (3, 4)]),
        ("m1 2 3 4", [(1, 2), (4, 6)]),
        ("M 1 2 3 4 5 6", [(1, 2), (3, 4), (5, 6)]),
        ("M1,2h3v-1H0V0", [(1, 2), (4, 2), (4, 1), (0, 1), (0, 0)]),
        (
            "M10,10c1,0 2,1 2,2 .5-.5,1-1,2,0",
            [(10, 10), (11, 10), (12, 11), (12, 12), (12.5, 11.5), (13, 11), (14, 12)],
        ),
        ("M0,0C1,2 3,4 5,6", [(0, 0), (1, 2), (3, 4), (5, 6)]),
        ("M0,0l2,0 0,2ZM5,5l1,0", [(0, 0), (2, 0), (2, 2), (0, 0), (5, 5), (6, 5)]),
    ],
)
def test_what_a_drawing_program_writes_is_read(data, expected):
    assert points(read_path(data)) == expected


@pytest.mark.parametrize("data", ["M1", "M0,0L1", "M0,0Q1,1 2,2", "M0,0C1,1 2,2", "M0,0Z1"])
def test_what_it_does_not_know_is_refused_and_not_drawn_wrong(data):
    with pytest.raises(ValueError, match=r"[MLQCZ]"):
        read_path(data)


@given(st.lists(st.tuples(st.integers(-500, 500), st.integers(-500, 500)), min_size=2, max_size=20))
def test_small_letters_draw_what_capitals_draw(corners):
    absolute = "M" + " ".join(f"{x},{y}" for x, y in corners)
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(corners)]
    relative = f"m{corners[0][0]},{corners[0][1]} " + " ".join(f"{x},{y}" for x, y in steps)
    assert points(read_path(relative)) == points(read_path(absolute))
    assert read_path(absolute).currentPosition() == QPointF(*corners[-1])
