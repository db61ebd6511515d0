"""Changing the passphrase: what is done in a process of its own while the window has let its diary go."""

from pathlib import Path

from afterneedle.content.language import _
from afterneedle.content.wording.problems import impossible_sentence
from afterneedle.domain.impossible import Impossible
from afterneedle.gui.apart.jobs import Refused, Step
from afterneedle.gui.apart.talk import Talk
from afterneedle.locking import Key, StoreError, change_passphrase


def change(talk: Talk, path: Path, old: Key | None, passphrase: str | None) -> None:
    """Encrypts the diary and its backups under a passphrase, or under none, and tells: Changed or Refused."""
    words = _("Locking your diary and its backups…") if passphrase else _("Unlocking all files…")
    try:
        told = change_passphrase(path, old, passphrase, lambda done, of: talk.tell(Step(done, of, words)))
    except StoreError as trouble:
        talk.tell(Refused(_(trouble.sentence).format(path=trouble.path)))
    except Impossible as problem:
        talk.tell(Refused(impossible_sentence(problem)))
    else:
        talk.tell(told)
