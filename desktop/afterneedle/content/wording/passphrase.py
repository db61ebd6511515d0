"""What a passphrase protects, and what it does not, in plain words."""

from pathlib import Path

from afterneedle.content.language import _, ngettext

LONG_ENOUGH, WORDS = 20, 4  # letters in all, and words


def protected_lines() -> tuple[str, ...]:
    """Against whom it helps."""
    return (
        _("A lost or stolen computer or stick: whoever has it cannot read the diary."),
        _("Somebody else at this computer while the diary is locked or closed."),
        _("Copies of the diary and its backups, also in a cloud folder."),
    )


def unprotected_lines() -> tuple[str, ...]:
    """Against what it does not."""
    return (
        _("The open diary: whoever sits here while it is unlocked can read it."),
        _("Programs that watch this computer, its keys or its memory."),
        _("Papers and files that you printed or exported."),
        _("The times of your reminders."),
        _("Old copies in other places, and what a disk keeps of deleted files."),
    )


def short_sentence(passphrase: str) -> str:
    """What to do about one that can be guessed; "" when it is long enough."""
    if len(passphrase) >= LONG_ENOUGH and len(passphrase.split()) >= WORDS:
        return ""
    return _("This is short. Whoever has the file could try out all such passphrases. Add words.")


def both_lost_sentence() -> str:
    """What must be known before a diary gets a passphrase."""
    return _("If you lose both the passphrase and the recovery code, the diary is lost.")


def code_sentence(*, has_file: bool) -> str:
    """About the recovery code of a diary that was lost and has the passphrase of its backup now.

    `has_file`: whether there is a file for any code beside it.
    """
    if has_file:
        return _(
            "The diary has the passphrase of that backup. Have you changed the passphrase since? Then your "
            "newest recovery code does not open it. Get a new one in Settings, under Passphrase."
        )
    return _(
        "The diary has the passphrase of that backup, and no recovery code opens it. Get a new one in "
        "Settings, under Passphrase."
    )


def still_locked_sentence(count: int) -> str:
    """About backups, named next, that need a passphrase although their diary needs none any more."""
    return ngettext(
        "{count} backup still needs its passphrase. Keep that passphrase, or delete the backup:",
        "{count} backups still need their passphrase. Keep that passphrase, or delete the backups:",
        count,
    ).format(count=count)


def unseen_sentence(folder: Path, *, was_locked: bool, is_locked: bool) -> str:
    """About the second folder for backups, which was not there when the passphrase was changed."""
    if not was_locked:
        said = _(
            "The folder {path} is not connected. The backups in it can still be read by anyone. Connect it, "
            "then press “Back up now”: they are locked then, too."
        )
    elif is_locked:
        said = _("The folder {path} is not connected. The backups in it keep the passphrase from before.")
    else:
        said = _("The folder {path} is not connected. The backups in it still need the passphrase.")
    return said.format(path=folder)
