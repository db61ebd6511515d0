import getpass
import importlib.metadata
import platform
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from afterneedle import __version__
from afterneedle.gui.about import INTENDED_USE, AboutDialog, details
from afterneedle.gui.widgets.dialogs.reading_dialog import ReadingDialog
from afterneedle.locking import can_lock
from support.builders import a_check_in, a_session


@pytest.fixture
def dialog(qtbot, diary) -> Iterator[AboutDialog]:
    owner = QWidget()
    qtbot.addWidget(owner)
    made = AboutDialog(diary, owner)
    made.open()
    yield made
    owner.close()


def lines(dialog: QWidget) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def parts(dialog: AboutDialog) -> list[str]:
    return [dialog.parts.item(n).text() for n in range(dialog.parts.count())]


def test_it_says_the_real_versions_and_what_it_is_not(dialog, diary):
    said = " ".join(lines(dialog))
    assert f"Version {__version__}. Rulebook {diary.rulebook.version} of " in said
    assert str(diary.rulebook.date.year) in said
    assert INTENDED_USE in said
    assert "does not replace a doctor" in said
    assert dialog.path.text() == str(diary.path)


def test_every_part_is_named_with_the_version_that_is_installed(dialog):
    for name in ("PySide6_Essentials", "sqlite-utils", "typst"):
        version = importlib.metadata.version(name)
        assert any(line.startswith(f"{name} {version}: ") for line in parts(dialog)), name


def test_a_part_opens_the_text_of_its_licence(qtbot, dialog):
    row = next(n for n, line in enumerate(parts(dialog)) if line.startswith("PySide6"))
    dialog.parts.setCurrentRow(row)
    qtbot.keyClick(dialog.parts, Qt.Key.Key_Return)
    shown = dialog.findChild(ReadingDialog)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in " ".join(lines(shown))
    shown.reject()


def test_a_part_without_a_text_says_the_name_of_its_licence(qtbot, dialog):
    row = next(n for n, line in enumerate(parts(dialog)) if line.startswith("fontpkg "))
    dialog.parts.setCurrentRow(row)
    qtbot.keyClick(dialog.parts, Qt.Key.Key_Return)
    shown = dialog.findChild(ReadingDialog)
    assert "MIT" in lines(shown)[-1]
    shown.reject()


def test_what_is_copied_for_a_bug_report_says_nothing_of_the_patient(dialog, diary, clock):
    diary.record_session(a_session(diary.catalogue, note="private"), clock())
    diary.check_in(a_check_in(diary.catalogue, note="private"), clock())
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied == details(diary)
    for part in (__version__, platform.python_version(), qVersion(), "SQLite 3.", platform.system()):
        assert part in copied
    assert ("SQLCipher 4." in copied) is can_lock()
    for secret in ("private", "Osei", str(diary.path), str(diary.path.parent), platform.node()):
        assert secret not in copied
    assert f"/{getpass.getuser()}" not in copied


def test_a_screen_reader_can_name_every_stop_once(dialog, unnamed):
    assert unnamed(dialog) == []


def test_its_link_leads_on_and_closes_it(qtbot, dialog):
    with qtbot.waitSignal(dialog.read_wanted) as wanted:
        dialog._read()
    assert wanted.args == ["what-this-app-is"]
    assert not dialog.isVisible()
