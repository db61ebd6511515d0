"""The part of the settings that is about the passphrase: the card over the diary."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from afterneedle.content.language import _
from afterneedle.gui.hub import Hub
from afterneedle.gui.lock.idle import LOCK_AFTER, minutes_of
from afterneedle.gui.widgets.passphrase.passphrase_card import PassphraseCard
from afterneedle.locking import CODE_KEPT, can_lock

if TYPE_CHECKING:
    from afterneedle.gui.passphrase.steps import Steps


class Passphrase(PassphraseCard):
    """The card over one diary."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.set_wanted.connect(self.set_up)
        self.change_wanted.connect(self.change)
        self.remove_wanted.connect(self.remove)
        self.code_wanted.connect(self.renew_code)
        self.lock_after_chosen.connect(self._lock_after)

    @cached_property
    def _steps(self) -> "Steps":
        """What the buttons lead to; its code is read only now."""
        from afterneedle.gui.passphrase.steps import Steps

        return Steps(self._hub, self)

    def set_up(self) -> None:
        """Lead to a passphrase."""
        self._steps.set_up()

    def change(self) -> None:
        """Lead to another one."""
        self._steps.change()

    def remove(self) -> None:
        """Lead to none."""
        self._steps.remove()

    def renew_code(self) -> None:
        """Lead to another recovery code."""
        self._steps.renew_code()

    def refresh(self) -> None:
        """Read the diary anew."""
        diary = self._hub.diary
        is_locked = diary.key is not None
        if not is_locked and not can_lock():
            self.show_impossible()
            return
        self.show_locked(is_locked=is_locked)
        self.show_lock_after(str(minutes_of(diary.setting(LOCK_AFTER))))
        if is_locked and diary.setting(CODE_KEPT) == "":
            self.warn(
                _("You have not said that you keep the recovery code. Get a new one, and put it on paper.")
            )

    def _lock_after(self, minutes: str) -> None:
        if self._hub.do(partial(self._hub.diary.set_setting, LOCK_AFTER, minutes)):
            self._hub.notice.emit(_("Saved."))
