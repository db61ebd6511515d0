"""Under a passphrase, no call to the system writes a word of the diary: watched with strace, call by call."""

import sys
from pathlib import Path

import pytest

from afterneedle.diary import Diary
from afterneedle.store.convert import OPENED, convert_file
from ordeal.traces import Call, trace
from support.days import MONDAY, check_in
from support.forms import KEY, as_code

SECRET = "a very private sentence"
WORDS = (SECRET.encode(), b"soreness", b"CREATE TABLE check_in", b"SQLite format 3")

BEGIN = """
import sys
from datetime import timedelta
from pathlib import Path
from afterneedle.content.catalogue import load_catalogue
from afterneedle.diary import Diary
from afterneedle.store import keys
from afterneedle.store.keeping import checker
from afterneedle.store.passphrase import change_key
from afterneedle.store.recovery import new_code
sys.path.insert(0, sys.argv[2])
from support.days import MONDAY, check_in
keys.ROUNDS = 1  # of the recovery code
path, later = Path(sys.argv[1]), MONDAY + timedelta(days=40)
"""
USE = """
diary = Diary.open(path, key=key)
said = "a very private " + "sentence"
diary.check_ins([check_in(diary.catalogue, f"n{n}", note=said * 500) for n in range(20)], later)
diary._store._db.execute("PRAGMA cache_size = 1")  # half of a change is written before its end
diary.keep_draft(said)
diary.remove_check_in("n1", later)
diary.undo(later)
backup = diary.keeping.back_up(later).first.path
diary.remove_check_in("n2", later)
diary.keeping.erase_deleted(later)
diary.keeping.restore(backup, later)
diary.keeping.copy_elsewhere(path.with_name("copy.db"))
diary.verify()
diary.close()
"""
RESCUE = """
content = path.read_bytes()
path.write_bytes(content[:100] + b"?" * 8192 + content[8292:-6000])
assert not Diary.rescue(path, path.with_name("rescued.db"), key).is_empty
"""
ENCRYPT = """
change_key(path, None, key, new_code(), checker(path, load_catalogue()), [path.parent / "backups"])
"""
DECRYPT = """
change_key(path, key, None, None, checker(path, load_catalogue()), [path.parent / "backups"])
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plain diary with a secret and a backup."""
    path = tmp_path / "home" / "diary.db"
    diary = Diary.create(path)
    for n in range(30):
        diary.check_in(check_in(diary.catalogue, f"c{n}", hours=n, note=SECRET * 40), MONDAY)
    diary.keeping.back_up(MONDAY)
    diary.close()
    return path


def plainly_written(path: Path, script: str) -> list[Call]:
    """What a program of its own wrote that anybody could read; all that it wrote is looked at."""
    line = [sys.executable, "-c", as_code(KEY) + BEGIN + script, str(path), str(Path(__file__).parents[1])]
    calls = [call for call in trace(line, path.parents[1] / "strace.log") if "write" in call.name]
    assert len(calls) > 30
    return [call for call in calls if any(word in data for data in _data(call) for word in WORDS)]


def _data(call: Call) -> list[bytes]:
    found = [word for word in call.words if isinstance(word, bytes)]
    assert found, call
    return found


@pytest.mark.parametrize("script", [USE, RESCUE], ids=["use", "rescue"])
def test_whatever_is_done_with_an_encrypted_diary_nothing_of_it_is_written_down(
    path: Path, script: str
) -> None:
    convert_file(path, None, KEY)
    convert_file(next((path.parent / "backups").iterdir()), None, KEY)
    assert plainly_written(path, script) == []


def test_while_a_diary_gets_a_passphrase_nothing_of_it_is_written_down(path: Path) -> None:
    assert plainly_written(path, ENCRYPT) == []


def test_the_watch_would_notice_a_word_and_taking_the_passphrase_away_writes_where_it_says(
    path: Path,
) -> None:
    convert_file(path, None, KEY)
    written = plainly_written(path, DECRYPT)
    assert written
    assert all(OPENED in str(call.words[0]) for call in written)
