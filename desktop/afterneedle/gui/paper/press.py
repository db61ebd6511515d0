"""Sets, saves and prints pages away from the window's thread, so that it never stands still."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from afterneedle.content.wording.files import file_trouble, other_kind_sentence
from afterneedle.exchange.private_files import begins_otherwise, write_private
from afterneedle.gui.apart.errands import Errands
from afterneedle.gui.paper.printing import not_made_sentence, not_printed_sentence, not_saved_sentence
from afterneedle.gui.paper.setting_apart import SettingApart, Stopped
from afterneedle.paper.compositor import Manuscript
from afterneedle.paper.pages import PDF, Paper, Printable, manuscript

PRINT_PPI = 300
T = TypeVar("T")


class Press(QObject):
    """Does one thing after the other. Of several previews asked for, only the newest is shown.

    From a preview until `rest`, the process that sets the pages is kept for the next.
    """

    previewed = Signal(list)  # of bytes: a PNG for each page
    failed = Signal(str)  # a sentence why there is no preview
    saved = Signal(str, str)  # the path, and a sentence about what went wrong or nothing
    printed = Signal(str)  # a sentence about what went wrong, or nothing

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self.rest)  # before it is waited for
        self._errands, self._apart = Errands(self), SettingApart()
        self._asked = 0
        self._is_kept = False
        self._owed = 0  # files and prints that are not there yet
        self.destroyed.connect(partial(_let_go, self._errands.worker, self._apart))

    def preview(self, printable: Printable, paper: Paper, ppi: int) -> None:
        """Make pictures of the pages."""
        self._asked += 1
        self._is_kept = True
        number = self._asked

        def work() -> list[bytes]:
            if number != self._asked:
                return []
            return self._apart.pictures(self._manuscript(printable, paper), ppi)

        self._start(work, partial(self._preview_done, number))

    def save(self, printable: Printable, paper: Paper, path: str) -> None:
        """Write the PDF, whole or not at all."""
        self._owed += 1
        self._start(
            lambda: _write(path, self._apart.pdf(self._manuscript(printable, paper))),
            partial(self._save_done, path),
        )

    def print(self, printable: Printable, paper: Paper, printer: QPrinter) -> None:
        """Print the pages as grey pictures, fine enough for the smallest text."""
        self._owed += 1
        self._start(
            lambda: _print(self._apart.pictures(self._manuscript(printable, paper), PRINT_PPI), printer),
            self._print_done,
        )

    def rest(self) -> None:
        """Nobody looks at the preview any more. What is to be saved or printed still will be."""
        self._is_kept = False
        self._asked += 1
        if not self._owed:
            self._apart.stop()
        self._errands.run(self._apart.end, lambda _: None)

    def wait(self) -> None:
        """Until everything asked for is done."""
        self._errands.wait()

    def _manuscript(self, printable: Printable, paper: Paper) -> Manuscript:
        self._apart.begin()  # it starts while the words are found
        return manuscript(printable, paper)

    def _start(self, work: Callable[[], T], done: Callable[[T | str], object]) -> None:
        def whole() -> T | str:
            try:
                return work()
            except Stopped:
                return not_made_sentence()
            finally:
                if not self._is_kept:
                    self._apart.end()

        self._errands.run(whole, done)

    def _preview_done(self, number: int, pages: list[bytes] | str) -> None:
        if number != self._asked:
            return
        if isinstance(pages, str):
            self.failed.emit(pages)
        else:
            self.previewed.emit(pages)

    def _save_done(self, path: str, trouble: str) -> None:
        self._owed -= 1
        self.saved.emit(path, trouble)

    def _print_done(self, trouble: str) -> None:
        self._owed -= 1
        self.printed.emit(trouble)


def _let_go(worker: ThreadPoolExecutor, apart: SettingApart) -> None:
    with suppress(RuntimeError):  # the program ends, and the process with it
        worker.submit(apart.end)


def _write(path: str, content: bytes) -> str:
    file = Path(path)
    try:
        if begins_otherwise(file, PDF):
            return other_kind_sentence(file, ".pdf")
        write_private({file: [content]})
    except OSError as trouble:
        return not_saved_sentence(file_trouble(trouble))
    return ""


def _print(pages: list[bytes], printer: QPrinter) -> str:
    painter = QPainter()
    if not painter.begin(printer):
        return not_printed_sentence()
    for number, png in enumerate(pages):
        if number:
            printer.newPage()
        grey = QImage.fromData(png).convertToFormat(QImage.Format.Format_Grayscale8)
        sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
        area = printer.pageLayout().paintRectPixels(printer.resolution())
        painter.setClipRect(0, 0, area.width(), area.height())
        painter.drawImage(sheet.translated(-area.x(), -area.y()), grey)
    return "" if painter.end() else not_printed_sentence()
