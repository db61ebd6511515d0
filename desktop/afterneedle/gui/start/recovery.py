"""Ways back when the diary cannot be opened: a backup in its place, or a copy of what is left of it."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from afterneedle import NAME
from afterneedle.content.language import _, ngettext
from afterneedle.content.wording.passphrase import code_sentence
from afterneedle.content.wording.times import moment_label
from afterneedle.diary import Diary, StoreError
from afterneedle.gui.apart.at_work import AtWork
from afterneedle.gui.apart.jobs import Refused
from afterneedle.gui.application import make_application
from afterneedle.gui.keeping.jobs import CopiedOut, Restored, bring_back, copy_out
from afterneedle.gui.keeping.restoring import ask_for_file, ask_for_passphrase, choice_of
from afterneedle.gui.start.trouble import Offer, TroubleDialog, usual_offers
from afterneedle.gui.start.ways import Way
from afterneedle.gui.theme import Look
from afterneedle.gui.widgets.basics.button import plain_button, primary_button
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.words import heading, text
from afterneedle.gui.widgets.dialogs.fitted_dialog import FittedDialog
from afterneedle.gui.widgets.keeping.restore_dialog import RestoreDialog
from afterneedle.locking import has_recovery_file

if TYPE_CHECKING:
    from afterneedle.locking import Key

LOST = {"missing", "empty", "damaged", "not_a_diary"}  # a backup may take its place
LEFT = {"damaged", "not_a_diary"}  # something may be left of it


def what_to_do(trouble: StoreError, way: Way, now: datetime) -> Way | None:
    """Ask the person; None when they have had enough. `now` is on their clock."""
    if trouble.kind == "encrypted":
        from afterneedle.gui.lock.unlock_dialog import ask_to_unlock
        from afterneedle.locking import NoCipher, can_lock

        if can_lock():
            return ask_to_unlock(way, now)
        trouble = NoCipher(way.path)
    offers = [*recovery_offers(trouble, way, now), *usual_offers(trouble, way)]
    look, dialog = Look(make_application()), TroubleDialog(trouble, offers)
    count = len(Diary.backups_of(way.path))
    if trouble.kind in LOST and count:
        found = ngettext("{count} backup of it was found.", "{count} backups of it were found.", count)
        dialog.sentence.setText(f"{dialog.sentence.text()} {found.format(count=count)}")
    dialog.exec()
    for made in (dialog, look):
        made.deleteLater()
    return dialog.way


def recovery_offers(trouble: StoreError, way: Way, now: datetime) -> list[Offer]:
    """What may bring a lost diary back; the best comes first."""
    offers = []
    if trouble.kind in LOST:
        offers.append(Offer(_("&Restore a backup…"), partial(_choose_backup, way, now)))
    if trouble.kind in LEFT:
        offers.append(Offer(_("Copy &out what can be read"), partial(_rescue, way, now)))
    return offers


class RescuedDialog(FittedDialog):
    """Says what was copied and what is missing; going on with the copy is another step."""

    def __init__(self, lines: str, more: str, parent: TroubleDialog) -> None:
        super().__init__(parent)
        self.setWindowTitle(NAME)
        self.said, self.more = text(lines), text(more)
        self.use = primary_button(_("&Go on with the copy"), self.accept)
        self.close_button = plain_button(_("&Close"), self.reject)
        buttons = FlowLayout(spacing=10)
        for button in (self.use, self.close_button):
            buttons.addWidget(button)
        self.column.addWidget(heading(_("What could be read")))
        self.column.addWidget(self.said)
        self.column.addWidget(self.more)
        self.column.addLayout(buttons)
        self.column.addStretch()


def _choose_backup(way: Way, now: datetime, dialog: TroubleDialog) -> None:
    chooser = RestoreDialog(None, now.tzinfo, dialog)
    chooser.show_choices(
        [
            choice_of(one.path, moment_label(one.at.astimezone(now.tzinfo)), one.holds, way.key)
            for one in Diary.backups_of(way.path, way.key)
        ]
    )
    chooser.chosen.connect(lambda choice: _bring_back(way, choice.path, choice.key, now, dialog))
    chooser.locked.connect(partial(ask_for_passphrase, chooser))
    chooser.file_wanted.connect(lambda: ask_for_file(chooser, way.key))
    chooser.finished.connect(chooser.deleteLater)
    chooser.open()


def _rescue(way: Way, now: datetime, dialog: TroubleDialog) -> None:
    """Copies to a new file beside the diary."""
    path = way.path
    names = (path.with_name(f"{path.stem}-rescued-{number}.db") for number in range(1, 1000))
    target = next(name for name in names if not name.exists())
    work = AtWork(_("Copying out what can be read…"), dialog)
    work.came.connect(partial(_tell_rescued, way, target, now, dialog))
    work.start(copy_out, path, way.key, target)


def _tell_rescued(
    way: Way, target: Path, now: datetime, dialog: TroubleDialog, what: CopiedOut | Refused
) -> None:
    if isinstance(what, Refused):
        dialog.say(what.sentence)
        return
    more = [_("Copied to {path}. The damaged file was left as it is.").format(path=target)]
    if Diary.backups_of(way.path, way.key):
        more.append(_("A backup may hold more. To look at the backups, close this first."))
    told = RescuedDialog("\n".join(what.lines), " ".join(more), dialog)
    told.accepted.connect(lambda: _bring_back(way, target, None, now, dialog))
    told.finished.connect(told.deleteLater)
    told.open()


def _bring_back(way: Way, file: Path, its_key: "Key | None", now: datetime, dialog: TroubleDialog) -> None:
    """The diary at its own place once that file is restored there. `its_key`: if the file has another.

    A diary that has a key keeps it.
    """
    key = way.key or its_key

    def tell(what: Restored | Refused) -> None:
        if isinstance(what, Refused):
            dialog.say(what.sentence)
            return
        has_new_key = key is not None and way.key is None
        said = code_sentence(has_file=has_recovery_file(way.path)) if has_new_key else ""
        dialog.go(Way(way.path, partial(Diary.open, key=key), key, said))

    work = AtWork(_("Going back to the backup…"), dialog)
    work.came.connect(tell)
    work.start(bring_back, way.path, way.key, file, its_key, now)
