"""What was saved is never lost, and what failed left nothing behind."""

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from afterneedle.domain.catalogue import Catalogue
from afterneedle.store import errors
from afterneedle.store.keeping import Keeping
from afterneedle.store.keys import Key
from afterneedle.store.sqlite import Store
from support.days import check_in, session
from support.forms import KEY, as_code, behind_its_back

WRITER = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from support.days import MONDAY, check_in
from afterneedle.content.catalogue import load_catalogue
from afterneedle.store.sqlite import Store
catalogue, name, count = load_catalogue(), sys.argv[2], int(sys.argv[3])
store = Store.open(Path(sys.argv[1]), key)
for n in range(count):
    with store.change("check_in", MONDAY):
        store.put_check_in(check_in(catalogue, f"{{name}}{{n}}", hours=n % 500, note=name * 2000))
    print(f"{{name}}{{n}}", flush=True)
store.close()
"""


def writer(path: Path, name: str, count: int, key: Key | None) -> subprocess.Popen[str]:
    """Another process that saves check-ins and says each one that was saved."""
    return subprocess.Popen(
        [sys.executable, "-c", as_code(key) + WRITER, path, name, str(count)],
        stdout=subprocess.PIPE,
        text=True,
    )


def saved_ids(path: Path, catalogue: Catalogue, key: Key | None) -> set[str]:
    store = Store.open(path, key)
    store.verify(catalogue)
    ids = {c.id for c in store.records(catalogue).check_ins}
    store.close()
    return ids


def test_an_error_in_the_middle_of_a_change_saves_none_of_it(
    store: Store, catalogue: Catalogue, now: datetime
) -> None:
    def half(store: Store) -> None:
        with store.change("import", now):
            store.put_session(session(catalogue))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half(store)
    assert store.records(catalogue).sessions == ()
    assert store.last_change() is None
    with store.change("session", now):
        store.put_session(session(catalogue))
    assert len(store.records(catalogue).sessions) == 1


def test_a_save_while_another_program_saves_says_so_and_works_afterwards(
    store: Store, path: Path, catalogue: Catalogue, now: datetime, key: Key | None
) -> None:
    hasty = Store.open(path, key, patience=0)
    with store.change("session", now):
        store.put_session(session(catalogue))
        with pytest.raises(errors.Locked):
            save_check_in(hasty, catalogue, now)
    save_check_in(hasty, catalogue, now)
    hasty.close()
    assert len(store.records(catalogue).check_ins) == 1


def test_a_save_while_another_program_reads_says_so_and_works_afterwards(
    path: Path, store: Store, catalogue: Catalogue, now: datetime, key: Key | None
) -> None:
    store.close()
    hasty = Store.open(path, key, patience=0)
    reader = behind_its_back(path, key)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM session").fetchall()
    with pytest.raises(errors.Locked):
        save_check_in(hasty, catalogue, now)
    reader.execute("COMMIT")
    reader.close()
    assert hasty.records(catalogue).check_ins == ()
    save_check_in(hasty, catalogue, now)
    assert len(hasty.records(catalogue).check_ins) == 1
    hasty.close()


def save_check_in(store: Store, catalogue: Catalogue, now: datetime, note: str = "") -> None:
    with store.change("check_in", now):
        store.put_check_in(check_in(catalogue, note=note))


def test_a_full_disk_loses_nothing_and_the_same_save_works_once_there_is_room(
    store: Store, catalogue: Catalogue, now: datetime
) -> None:
    with store.change("session", now):
        store.put_session(session(catalogue))
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(errors.Full):
        save_check_in(store, catalogue, now, "x" * 20_000)
    read = store.records(catalogue)
    assert (len(read.sessions), read.check_ins) == (1, ())
    store._db.execute("PRAGMA max_page_count = 1000000")
    save_check_in(store, catalogue, now, "x" * 20_000)
    assert len(store.records(catalogue).check_ins) == 1
    store.verify(catalogue)


def test_a_write_that_the_system_refuses_at_the_end_loses_nothing(
    path: Path, catalogue: Catalogue, key: Key | None
) -> None:
    Store.create(path, key).close()
    limited = """
