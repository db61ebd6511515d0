"""`afterneedle demo` where there is no screen."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from afterneedle.__main__ import main
from support.pdf import text_of
from support.plain_look import plain_again

NOW = ("--now", "2026-11-23T20:30:00+00:00")
ALONE = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
PAGES = {"today", "check_in", "timeline", "history", "sessions", "guidance", "report", "settings"}


@pytest.fixture(scope="module", autouse=True)
def _no_screen() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("DISPLAY", raising=False)
        environment.delenv("WAYLAND_DISPLAY", raising=False)
        yield


@pytest.fixture(scope="module")
def shown(qapp, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder in which it did the whole job once, not to be changed, and what it said."""
    folder, said = tmp_path_factory.mktemp("demo") / "shown", io.StringIO()
    with plain_again(qapp), redirect_stdout(said):
        assert main([*NOW, "demo", str(folder)]) == 0
    return folder, said.getvalue()


def demo_in(folder: Path, stdout: int = subprocess.PIPE) -> "subprocess.CompletedProcess[str]":
    """The demo in a program of its own."""
    line = [sys.executable, "-P", "-m", "afterneedle", *NOW, "demo", str(folder)]
    streams = {"stdout": stdout, "stderr": subprocess.PIPE, "text": True}
    return subprocess.run(line, env=os.environ | ALONE, check=False, **streams)


def test_it_leaves_a_diary_a_report_and_a_picture_of_every_page_and_says_what_it_found(shown):
    folder, said = shown
    assert {p.stem for p in folder.glob("*.png")} == PAGES
    assert (folder / "diary.db").stat().st_size > 0
    assert "Dry needling symptom log" in text_of(folder / "report.pdf")
    assert "Chest or breathing" in said
    assert "S04" in said
    assert str(folder / "report.pdf") in said
    assert said.startswith("AfterNeedle on the diary of an invented person")


def test_it_does_the_whole_job_in_a_program_of_its_own(tmp_path: Path):
    done = demo_in(tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert {p.stem for p in tmp_path.glob("*.png")} == PAGES


def test_a_reader_that_stops_early_ends_it_without_a_traceback(tmp_path: Path):
    hears, says = os.pipe()
    os.close(hears)
    done = demo_in(tmp_path, stdout=says)
    os.close(says)
    assert (done.returncode, done.stderr) == (1, "")
    assert {p.stem for p in tmp_path.glob("*.png")} == PAGES


def test_a_picture_that_cannot_be_written_is_named(tmp_path: Path):
    (tmp_path / "history.png").mkdir()
    done = demo_in(tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert str(tmp_path / "history.png") in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_second_time_it_shows_the_same_again(shown, tmp_path: Path, capsys):
    folder = shutil.copytree(shown[0], tmp_path / "shown")
    assert main(["--now", "2026-11-25T20:30:00+00:00", "demo", str(folder)]) == 0
    assert "3 sessions, 20 check-ins" in capsys.readouterr().out


def test_it_never_touches_a_diary_of_somebody(tmp_path: Path, capsys):
    story = tmp_path / "story.json"
    story.write_text(
        '{"format": "afterneedle-diary", "version": 1, "sessions": '
        '[{"id": "mine", "ended_at": "2026-03-02T10:00:00+00:00", "sites": []}]}',
        "utf-8",
    )
    diary = tmp_path / "diary.db"
    assert main(["--diary", str(diary), "import", str(story)]) == 0
    before = diary.read_bytes()
    assert main([*NOW, "demo", str(tmp_path)]) == 1
    assert "not the sample" in capsys.readouterr().err
    assert diary.read_bytes() == before
