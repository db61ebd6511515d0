"""The steps to a passphrase, to another one, to none, and to a new recovery code."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.content.wording.passphrase import both_lost_sentence, still_locked_sentence
from afterneedle.gui.hub import Hub
from afterneedle.gui.passphrase.converting import Converting, Words
from afterneedle.gui.passphrase.knowing import Knowing
from afterneedle.gui.passphrase.left_readable import LeftReadable
from afterneedle.gui.passphrase.new_passphrase import NewPassphraseDialog
from afterneedle.gui.passphrase.recovery_code import RecoveryCode
from afterneedle.gui.widgets.dialogs.fitted_dialog import FittedDialog
from afterneedle.gui.widgets.passphrase.explain_passphrase import ExplainPassphrase
from afterneedle.locking import CODE_KEPT, Changed, Encrypted, Key, check_known, new_recovery_code

D = TypeVar("D", bound=FittedDialog)


class Steps(QObject):
    """Each verb begins one way; dialogs lead on, and nothing is changed before the last of them."""

    def __init__(self, hub: Hub, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub, self._parent = hub, parent

    def set_up(self) -> None:
        """Lead through all of it, beginning with what a passphrase does."""
        explain = _opened(ExplainPassphrase(self._parent))
        explain.accepted.connect(self._ask_for_new)

    def change(self) -> None:
        """Another passphrase, for whoever knows the present one."""
        self._ask_for_present(
            _("Change the passphrase"),
            _("Type the passphrase that you have now. You choose a new one next."),
            check_known,
            lambda _known: self._ask_for_new(),
        )

    def remove(self) -> None:
        """No passphrase any more, for whoever knows it."""
        words = Words(
            _("Remove the passphrase"),
            (
                _("The diary and all its backups become readable for whoever can use this computer."),
                _("The recovery code opens nothing any more. You can destroy the paper."),
            ),
            _("&Remove the passphrase"),
            _("&Keep it"),
            _("Unlocking all files…"),
        )
        self._ask_for_present(
            _("Remove the passphrase"),
            _("Type your passphrase. Nothing is changed yet."),
            check_known,
            lambda _known: self._convert(None, words),
        )

    def renew_code(self) -> None:
        """Another recovery code, for whoever knows the passphrase."""
        self._ask_for_present(
            _("A new recovery code"),
            _("Type your passphrase. The code that you have now opens the diary no more."),
            _new_code,
            self._show_new_code,
        )

    def _ask_for_present(
        self,
        question: str,
        why: str,
        verb: Callable[[Path, Key, str], object],
        then: Callable[[Any], object],
    ) -> None:
        if self._hub.diary.key is None:
            return
        dialog = _opened(Knowing(question, why, partial(self._try, verb), self._parent))
        dialog.known.connect(then)

    def _try(self, verb: Callable[[Path, Key, str], object], passphrase: str) -> object:
        """With the key of now: a dialog must not keep it while the diary is locked."""
        diary = self._hub.diary
        if (key := diary.key) is None:
            raise Encrypted(diary.path)
        return verb(diary.path, key, passphrase)

    def _ask_for_new(self) -> None:
        dialog = _opened(NewPassphraseDialog(self._parent))
        dialog.chosen.connect(self._confirm)

    def _confirm(self, passphrase: str) -> None:
        """The last word before anything is done."""
        code = _("The recovery code comes next. It is for paper, and opens the diary if you forget.")
        old_code = _("You get a new recovery code next. Destroy the paper with the old one.")
        words = Words(
            _("Two things to keep"),
            (
                both_lost_sentence(),
                _("Nobody can open it then: not you, not the makers of AfterNeedle."),
                code if self._hub.diary.key is None else old_code,
            ),
            _("&Lock the diary"),
            _("&Cancel"),
            _("Locking your diary and its backups…"),
        )
        self._convert(passphrase, words)

    def _convert(self, passphrase: str | None, words: Words) -> None:
        dialog = _opened(Converting(self._hub, passphrase, words, self._parent))
        was_locked = self._hub.diary.key is not None
        dialog.converted.connect(partial(self._converted, was_locked))

    def _converted(self, was_locked: bool, changed: Changed) -> None:
        is_locked = changed.key is not None
        then = partial(self._tell_rest, was_locked, is_locked, replace(changed, key=None, code=None))
        if changed.code is None:
            then()
        else:
            self._show_code(changed.code, then)

    def _show_new_code(self, code: str) -> None:
        self._hub.do(partial(self._hub.diary.set_setting, CODE_KEPT, ""))
        said = _("The new recovery code counts from now on. Destroy the old paper.")
        self._show_code(code, partial(self._hub.notice.emit, said))

    def _show_code(self, code: str, then: Callable[[], object]) -> None:
        dialog = _opened(RecoveryCode(code, self._hub.diary.path.absolute(), self._hub.now(), self._parent))
        dialog.kept.connect(partial(self._code_kept, then))

    def _code_kept(self, then: Callable[[], object]) -> None:
        self._hub.do(partial(self._hub.diary.set_setting, CODE_KEPT, "1"))
        then()

    def _tell_rest(self, was_locked: bool, is_locked: bool, changed: Changed) -> None:
        """What could not be reached, and that it is done."""
        if changed.plain or changed.unseen is not None:
            _opened(LeftReadable(changed, self._parent, was_locked=was_locked, is_locked=is_locked))
        locked = _("Your diary and its backups are locked with the passphrase.")
        opened = _("The passphrase is removed. Whoever can use your account here can read the diary.")
        if changed.locked:
            names = ", ".join(file.name for file in changed.locked)
            opened = f"{opened} {still_locked_sentence(len(changed.locked))} {names}"
        self._hub.notice.emit(locked if is_locked else opened)


def _new_code(path: Path, key: Key, passphrase: str) -> str:
    check_known(path, key, passphrase)
    return new_recovery_code(path, key)


def _opened(dialog: D) -> D:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
