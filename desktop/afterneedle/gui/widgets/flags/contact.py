"""Whom to call: the name, the number large enough to read across a room, and how to use it here."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from afterneedle.content.language import _
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.clipboard import copy_text, put_on_clipboard
from afterneedle.gui.widgets.basics.field import FieldError
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import column_in
from afterneedle.gui.widgets.basics.words import heading, text, title


class Contact(QWidget):
    """A number with its name. `call`: what calls it, or None where nothing on this desktop can.

    `large`: an emergency number.
    """

    def __init__(
        self, name: str, phone: str, call: Callable[[str], bool] | None, *, large: bool = False
    ) -> None:
        super().__init__()
        column = column_in(self, 4)
        line = FlowLayout(spacing=10)
        column.addLayout(line)
        self._failed = FieldError()
        column.addWidget(self._failed)
        if name:
            line.addWidget(_unwrapped(text(name)))
        if not phone:
            return
        line.addWidget(_unwrapped(title(phone) if large else heading(phone)))
        if call is not None:
            line.addWidget(
                _button(_("Call"), _("Call {phone}"), phone, lambda phone: self._call(phone, call))
            )
        line.addWidget(_button(_("Copy number"), _("Copy the number {phone}"), phone, self._copy))

    def _call(self, phone: str, call: Callable[[str], bool]) -> None:
        if not call(phone):
            put_on_clipboard(phone)
            self._failed.set(_("This computer could not call. The number was copied."))

    def _copy(self, phone: str) -> None:
        copy_text(self, phone, _("Phone number copied"))


def _unwrapped(label: QLabel) -> QLabel:
    label.setWordWrap(False)
    label.setMinimumWidth(0)
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _button(label: str, spoken: str, phone: str, act: Callable[[str], object]) -> QPushButton:
    button = plain_button(label, lambda: act(phone))
    button.setAccessibleName(spoken.format(phone=phone))
    return button
