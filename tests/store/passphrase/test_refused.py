"""Where a passphrase cannot be given, changed or taken away, all is as it was."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from afterneedle.domain.catalogue import Catalogue
from afterneedle.store import errors, passphrase
from afterneedle.store.backup import backups_in
from afterneedle.store.keeping import checker
from afterneedle.store.keys import Key, is_plain
from afterneedle.store.passphrase import change_key
from support.changing_keys import CODE, SECRET, change, contents, held, live
from support.forms import KEY, as_code

pytestmark = pytest.mark.usefixtures("quick_keys")


def test_a_folder_in_which_nothing_can_be_made_keeps_everything_as_it_is(
    path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(live(path, catalogue, None).parent)
    make = passphrase.exported

    def refuse(db: sqlite3.Connection, folder: Path, key: Key | None) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(passphrase, "exported", refuse)
    with pytest.raises(errors.NoPermission):
        change(path, None, KEY, catalogue)
    assert contents(path.parent) == before
    monkeypatch.setattr(passphrase, "exported", make)

    def refuse_name(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(passphrase, "swap", refuse_name)
    with pytest.raises(errors.NoPermission):
        change(path, None, KEY, catalogue)
    assert held(path, catalogue, None) == {"c1": SECRET * 200}
    # what had been converted by then is as it was
    assert [one.holds is not None for one in backups_in(path.parent / "backups", path)] == [True, True]


def test_on_a_disk_that_fills_up_meanwhile_nothing_changes(path: Path, catalogue: Catalogue) -> None:
    before = contents(live(path, catalogue, None).parent)
    script = """
import resource, sys
from pathlib import Path
from afterneedle.content.catalogue import load_catalogue
from afterneedle.store.errors import StoreError
from afterneedle.store.keeping import checker
from afterneedle.store.passphrase import change_key
path = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))
try:
    change_key(path, None, key, sys.argv[2], checker(path, load_catalogue()), [path.parent / "backups"])
except StoreError as error:
    print(error.kind)
"""
    line = [sys.executable, "-c", as_code(KEY) + script, path, CODE]
    run = subprocess.run(line, capture_output=True, text=True, check=True)
    assert run.stdout in ("full\n", "io\n")
    assert contents(path.parent) == before


def test_a_mistake_of_ours_on_the_way_leaves_all_as_it_was(path: Path, catalogue: Catalogue) -> None:
    before = contents(live(path, catalogue, None).parent).keys()

    def tell(done: int, _all: int) -> None:
        if done == 2:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_key(path, None, KEY, CODE, checker(path, catalogue), [path.parent / "backups"], tell)
    assert contents(path.parent).keys() == before
    assert held(path, catalogue, None) == {"c1": SECRET * 200}
    assert {is_plain(one) for one in (path.parent / "backups").iterdir()} == {True}


def test_a_damaged_diary_gets_no_passphrase(path: Path, catalogue: Catalogue) -> None:
    whole = live(path, catalogue, None).read_bytes()
    path.write_bytes(whole[: -2 * 4096] + b"\xff" * 8192)
    before = contents(path.parent)
    with pytest.raises(errors.Damaged):
        change(path, None, KEY, catalogue)
    assert contents(path.parent) == before
