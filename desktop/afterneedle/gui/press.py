"""Sets, saves and prints pages away from the window's thread, so that it never stands still."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QSaveFile, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from afterneedle.paper.pages import Paper, Printable, Typesetter

PRINT_PPI = 300
T = TypeVar("T")


class Press(QObject):
    """Does one thing after the other. Of several previews asked for, only the newest is shown."""

    previewed = Signal(list)  # of QImage, one for each page
    saved = Signal(str, str)  # the path, and what went wrong or nothing
    printed = Signal(bool)
    _finished = Signal(object, object)  # from the worker: whom to tell, and what

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._typesetter = Typesetter()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._asked = 0
        self._finished.connect(self._take, Qt.ConnectionType.QueuedConnection)
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self.wait)

    def preview(self, printable: Printable, paper: Paper, ppi: int) -> None:
        """Make pictures of the pages."""
        self._asked += 1
        number = self._asked

        def work() -> tuple[int, list[QImage]]:
            if number != self._asked:
                return number, []
            return number, [QImage.fromData(png) for png in self._typesetter.pictures(printable, paper, ppi)]

        self._start(work, self._preview_done)

    def save(self, printable: Printable, paper: Paper, path: str) -> None:
        """Write the PDF, whole or not at all."""
        self._start(lambda: (path, _write(path, self._typesetter.pdf(printable, paper))), self._save_done)

    def print(self, printable: Printable, paper: Paper, printer: QPrinter) -> None:
        """Print the pages as grey pictures, fine enough for the smallest text."""
        self._start(
            lambda: _print(self._typesetter.pictures(printable, paper, PRINT_PPI), printer), self._print_done
        )

    def wait(self) -> None:
        """Until everything asked for is done."""
        self._pool.waitForDone()

    def _start(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        def run() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 raised again in the window's thread
                self._finished.emit(_raise, error)
            else:
                self._finished.emit(done, result)

        self._pool.start(run)

    def _take(self, done: Callable[[T], None], result: T) -> None:
        done(result)

    def _preview_done(self, result: tuple[int, list[QImage]]) -> None:
        number, images = result
        if number == self._asked:
            self.previewed.emit(images)

    def _save_done(self, result: tuple[str, str]) -> None:
        self.saved.emit(*result)

    def _print_done(self, worked: bool) -> None:
        self.printed.emit(worked)


def _raise(error: Exception) -> None:
    raise error


def _write(path: str, content: bytes) -> str:
    """Empty, or the system's words for what went wrong."""
    file = QSaveFile(path)
    if file.open(QSaveFile.OpenModeFlag.WriteOnly) and file.write(content) == len(content) and file.commit():
        return ""
    return file.errorString()


def _print(pages: list[bytes], printer: QPrinter) -> bool:
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for number, png in enumerate(pages):
        if number:
            printer.newPage()
        grey = QImage.fromData(png).convertToFormat(QImage.Format.Format_Grayscale8)
        sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
        area = printer.pageLayout().paintRectPixels(printer.resolution())
        painter.setClipRect(0, 0, area.width(), area.height())
        painter.drawImage(sheet.translated(-area.x(), -area.y()), grey)
    return painter.end()
