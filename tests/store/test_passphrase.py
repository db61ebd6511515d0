"""A diary and its backups change their key together; stopped anywhere, all that was saved is there."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Collection
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from afterneedle.domain.catalogue import Catalogue
from afterneedle.store import errors, passphrase
from afterneedle.store.backup import backups_in
from afterneedle.store.convert import OPENED
from afterneedle.store.keeping import Keeping, checker
from afterneedle.store.keys import Key, is_plain, looks_encrypted
from afterneedle.store.opening import connect
from afterneedle.store.passphrase import change_key, open_backups
from afterneedle.store.recovery import (
    new_code,
    recovery_file,
    settle_recovery,
    unlock_by_code,
    write_recovery,
)
from afterneedle.store.sqlite import Store
from support.days import MONDAY, check_in
from support.forms import KEY, as_code

OTHER = Key(bytes(range(32, 64)), b"another salt 456")
SECRET = "a very private sentence"
CODE = "123456789-ABCDEFGHJ-KMNPQRST5"
WAYS = {"encrypt": (None, KEY), "rekey": (KEY, OTHER), "decrypt": (KEY, None)}

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> tuple[Key | None, Key | None]:
    found: tuple[Key | None, Key | None] = WAYS[request.param]
    return found


def live(path: Path, catalogue: Catalogue, key: Key | None, id: str = "c1") -> Path:
    """A diary with a secret and two backups."""
    store = Store.create(path, key)
    keeping = Keeping(store, catalogue)
    for day, note in enumerate((SECRET, SECRET * 200)):
        with store.change("check_in", MONDAY):
            store.put_check_in(check_in(catalogue, id, note=note))
        keeping.back_up(MONDAY + timedelta(days=day))
    store.close()
    if key is not None:
        write_recovery(path, key, CODE)
        settle_recovery(path)
    return path


def change(
    path: Path, old: Key | None, new: Key | None, catalogue: Catalogue, folders: Collection[Path] = ()
) -> list[Path]:
    folders = [path.parent / "backups", *folders]
    return change_key(path, old, new, CODE, checker(path, catalogue), folders)


def held(path: Path, catalogue: Catalogue, key: Key | None) -> dict[str, str]:
    store = Store.open(path, key)
    try:
        store.verify(catalogue)
        return {c.id: c.note for c in store.records(catalogue).check_ins}
    finally:
        store.close()


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def assert_says_nothing(folder: Path) -> None:
    for name, content in contents(folder).items():
        assert SECRET[:12].encode() not in content, name


def key_of(path: Path, *candidates: Key | None) -> Key | None:
    """The one that a file has."""
    return next(key for key in candidates if (is_plain(path) if key is None else key.opens(path)))


def test_the_diary_and_its_backups_get_the_new_key(
    path: Path, catalogue: Catalogue, way: tuple[Key | None, Key | None]
) -> None:
    old, new = way
    before = held(live(path, catalogue, old), catalogue, old)
    assert change(path, old, new, catalogue) == []
    assert held(path, catalogue, new) == before
    backups = backups_in(path.parent / "backups", path, new)
    assert [one.holds and one.holds.check_ins for one in backups] == [1, 1]
    assert all(is_plain(one.path) == (new is None) for one in backups)
    assert recovery_file(path).exists() == (new is not None)
    kept = {"diary.db", "backups"} | ({"diary.db.recovery"} if new else set())
    assert {file.name for file in path.parent.iterdir()} == kept
    if new is not None:
        assert unlock_by_code(path, CODE) == new
        assert_says_nothing(path.parent)


def test_backups_of_before_are_converted_also_when_they_have_no_name_of_a_diary(
    path: Path, catalogue: Catalogue
) -> None:
    live(path, catalogue, None)
    for one in backups_in(path.parent / "backups", path):
        with closing(sqlite3.connect(one.path)) as db, db:
            db.execute("DELETE FROM setting")
    assert change(path, None, KEY, catalogue) == []
    assert_says_nothing(path.parent)


def test_another_diarys_backups_in_a_shared_folder_are_left_alone(
    path: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    for place, name in ((path, "c1"), (tmp_path / "theirs" / "diary.db", "theirs")):
        place.parent.mkdir(exist_ok=True)
        store = Store.open(live(place, catalogue, None, name))
        Keeping(store, catalogue).back_up_to(shared, MONDAY + timedelta(days=30))
        store.close()
    mine, theirs = sorted(shared.iterdir(), key=lambda one: len(one.name))
    nobodys = shared / "diary-2020-01-01T000000Z.db"
    shutil.copy(theirs, nobodys)
    with closing(sqlite3.connect(nobodys)) as db, db:
        db.execute("DELETE FROM setting")
    before = (theirs.read_bytes(), nobodys.read_bytes())
    assert change(path, None, KEY, catalogue, [shared]) == [nobodys]  # it may be another's, and is told
    assert key_of(mine, KEY) == KEY
    assert (theirs.read_bytes(), nobodys.read_bytes()) == before


def test_plain_files_that_could_not_be_converted_are_told(path: Path, catalogue: Catalogue) -> None:
    folder = live(path, catalogue, None).parent / "backups"
    damaged, headless = folder / "diary-damaged-2026-03-05T210000Z.db", folder / "diary-2026-03-05T210001Z.db"
    whole = path.read_bytes()
    damaged.write_bytes(whole[: len(whole) // 2])
    headless.write_bytes(b"\xff" * 4096 + whole[4096:])
    journal = folder / f"{damaged.name}-journal"
    journal.write_text(SECRET)
    (folder / "diary-empty.db").touch()
    assert change(path, None, KEY, catalogue) == [headless, damaged, journal]
    assert_says_nothing_but = {file.name for file in (headless, damaged, journal)}
    assert {n.split("/")[-1] for n, c in contents(path.parent).items() if SECRET.encode() in c} == (
        assert_says_nothing_but
    )


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


def test_a_link_stays_a_link(path: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "diary.db"
    link.parent.mkdir()
    live(path, catalogue, None)
    link.symlink_to(path)
    change_key(link, None, KEY, CODE, checker(link, catalogue), [path.parent / "backups"])
    assert link.is_symlink()
    assert held(link, catalogue, KEY)["c1"] == SECRET * 200
    assert unlock_by_code(link, CODE) == unlock_by_code(path, CODE) == KEY
    assert_says_nothing(tmp_path)


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
    line = [sys.executable, "-c", as_code(old) + WRITER, path, Path(__file__).parents[1]]
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
    line = [sys.executable, "-c", as_code(old) + script, path, Path(__file__).parents[1]]
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


KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from afterneedle.content.catalogue import load_catalogue
from afterneedle.store import backup, convert, keys, opening, passphrase, recovery, restore
from afterneedle.store.keeping import checker
keys.ROUNDS = 1
folder, whole, code, stride = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
watched = {module.__file__ for module in (backup, convert, opening, passphrase, recovery, restore)}
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


def test_backups_that_keep_their_passphrase_are_told_and_the_code_still_opens_them(
    path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = live(path, catalogue, KEY).parent / "backups"
    older, newer = sorted(folder.iterdir())
    strange = folder / "diary-2020-01-01T000000Z.db"
    Store.create(strange, OTHER).close()  # under a passphrase from before
    convert = passphrase.convert_file

    def full(file: Path, *keys: Key | None) -> None:
        if file == newer:
            raise errors.Full(file)
        convert(file, *keys)

    with monkeypatch.context() as disk:
        disk.setattr(passphrase, "convert_file", full)
        assert change(path, KEY, None, catalogue) == [strange, newer]
    assert is_plain(older)
    assert unlock_by_code(path, CODE, newer) == KEY
    strange.unlink()
    assert open_backups(path, KEY, [folder]) == []
    assert is_plain(newer)
    assert not recovery_file(path).exists()


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


def test_codes_that_are_made_are_codes() -> None:
    assert all(len(new_code()) == 29 for _ in range(20))
