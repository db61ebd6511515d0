"""What a passphrase costs: opening a diary and saving in it, beside the same diary without one."""

import shutil
from functools import partial
from pathlib import Path
from statistics import median

from afterneedle.diary import Diary
from afterneedle.domain.catalogue import Catalogue
from afterneedle.locking import Key, change_passphrase, unlock
from bench.long_diary import long_diary
from bench.table import busy, milliseconds, title, told, usually

SAVES = 200
WORDS = "four words of my own"


def lock_times(catalogue: Catalogue, plain: Path) -> None:
    """`plain`: a diary, of which an encrypted copy is made."""
    title("An encrypted diary of one year; the peer is the same one without a passphrase, or as it says")
    encrypted = plain.parent / "encrypted" / plain.name
    encrypted.parent.mkdir()
    shutil.copyfile(plain, encrypted)
    key = change_passphrase(encrypted, None, WORDS).key
    assert key is not None
    without = usually(partial(_open, plain, None), 21)
    told("open with its key", usually(partial(_open, encrypted, key), 21), "ms", without)
    derive = partial(Key.of, WORDS, key.salt)
    told(
        "open with its passphrase; the peer only makes the key of it",
        usually(partial(_unlock, encrypted), 21),
        "ms",
        usually(derive, 21),
        "150 ms",
    )
    told("  the processor's time", busy(partial(_unlock, encrypted), 21), "ms", busy(derive, 21), "150 ms")
    _save_times(catalogue, plain, encrypted, key)
    told("give it another passphrase", milliseconds(partial(change_passphrase, encrypted, key, "others")))


def _open(path: Path, key: Key | None) -> None:
    Diary.open(path, key=key).close()


def _unlock(path: Path) -> None:
    _open(path, unlock(path, WORDS))


def _save_times(catalogue: Catalogue, plain: Path, encrypted: Path, key: Key) -> None:
    """One after the other, so that both have the same disk."""
    diaries = [Diary.open(plain), Diary.open(encrypted, key=key)]
    took: tuple[list[float], list[float]] = ([], [])
    for check_in in long_diary(catalogue, SAVES, 1, 5).check_ins:
        for diary, times in zip(diaries, took, strict=True):
            times.append(milliseconds(partial(diary.check_in, check_in, check_in.entered_at)))
    for diary in diaries:
        diary.close()
    told("save a check-in on disk", median(took[1]), "ms", median(took[0]), "2")
