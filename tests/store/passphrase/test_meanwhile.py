"""A diary gets a passphrase while other programs have it open, and when the program is killed at it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from afterneedle.domain.catalogue import Catalogue
from afterneedle.store import errors, passphrase
from afterneedle.store.backup import backups_in
from afterneedle.store.convert import OPENED
from afterneedle.store.keeping import checker
from afterneedle.store.keys import Key, is_plain, looks_encrypted
from afterneedle.store.opening import connect
from afterneedle.store.passphrase import change_key, open_backups
from afterneedle.store.recovery import recovery_file, unlock_by_code
from support.changing_keys import CODE, SECRET, assert_says_nothing, change, contents, held, key_of, live
from support.forms import KEY, as_code

pytestmark = pytest.mark.usefixtures("quick_keys")


def test_what_a_killed_program_left_goes_when_there_is_a_passphrase(path: Path, catalogue: Catalogue) -> None:
    folder = live(path, catalogue, None).parent / "backups"
    kept = next(folder.iterdir())
    for place in (path.parent, folder):
        for name in (".afterneedle-x.part", ".afterneedle-x.part-journal", f"{OPENED}y.part"):
            (place / name).write_text(SECRET)
    os.link(kept, folder / ".afterneedle-z.part")  # killed between its two names
    assert change(path, None, KEY, catalogue) == []
    assert_says_nothing(path.parent)
    assert [one.holds is not None for one in backups_in(folder, path, KEY)] == [True, True]
    assert not list(path.parent.rglob(".afterneedle*"))


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN; SELECT * FROM session"])
def test_while_another_program_is_at_it_nothing_changes_and_later_it_works(
    path: Path,
    catalogue: Catalogue,
    way: tuple[Key | None, Key | None],
    lock: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old, new = way
    before = contents(live(path, catalogue, old).parent)
    monkeypatch.setattr(passphrase, "PATIENCE", 0)
    script = """
import sys
from pathlib import Path
from afterneedle.store.opening import connect
db = connect(Path(sys.argv[1]), 0, key)
for statement in sys.argv[2].split("; "):
    db.execute(statement).fetchall()
print("there", flush=True)
sys.stdin.read()
"""
    line = [sys.executable, "-c", as_code(old) + script, path, lock]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "there\n"
        with pytest.raises(errors.Locked):
            change(path, old, new, catalogue)
        assert contents(path.parent) == before
        other.communicate()
    change(path, old, new, catalogue)
    assert held(path, catalogue, new) == {"c1": SECRET * 200}


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from support.days import MONDAY, check_in
from afterneedle.content.catalogue import load_catalogue
from afterneedle.store.errors import StoreError
from afterneedle.store.sqlite import Store
catalogue, store = load_catalogue(), Store.open(Path(sys.argv[1]), key, patience=60)
try:
    for n in range(60):
        with store.change("check_in", MONDAY):
            store.put_check_in(check_in(catalogue, f"w{n}"))
        print(f"w{n}", flush=True)
except StoreError:
    store.close()
"""


def test_a_program_that_saves_meanwhile_is_told_of_no_save_that_is_not_there(
    path: Path, catalogue: Catalogue, way: tuple[Key | None, Key | None]
) -> None:
    old, new = way
    live(path, catalogue, old)
    line = [sys.executable, "-c", as_code(old) + WRITER, path, Path(__file__).parents[2]]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        first = [writer.stdout.readline().strip() for _ in range(3)]
        change(path, old, new, catalogue)
        rest = writer.communicate()[0].split()
        assert writer.returncode == 0
    assert {*first, *rest} <= held(path, catalogue, new).keys()


def test_a_program_that_has_the_diary_open_without_a_save_can_neither_read_nor_save_any_more(
    path: Path, catalogue: Catalogue, way: tuple[Key | None, Key | None]
) -> None:
    old, new = way
    live(path, catalogue, old)
    script = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from support.days import MONDAY, check_in
from afterneedle.content.catalogue import load_catalogue
from afterneedle.store.errors import StoreError
from afterneedle.store.sqlite import Store
catalogue, store = load_catalogue(), Store.open(Path(sys.argv[1]), key)
store.records(catalogue)
print("there", flush=True)
sys.stdin.readline()
def save():
    with store.change("check_in", MONDAY):
        store.put_check_in(check_in(catalogue, "late"))
for verb in (lambda: store.records(catalogue), save, lambda: store.set_setting("late", "1"), store.close):
    try:
        verb()
        print("done")
    except StoreError as error:
        print(error.kind)
