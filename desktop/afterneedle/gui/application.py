"""The application behind every window: its name, its icon, and Qt in the person's language."""

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QFontInfo, QIcon
from PySide6.QtWidgets import QApplication

from afterneedle import NAME
from afterneedle.content.language import LANGUAGE
from afterneedle.gui.icons import picture
from afterneedle.gui.tidying import Tidying

APP_ID = "afterneedle"


def make_application() -> QApplication:
    """The application with its name, icon and Qt's own words in the person's language."""
    running = QApplication.instance()
    # Named to Qt in words: asked for from Python, PySide6 would first make all that a style consists of.
    app = running if isinstance(running, QApplication) else QApplication([APP_ID, "-style", "fusion"])
    if app.applicationName() == NAME:
        return app
    app.setApplicationName(NAME)
    app.setDesktopFileName(APP_ID)
    if not QFontInfo(app.font()).family():  # a system without a font would show a box for each letter
        from afterneedle.drawing.files import load_fonts

        load_fonts()
    app.setWindowIcon(QIcon(picture("app", "#1f6f6b", 128)))
    _speak(app, QLocale(LANGUAGE.name))
    Tidying(app)
    return app


def _speak(app: QApplication, language: QLocale) -> None:
    """Have Qt use this language too: for its own words, dates and digits, and the side where lines begin."""
    QLocale.setDefault(language)
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(language, "qtbase", "_", folder):
        app.installTranslator(words)
    app.setLayoutDirection(language.textDirection())
    for effect in Qt.UIEffect:
        app.setEffectEnabled(effect, False)  # nothing moves by itself
