"""Where pages are to go: asks for a file or a printer, and says what came of it."""

from collections.abc import Callable

from PySide6.QtCore import QDir, QLocale, QStandardPaths
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from afterneedle.content.language import _
from afterneedle.paper.pages import Paper

PAGE_SIZES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}


def usual_paper() -> Paper:
    """The sheet that is used where this computer thinks it is."""
    system = QLocale.system().measurementSystem()
    return Paper.LETTER if system is QLocale.MeasurementSystem.ImperialUSSystem else Paper.A4


def ask_for_file(page: QWidget, name: str, chosen: Callable[[str], object]) -> None:
    """Ask for a PDF file, offering `name`, which must say nothing about anyone."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(page, _("Save PDF"), folder or QDir.homePath(), _("PDF (*.pdf)"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(name)
    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def ask_for_printer(page: QWidget, name: str, paper: Paper, chosen: Callable[[QPrinter], object]) -> None:
    """Ask for a printer with the system's own dialog. `name` is what the print queue shows."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(PAGE_SIZES[paper]))
    printer.setDocName(name)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    dialog = QPrintDialog(printer, page)
    dialog.accepted.connect(lambda: chosen(printer))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


def saved_sentence(path: str) -> str:
    """The file is there."""
    return _("Saved as {path}").format(path=path)


def not_saved_sentence(problem: str) -> str:
    """The file is not there; `problem`: the sentence that says why."""
    return _("The PDF was not saved: {problem}").format(problem=problem)


def printed_sentence() -> str:
    """The printer has the pages."""
    return _("Sent to the printer.")


def not_printed_sentence() -> str:
    """It has not."""
    return _("The printer did not take the pages.")


def not_made_sentence() -> str:
    """There are no pages: they took more than this computer has, or somebody ended what sets them."""
    return _("The pages could not be made. Close other programs or choose fewer days, then try again.")
