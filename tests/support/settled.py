"""A window with nothing left to do."""

from PySide6.QtWidgets import QApplication

from afterneedle.gui.main_window import MainWindow


def settle(window: MainWindow) -> None:
    """Let a report that is still being set finish, so that nothing outlives the test."""
    if "report" in window.pages:
        window.pages["report"].press.wait()
    QApplication.processEvents()
