"""Reads the path data of an SVG: the letters M L H V C Z, large and small, which drawing programs write."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

_PARTS = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0}


def read_path(data: str) -> QPainterPath:
    """The path that `data` describes; ValueError when it holds anything else."""
    path = QPainterPath()
    for letter, numbers in _steps(data):
        _draw(path, letter.upper(), numbers, path.currentPosition() if letter.islower() else QPointF())
    return path


def _steps(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each letter with the numbers it takes; a letter that is left out is the one before."""
    for letter, rest in _PARTS.findall(data):
        numbers = [float(number) for number in _NUMBER.findall(rest)]
        takes = _TAKES.get(letter.upper())
        if takes is None or (len(numbers) % takes if takes else numbers):
            raise ValueError(f"{letter}{rest}")
        yield letter, numbers[:takes]
        again = {"M": "L", "m": "l"}.get(letter, letter)
        for n in range(takes or 1, len(numbers), takes or 1):
            yield again, numbers[n : n + takes]


def _draw(path: QPainterPath, letter: str, numbers: list[float], start: QPointF) -> None:
    if letter == "Z":
        path.closeSubpath()
    elif letter == "H":
        path.lineTo(start.x() + numbers[0], path.currentPosition().y())
    elif letter == "V":
        path.lineTo(path.currentPosition().x(), start.y() + numbers[0])
    else:
        points = [start + QPointF(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        if letter == "M":
            path.moveTo(points[0])
        elif letter == "L":
            path.lineTo(points[0])
        else:
            path.cubicTo(*points)