import resource
sys.tracebacklimit = 0
resource.setrlimit(resource.RLIMIT_FSIZE, (Path(sys.argv[1]).stat().st_size + 50_000, resource.RLIM_INFINITY))
for n in"""
    script = as_code(key) + WRITER.replace("for n in", limited)
    run = subprocess.run(
        [sys.executable, "-c", script, path, "x", "1000"], capture_output=True, text=True, check=False
    )
    saved = run.stdout.split()
    assert saved
    assert run.stderr.strip().startswith("afterneedle.store.errors.IOFail: The disk could not read or write")
    assert saved_ids(path, catalogue, key) == set(saved)


def test_a_diary_on_a_disk_that_takes_nothing_more_can_still_be_read(
    path: Path, catalogue: Catalogue, key: Key | None
) -> None:
    Store.create(path, key).close()
    script = """
import resource, sys
from pathlib import Path
from afterneedle.content.catalogue import load_catalogue
from afterneedle.store.sqlite import Store
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
store = Store.open(Path(sys.argv[1]), key)
print(store.is_read_only, store.records(load_catalogue()).sessions)
store.close()
"""
    line = [sys.executable, "-c", as_code(key) + script, path]
    run = subprocess.run(line, capture_output=True, text=True, check=True)
    assert run.stdout == "True ()\n"


def test_two_programs_save_at_once_and_every_change_is_there(
    path: Path, catalogue: Catalogue, key: Key | None
) -> None:
    Store.create(path, key).close()
    writers = [writer(path, name, 40, key) for name in "ab"]
    said = {id for w in writers for id in w.communicate()[0].split()}
    assert [w.returncode for w in writers] == [0, 0]
    assert said == {f"{name}{n}" for name in "ab" for n in range(40)} == saved_ids(path, catalogue, key)


def test_while_another_program_saves_no_look_at_the_file_calls_it_damaged(
    path: Path, catalogue: Catalogue, key: Key | None
) -> None:
    Store.create(path, key).close()
    process = writer(path, "a", 40, key)
    assert process.stdout
    process.stdout.readline()
    store = Store.open(path, key)
    for _ in range(8):
        store.verify(catalogue)
    store.close()
    process.communicate()
    assert process.returncode == 0


def test_what_was_saved_is_there_after_the_program_was_killed(
    path: Path, catalogue: Catalogue, key: Key | None
) -> None:
    Store.create(path, key).close()
    said: set[str] = set()
    for n, name in enumerate("abcdefgh"):
        process = writer(path, name, 100_000, key)
        assert process.stdout
        said.update(process.stdout.readline().strip() for _ in range(1 + 3 * n))
        process.send_signal(signal.SIGKILL)
        rest = process.communicate()[0]
        said.update(line.strip() for line in rest.splitlines(keepends=True) if line.endswith("\n"))
        found = saved_ids(path, catalogue, key)
        assert said <= found
        assert len(found - said) <= 1  # saved, and killed before it could say so
        said = found


def test_a_save_that_was_cut_off_half_written_is_rolled_back(
    path: Path, catalogue: Catalogue, key: Key | None
) -> None:
    Store.create(path, key).close()
    half_a_save = """
import os, signal
store._db.execute("PRAGMA cache_size = 1")
with store.change("import", MONDAY):
    for n in range(50):
        store.put_check_in(check_in(catalogue, str(n), hours=n, note="x" * 9000))
    os.kill(os.getpid(), signal.SIGKILL)
for n in"""
    script = as_code(key) + WRITER.replace("for n in", half_a_save)
    before = path.stat().st_size
    killed = subprocess.run([sys.executable, "-c", script, path, "x", "0"], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert path.stat().st_size > before  # half of it reached the file
    assert path.with_name("diary.db-journal").stat().st_size > 0
    reader = Store.open(path, key, read_only=True)
    assert reader.records(catalogue).check_ins == ()
    reader.close()
    assert saved_ids(path, catalogue, key) == set()
    assert [p.name for p in path.parent.iterdir()] == ["diary.db"]


def test_deleted_words_are_not_left_in_the_file_by_undo(
    store: Store, path: Path, catalogue: Catalogue, now: datetime
) -> None:
    save_check_in(store, catalogue, now, "a very private sentence")
    store.undo(now)
    store._db.execute("DELETE FROM change")
    store.close()
    assert b"very private" not in path.read_bytes()


def test_a_killed_first_start_leaves_no_diary_and_the_next_one_makes_it(path: Path, key: Key | None) -> None:
    script = """