"""
    line = [sys.executable, "-c", as_code(old) + script, path, Path(__file__).parents[2]]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "there\n"
        change(path, old, new, catalogue)
        db = connect(path, 0, new)
        db.execute("PRAGMA journal_mode = TRUNCATE").fetchone()
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO setting VALUES ('x', 'y', 0)")
        journal = path.with_name("diary.db-journal").read_bytes()
        said = other.communicate("\n")[0].split()
        assert said == ["replaced", "replaced", "replaced", "done"]
        assert path.with_name("diary.db-journal").read_bytes() == journal  # of the new file, and needed
        db.execute("ROLLBACK")
        db.close()
    assert held(path, catalogue, new) == {"c1": SECRET * 200}


def test_when_nobody_listens_any_more_it_goes_on_to_its_end(
    path: Path, catalogue: Catalogue, way: tuple[Key | None, Key | None]
) -> None:
    old, new = way
    live(path, catalogue, old)

    def tell(done: int, _all: int) -> None:
        if done:
            raise BrokenPipeError

    change_key(path, old, new, CODE, checker(path, catalogue), [path.parent / "backups"], tell)
    assert held(path, catalogue, new) == {"c1": SECRET * 200}
    assert [one.holds is not None for one in backups_in(path.parent / "backups", path, new)] == [True, True]
    assert {is_plain(one) for one in (path.parent / "backups").iterdir()} == {new is None}


KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from afterneedle.content.catalogue import load_catalogue
from afterneedle import folder_sync
from afterneedle.store import backup, classifying, convert, file_system, keys, opening, passphrase, recovery
from afterneedle.store import restore
from afterneedle.store.keeping import checker
keys.ROUNDS = 1
folder, whole, code, stride = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
watched = {
    module.__file__
    for module in (
        backup, classifying, convert, file_system, folder_sync, opening, passphrase, recovery, restore
    )
}
catalogue = load_catalogue()

def changed_after(steps):
    home = folder / str(steps)
    shutil.copytree(whole, home)
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    left = steps
    def step(frame, event, argument):
        nonlocal left
        if frame.f_code.co_filename not in watched:
            return None
        left -= event == "line"
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return step
    path = home / "diary.db"
    check = checker(path, catalogue)
    sys.settrace(step)
    passphrase.change_key(path, old, new, code, check, [home / "backups"])
    sys.settrace(None)
    os._exit(0)

steps = 0
while (ended := changed_after(steps)) == -signal.SIGKILL:
    steps += stride
sys.exit(ended)
"""


def test_killed_anywhere_on_the_way_all_is_there_under_one_of_the_two_keys(
    path: Path, tmp_path: Path, catalogue: Catalogue, way: tuple[Key | None, Key | None]
) -> None:
    old, new = way
    whole = tmp_path / "whole"
    whole.mkdir()
    live(whole / "diary.db", catalogue, old)
    (tmp_path / "killed").mkdir()
    both = as_code(old).replace("key =", "old =") + as_code(new).replace("key =", "new =")
    line = [sys.executable, "-c", both + KILLED, tmp_path / "killed", whole, CODE, "41"]
    subprocess.run(line, check=True)
    found = []
    for home in sorted((tmp_path / "killed").iterdir(), key=lambda one: int(one.name)):
        diary = home / "diary.db"
        has = key_of(diary, old, new)
        found.append(has)
        assert held(diary, catalogue, has) == {"c1": SECRET * 200}
        backups = sorted((home / "backups").glob("*.db"))
        assert len(backups) == 2
        for backup in backups:
            assert held(backup, catalogue, key_of(backup, old, new)).keys() == {"c1"}
        if has is not None:
            assert_says_nothing(home)
            if recovery_file(diary).exists() or new is not None:
                assert unlock_by_code(diary, CODE) == has
        if old is not None and new is None and has is None:
            assert open_backups(diary, old, [home / "backups"]) == []
            assert all(map(is_plain, backups))
            assert sorted(file.name for file in home.iterdir()) == ["backups", "diary.db"]
            continue
        change(diary, has, new, catalogue)  # once more, and to its end
        assert held(diary, catalogue, new) == {"c1": SECRET * 200}
        if new is not None:
            assert [key_of(backup, new) for backup in backups] == [new, new]
            assert not list(home.rglob(".afterneedle*"))
    assert [*found].index(new) > 5
    assert found == [old] * found.index(new) + [new] * (len(found) - found.index(new))


def test_a_change_that_was_cut_off_goes_on_with_the_key_that_some_backups_have(
    path: Path, catalogue: Catalogue
) -> None:
    live(path, catalogue, None)
    half = Key.new("the words")
    backups = sorted((path.parent / "backups").iterdir())
    passphrase.convert_file(backups[0], None, half)
    assert passphrase.new_key("the words", backups) == half
    assert passphrase.new_key("other words", backups) != half
    assert looks_encrypted(backups[0])
