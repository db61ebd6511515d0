"""The table of keys, made from the real menus, pages and fields, so that it is never behind them."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLabel, QMenu, QMenuBar, QWidget

from afterneedle.content.language import _
from afterneedle.domain.catalogue import Catalogue
from afterneedle.gui.widgets.basics.page import Page
from afterneedle.gui.widgets.basics.words import heading, muted, text
from afterneedle.gui.widgets.check_in.severity_scale import SeverityScale
from afterneedle.gui.widgets.check_in.sign_group import first_letter
from afterneedle.gui.widgets.check_in.symptom_row import answer_keys, answers
from afterneedle.gui.widgets.dialogs.reading_dialog import ReadingDialog


@dataclass(frozen=True)
class Key:
    """A key, as the system writes it, and what it does."""

    keys: str
    does: str


class ShortcutsDialog(ReadingDialog):
    """The keys of each menu, and those of the page behind the dialog."""

    def __init__(self, menus: QMenuBar, page: Page | None, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(_("Keyboard shortcuts"), parent)
        for name, keys in (*sections(menus, page), (_("In a check-in"), check_in_keys(catalogue))):
            self.column.addWidget(heading(name))
            table = QGridLayout()
            table.setHorizontalSpacing(16)
            table.setVerticalSpacing(6)
            table.setColumnStretch(0, 3)
            table.setColumnStretch(1, 2)
            for n, key in enumerate(keys):
                table.addWidget(text(key.does), n, 0)
                table.addWidget(muted(key.keys), n, 1)
            self.column.addLayout(table)
        self.column.addStretch()


def sections(menus: QMenuBar, page: Page | None) -> Iterator[tuple[str, list[Key]]]:
    """The name of each part, with its keys."""
    for title in menus.actions():
        menu = title.menu()
        actions = menu.actions() if isinstance(menu, QMenu) else []
        keys = [
            Key(", ".join(map(written, action.shortcuts())), plain(action.text()))
            for action in actions
            if action.shortcuts() and action.isVisible()
        ]
        if keys:
            yield plain(title.text()), keys
    if page is not None and (keys := page_keys(page)):
        yield _("On this page"), keys


def page_keys(page: Page) -> list[Key]:
    """What the page says of its own keys, and the letters of its visible buttons and fields."""
    named = [
        Key(written(shortcut.key()), shortcut.whatsThis())
        for shortcut in page.findChildren(QShortcut)
        if shortcut.whatsThis()
    ]
    labelled: list[QAbstractButton | QLabel] = [
        *page.findChildren(QAbstractButton),
        *page.findChildren(QLabel),
    ]
    letters = [
        Key(written(QKeySequence.mnemonic(one.text())), plain(one.text()))
        for one in labelled
        if one.isVisible() and not QKeySequence.mnemonic(one.text()).isEmpty()
    ]
    return named + letters


def check_in_keys(catalogue: Catalogue) -> list[Key]:
    """What a check-in's own fields listen to, read from one of each."""
    symptom = catalogue.symptoms["soreness"]
    scale = SeverityScale(symptom, "", least=0)
    numbers = [button.text() for button in scale.buttons]
    scale.deleteLater()
    none = _("&None of these")
    return [
        Key(first_letter(none), plain(none)),
        Key(", ".join(answer_keys()), ", ".join(answers().values())),
        Key(_("{first} to {last}").format(first=numbers[0], last=numbers[-1]), _("Set a scale")),
    ]


def written(keys: QKeySequence) -> str:
    """A key as the system writes it."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def plain(label: str) -> str:
    """A label without its underlined letter and its dots."""
    return label.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
