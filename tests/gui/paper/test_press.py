"""Pages away from the window: what is saved comes whole, what nobody waits for ends, and nobody is called."""

from multiprocessing import active_children

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtPrintSupport import QPrinter

from afterneedle.gui.paper.press import Press
from afterneedle.gui.paper.setting_apart import SettingApart, Stopped
from afterneedle.paper.pages import Paper
from support.example import example_report

NOT_MADE = "The pages could not be made. Close other programs or choose fewer days, then try again."


@pytest.fixture
def owner(qapp):
    made = QObject()
    yield made
    made.deleteLater()


@pytest.fixture
def press(owner):
    made = Press(owner)
    yield made
    made.rest()
    made.wait()


@pytest.fixture
def example(catalogue):
    return example_report(catalogue)


@pytest.fixture
def no_process(monkeypatch):
    """The machine has no room for another process."""

    def refuse(_apart):
        raise Stopped

    monkeypatch.setattr(SettingApart, "begin", refuse)


def test_what_sets_the_pages_is_kept_from_a_preview_until_it_rests(qtbot, press, example, tmp_path):
    with qtbot.waitSignal(press.previewed) as heard:
        press.preview(example, Paper.A4, 20)
    assert len(heard.args[0]) == 3
    [kept] = active_children()
    with qtbot.waitSignal(press.saved):
        press.save(example, Paper.A4, str(tmp_path / "mine.pdf"))
    assert active_children() == [kept]
    press.rest()
    press.wait()
    assert active_children() == []


def test_without_a_preview_nothing_is_kept(qtbot, press, example, tmp_path):
    with qtbot.waitSignal(press.saved) as heard:
        press.save(example, Paper.A4, str(tmp_path / "mine.pdf"))
    assert heard.args == [str(tmp_path / "mine.pdf"), ""]
    assert active_children() == []


def test_of_several_previews_only_the_newest_is_shown(qtbot, press, example):
    shown = []
    press.previewed.connect(shown.append)
    for paper in (Paper.A4, Paper.LETTER, Paper.A4):
        press.preview(example, paper, 20)
    press.wait()
    qtbot.waitUntil(lambda: bool(shown))
    assert len(shown) == 1


def test_a_preview_that_nobody_waits_for_is_stopped_and_told_to_nobody(qtbot, press, example):
    with qtbot.assertNotEmitted(press.previewed), qtbot.assertNotEmitted(press.failed):
        press.preview(example, Paper.A4, 20)
        press.rest()
        press.wait()
        QCoreApplication.processEvents()
    assert active_children() == []


def test_a_file_that_was_asked_for_is_saved_though_its_page_is_left(press, example, tmp_path):
    path = tmp_path / "mine.pdf"
    press.preview(example, Paper.A4, 20)
    press.save(example, Paper.A4, str(path))
    press.rest()
    press.wait()
    assert len(PdfReader(path).pages) == 3
    assert active_children() == []


def test_a_window_that_is_closed_meanwhile_is_not_called(qapp, example, tmp_path):
    path, called, owner = tmp_path / "mine.pdf", [], QObject()
    press = Press(owner)
    press.saved.connect(called.append)
    press.preview(example, Paper.A4, 20)
    press.save(example, Paper.A4, str(path))
    worker = press._errands.worker
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    worker.submit(bool).result()
    QCoreApplication.processEvents()
    assert path.exists()
    assert called == []
    assert active_children() == []


def test_a_preview_that_cannot_be_made_is_said_and_the_next_one_comes(qtbot, press, example):
    with qtbot.waitSignal(press.previewed):
        press.preview(example, Paper.A4, 20)
    active_children()[0].kill()
    with qtbot.waitSignal(press.failed) as heard:
        press.preview(example, Paper.A4, 20)
    assert heard.args == [NOT_MADE]
    with qtbot.waitSignal(press.previewed):
        press.preview(example, Paper.A4, 20)


def test_a_file_that_cannot_be_made_leaves_the_one_that_was_there(
    qtbot, press, example, no_process, tmp_path
):
    path = tmp_path / "mine.pdf"
    path.write_text("last month's")
    with qtbot.waitSignal(press.saved) as heard:
        press.save(example, Paper.A4, str(path))
    assert heard.args == [str(path), NOT_MADE]
    assert path.read_text() == "last month's"
    assert list(tmp_path.iterdir()) == [path]


def test_a_saved_file_is_for_its_owners_eyes_only(qtbot, press, example, tmp_path):
    path = tmp_path / "mine.pdf"
    with qtbot.waitSignal(press.saved) as heard:
        press.save(example, Paper.A4, str(path))
    assert heard.args == [str(path), ""]
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_no_pdf_stays_as_it_is(qtbot, press, example, tmp_path):
    diary = tmp_path / "diary.db"
    diary.write_bytes(b"SQLite format 3\0")
    with qtbot.waitSignal(press.saved) as heard:
        press.save(example, Paper.A4, str(diary))
    assert heard.args[1].startswith(f"{diary} is another kind of file. It was left as it is.")
    assert diary.read_bytes() == b"SQLite format 3\0"


def test_pages_that_cannot_be_made_are_not_printed(qtbot, press, example, no_process, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    with qtbot.waitSignal(press.printed) as heard:
        press.print(example, Paper.A4, printer)
    assert heard.args == [NOT_MADE]
    assert list(tmp_path.iterdir()) == []