import os, signal, sys
from pathlib import Path
from afterneedle.store import opening
opening.name_file = lambda part, path: os.kill(os.getpid(), signal.SIGKILL)
opening.create_file(Path(sys.argv[1]), key)
"""
    killed = subprocess.run([sys.executable, "-c", as_code(key) + script, path], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not path.exists()
    Store.create(path, key).close()
    assert [p.name for p in path.parent.glob("*.db")] == ["diary.db"]


def test_a_free_page_that_a_power_failure_tore_keeps_no_backup_from_being_made(
    path: Path, catalogue: Catalogue, now: datetime
) -> None:
    store = Store.create(path, KEY)
    save_check_in(store, catalogue, now, "x" * 20_000)
    with store.change("check_in.delete", now):
        store.delete_check_in("c1")
    store._db.execute("DELETE FROM revision")
    store.close()
    torn_by_a_save = """
import os, signal, sys
from pathlib import Path
from afterneedle.store.opening import connect
from afterneedle.store.keys import PAGE
path = Path(sys.argv[1])
db = connect(path, 0, key)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN IMMEDIATE")
before = path.read_bytes()
db.execute("INSERT INTO setting VALUES ('x', printf('%.40000c', 'x'), 0)")
after = path.read_bytes()
with path.open("rb+") as file:
    for page in range(0, len(before), PAGE):  # of each page that was written, the half
        if before[page : page + PAGE] != after[page : page + PAGE]:
            file.seek(page)
            file.write(before[page : page + PAGE // 2])
os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", as_code(KEY) + torn_by_a_save, path], check=False)
    assert killed.returncode == -signal.SIGKILL
    copy = path.with_name("copy.db")
    for end in ("", "-journal"):
        shutil.copy(f"{path}{end}", f"{copy}{end}")
    with closing(behind_its_back(copy, KEY)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA cipher_integrity_check").fetchall()
    store = Store.open(path, KEY)
    store.verify(catalogue)
    assert Keeping(store, catalogue).back_up(now).first.holds is not None
    store.close()


def test_a_save_that_waited_while_another_file_took_the_place_says_so_and_calls_nothing_damaged(
    store: Store, path: Path, tmp_path: Path, catalogue: Catalogue, now: datetime, key: Key | None
) -> None:
    other = tmp_path / "other.db"
    Store.create(other, key).close()
    before = other.read_bytes()

    def take_its_place(statement: str) -> None:
        if other.exists():
            os.truncate(path, 0)  # as `swap` leaves it to whoever has it open
            other.replace(path)

    store._db.set_trace_callback(take_its_place)
    with pytest.raises(errors.Replaced), store.change("check_in", now):
        store.put_check_in(check_in(catalogue))
    store._db.set_trace_callback(None)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["EINVAL", "ENOTSUP", "ENOSYS", "EIO"])
def test_a_folder_that_cannot_be_synced_is_used_and_one_that_fails_is_told(
    path: Path,
    tmp_path: Path,
    catalogue: Catalogue,
    now: datetime,
    key: Key | None,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A folder of another computer may have no way to sync its names; a broken disk has, and it fails."""
    sync = os.fsync

    def refuse(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(getattr(errno, name), "refused")
        sync(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    if name == "EIO":
        with pytest.raises(errors.IOFail):
            Store.create(path, key)
        return
    store = Store.create(path, key)
    with store.change("check_in", now):
        store.put_check_in(check_in(catalogue))
    Keeping(store, catalogue).back_up_to(tmp_path, now)
    store.close()


def test_a_diary_that_is_moved_away_while_it_is_open_says_so_and_goes_on_once_it_is_back(
    store: Store, path: Path, catalogue: Catalogue, now: datetime
) -> None:
    with store.change("check_in", now):
        store.put_check_in(check_in(catalogue, "before"))
    away = path.rename(path.with_name("moved.db"))
    with pytest.raises(errors.Gone), store.change("check_in", now):
        store.put_check_in(check_in(catalogue, "lost"))
    with pytest.raises(errors.Gone):
        store.set_setting("text_size", "150")
    away.rename(path)
    with store.change("check_in", now):
        store.put_check_in(check_in(catalogue, "after"))
    assert {one.id for one in store.records(catalogue).check_ins} == {"before", "after"}
