"""The report on the screen is what comes out of the printer; so does the checklist."""

import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from afterneedle.exchange.demo import demo_records
from support.begun import begun
from support.builders import at
from support.reader import Node
from support.screen import Screen

EVENING = "2026-03-05T20:00:00+00:00"
GREY = 200  # what is darker is ink


@pytest.fixture
def words(tmp_path: Path) -> tuple[str, ...]:
    """The command line that goes on with the sample diary."""
    path, now = tmp_path / "d.db", at(EVENING)
    diary = begun(path)
    diary.import_records(demo_records(diary.catalogue, now.date()), "theirs", now)
    diary.close()
    return ("--diary", str(path), "--now", EVENING)


@pytest.fixture
def window(screen: Screen, words: tuple[str, ...]) -> Node:
    screen.program(*words)
    window = screen.listen()
    window.find("push button", "Check in now")
    return window


def print_to(window: Node, file: Path) -> None:
    """In the system's dialog for printers: the one that writes a file."""
    dialog = window.find("dialog", "Print")
    dialog.find("text", "Output file").write(str(file))
    dialog.find("push button", "Print").press()
    window.bus.wait_for_announcement("Sent to the printer.")


def pages(file: Path, width: int = 165) -> list[QImage]:
    """The pages of a PDF, grey and this many pixels wide."""
    size = ["-scale-to-x", str(width), "-scale-to-y", "-1"]
    subprocess.run(["pdftoppm", *size, "-gray", file, file.with_name(f"{file.stem}-{width}")], check=True)
    return [QImage(str(one)) for one in sorted(file.parent.glob(f"{file.stem}-{width}-*.pgm"))]


def in_sight(screen: Screen, window: Node, thing: Node) -> QImage:
    """What a person sees of a thing that reaches out of the window at the bottom."""
    (frame,) = window.children
    left, top, width, height = thing.place
    bottom = frame.place[1] + frame.place[3]
    screen.photograph(screen.home / "screen.png")
    return QImage(str(screen.home / "screen.png")).copy(left, top, width, min(height, bottom - top))


def ink(page: QImage) -> set[tuple[int, int]]:
    """The dots within the frame of what is printed; a printer may make the whole page a little smaller."""
    dots = [(x, y) for x in range(page.width()) for y in range(page.height()) if is_ink(page, x, y)]
    left, top = (min(at) for at in zip(*dots, strict=True))
    right, bottom = (max(at) for at in zip(*dots, strict=True))
    framed = page.copy(left, top, right - left + 1, bottom - top + 1).scaled(150, 210)
    return {(x, y) for x in range(150) for y in range(210) if is_ink(framed, x, y)}


def is_ink(page: QImage, x: int, y: int) -> bool:
    return page.pixelColor(x, y).value() < GREY


def most_like(page: QImage, candidates: list[QImage]) -> int:
    """The number of the page whose ink has most of this one's ink beside it."""
    likenesses = [likeness(page, candidate) for candidate in candidates]
    return likenesses.index(max(likenesses))


def likeness(page: QImage, candidate: QImage) -> float:
    """How much of the candidate's ink has ink of the page beside it, from 0 to 1."""
    near = {(x + dx, y + dy) for x, y in ink(page) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
    return len(ink(candidate) & near) / len(ink(candidate))


def test_the_pages_that_are_shown_are_those_of_the_file_and_of_the_printer(
    screen: Screen, window: Node, words: tuple[str, ...], tmp_path: Path
) -> None:
    done = screen.command(*words, "report", "report.pdf")
    assert done.returncode == 0, done.stderr
    wanted = pages(tmp_path / "report.pdf")
    window.find("radio button", "Report").press()
    first = in_sight(screen, window, window.find("filler", f"Report, page 1 of {len(wanted)}"))
    drawn = pages(tmp_path / "report.pdf", first.width())[0].copy(first.rect())
    assert likeness(first, drawn) > 0.9
    screen.focus("AfterNeedle")
    screen.keys("ctrl+p")
    print_to(window, tmp_path / "printed.pdf")
    printed = pages(tmp_path / "printed.pdf")
    assert len(printed) == len(wanted) > 1
    assert [most_like(page, wanted) for page in printed] == list(range(len(wanted)))


def test_the_checklist_for_the_next_session_is_printed(window: Node, tmp_path: Path) -> None:
    window.find("radio button", "Sessions").press()
    window.find("push button", "Checklist before the next session").press()
    window.find("push button", "Print").press()
    print_to(window, tmp_path / "checklist.pdf")
    assert [len(ink(page)) > 1000 for page in pages(tmp_path / "checklist.pdf")] == [True]
