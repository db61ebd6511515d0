"""`afterneedle passphrase`: gives a diary and its backups a passphrase, another one, or none."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from afterneedle.cli.asking import ask, ask_key, is_at_terminal
from afterneedle.cli.output import Refused, say
from afterneedle.cli.reminders import keep_asking
from afterneedle.content.language import _
from afterneedle.content.wording.passphrase import (
    both_lost_sentence,
    short_sentence,
    still_locked_sentence,
    unseen_sentence,
)
from afterneedle.content.wording.problems import impossible_sentence
from afterneedle.diary import Diary
from afterneedle.domain.impossible import Impossible
from afterneedle.file_lock import without_window
from afterneedle.locking import (
    Changed,
    Encrypted,
    Key,
    can_lock,
    change_passphrase,
    check_passphrase,
    end_removal,
    locked_backups,
    unlock_by_code,
)


def set_passphrase(path: Path, now: datetime, zone: ZoneInfo, *, by_code: bool) -> None:
    """Sets the first one or, after the present one or the recovery code, a new one."""
    has_one = _is_encrypted(path)
    if by_code and not has_one:
        raise _none_there(path)
    if not can_lock():
        raise Refused(_("This AfterNeedle can lock no diary: the part named sqlcipher3 is not installed."))
    _refuse_beside_a_window(path)
    old = _old_key(path, by_code=by_code) if has_one else None
    new = _ask_new()
    with _no_window(path):
        changed = change_passphrase(path, old, new)
        keep_asking(path, changed.key, now, zone)
    say(_("{path} and its backups are locked with this passphrase now.").format(path=path))
    say(_("Recovery code: {code}").format(code=changed.code))
    say(
        _(
            "Write it down and keep it away from this computer. If you forget the passphrase, it opens the "
            "diary. A code from before does not open it."
        )
    )
    say(both_lost_sentence())
    _say_what_stays(changed, was_locked=has_one)


def remove_passphrase(path: Path, now: datetime, zone: ZoneInfo) -> None:
    """After the present one, takes it away."""
    is_begun = not _is_encrypted(path)
    left = locked_backups(path) if is_begun else []
    if is_begun and not left:
        raise _none_there(path)
    _refuse_beside_a_window(path)
    old = ask_key(left[0] if left else path)
    with _no_window(path):
        if is_begun:
            changed = end_removal(path, old)
        else:
            keep_asking(path, old, now, zone)  # what was shown while it was locked comes into the diary
            changed = change_passphrase(path, old, None)
    all_done = _("{path} and its backups need no passphrase any more.")
    say((_("{path} needs no passphrase any more.") if changed.locked else all_done).format(path=path))
    _say_what_stays(changed, was_locked=True)


def _is_encrypted(path: Path) -> bool:
    try:
        Diary.open(path).close()
    except Encrypted:
        return True
    return False


def _none_there(path: Path) -> Refused:
    return Refused(_("{path} has no passphrase.").format(path=path))


def _old_key(path: Path, *, by_code: bool) -> Key:
    if not by_code:
        return ask_key(path)
    code = ask(_("Recovery code"))
    if code is None:
        raise Refused(_("No recovery code was typed. Nothing was changed."))
    try:
        return unlock_by_code(path, code)
    except Impossible as problem:
        again = _("Nothing was changed. Compare the code with your paper, then try again.")
        raise Refused(f"{impossible_sentence(problem)} {again}") from None


def _ask_new() -> str:
    """Twice where it cannot be seen while it is typed."""
    new = ask(_("New passphrase"))
    if new is None:
        raise Refused(_("No new passphrase was typed. Nothing was changed."))
    check_passphrase(new)
    if not is_at_terminal():
        return new
    if short := short_sentence(new):
        say(short)
    if ask(_("The new passphrase again")) != new:
        raise Refused(_("The two are not the same. Nothing was changed."))
    return new


def _refuse_beside_a_window(path: Path) -> None:
    """Says so before anything is asked."""
    with _no_window(path):
        pass


@contextmanager
def _no_window(path: Path) -> Iterator[None]:
    """No window has the diary open meanwhile, as its next save would fail."""
    with without_window(path) as is_free:
        if not is_free:
            refused = _(
                "{path} is open in the window. Close it, or change the passphrase there, in Settings."
            )
            raise Refused(refused.format(path=path))
        yield


def _say_what_stays(changed: Changed, *, was_locked: bool) -> None:
    if changed.plain:
        say(_("These damaged files could not be locked. Anyone can read what is left in them:"))
        for file in changed.plain:
            say(f"  {file}")
    if changed.locked:
        say(still_locked_sentence(len(changed.locked)))
        for file in changed.locked:
            say(f"  {file}")
    if changed.unseen is not None:
        is_locked = changed.key is not None
        say(unseen_sentence(changed.unseen, was_locked=was_locked, is_locked=is_locked))
