"""A passphrase makes the key that SQLCipher makes of it; whoever has neither sees noise."""

import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from afterneedle.domain.impossible import Impossible
from afterneedle.store.keys import PAGE, Key, is_plain, looks_encrypted, plain, salt_of
from afterneedle.store.opening import connect
from afterneedle.store.sqlite import Store
from support.forms import KEY

PASSPHRASES = {
    "plain words": "correct horse battery staple",
    "one letter": "x",
    "quotes and backslashes": 'it\'s "quoted" \\ `so`; --',
    "accents in two parts": unicodedata.normalize("NFD", "Zoë Müller Ångström"),
    "one sign for two letters": "ﬁne Ⅳ ㎏ ｆｕｌｌ",
    "right to left": "שלום עולם مرحبا",
    "pictures": "🙂👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "spaces and lines": "  two\tand\r\nthree\u00a0\u2028 ",
    "control characters": "\x01\x7f\ufeff\u200b",
    "very long": "0123456789" * 10_000,
}


def held_by(path: Path, key: Key) -> int:
    with closing(connect(path, 0, key)) as db:
        number: int = db.execute("SELECT x FROM t").fetchone()[0]
    return number


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    """An empty file, to be filled under a key."""
    path = tmp_path / "some.db"
    path.touch()
    return path


@pytest.mark.parametrize("name", PASSPHRASES)
def test_a_passphrase_of_any_characters_opens_the_file_here_and_in_any_program_with_sqlcipher(
    encrypted: Path, name: str
) -> None:
    passphrase = PASSPHRASES[name]
    key = Key.new(passphrase)
    with closing(connect(encrypted, 0, key)) as db:
        db.execute("CREATE TABLE t AS SELECT 7 AS x")
    assert salt_of(encrypted) == key.salt
    assert held_by(encrypted, key) == 7
    with closing(dbapi2.connect(str(encrypted))) as other:
        typed = unicodedata.normalize("NFKC", passphrase).replace("'", "''")
        other.execute(f"PRAGMA key = '{typed}'")
        assert other.execute("SELECT x FROM t").fetchone() == (7,)


def test_a_letter_is_the_same_however_a_keyboard_makes_it() -> None:
    for one, other in (("Zoë", "Zoe\u0308"), ("Å", "\u212b"), ("ﬁn", "fin"), ("ｆｕｌｌ", "full")):
        assert plain(one) == plain(other)
    for one, other in (("Zoë", "Zoe"), ("a", "A"), ("a b", "ab"), ("a", "a "), ("ß", "ss")):
        assert plain(one) != plain(other)


@pytest.mark.parametrize("passphrase", ["", "\0", "be\0tween", "\ud83d", "half a \udc80 character"])
def test_what_nobody_could_type_elsewhere_is_no_passphrase(passphrase: str) -> None:
    with pytest.raises(Impossible, match="passphrase"):
        Key.new(passphrase)


def test_two_diaries_with_one_passphrase_have_two_keys() -> None:
    one, other = Key.new("same words"), Key.new("same words")
    assert one.salt != other.salt
    assert one.secret != other.secret


def test_a_key_that_is_shown_by_mistake_does_not_show_what_is_secret() -> None:
    assert KEY.secret.hex() not in repr(KEY)
    assert repr(KEY.secret) not in repr(KEY)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Those of an encrypted diary."""
    path = tmp_path_factory.mktemp("pages") / "diary.db"
    Store.create(path, KEY).close()
    content = path.read_bytes()
    return [content[at : at + PAGE] for at in range(0, len(content), PAGE)]


def test_every_page_of_a_diary_is_known_by_its_key_and_its_number(pages: list[bytes]) -> None:
    another = Key(KEY.secret[::-1], KEY.salt)
    for number, page in enumerate(pages, 1):
        assert KEY.sealed(page, number)
        assert not KEY.sealed(page, number + 1)
        assert not another.sealed(page, number)


@given(st.data())
def test_one_flipped_bit_anywhere_on_a_page_breaks_its_seal(pages: list[bytes], data: st.DataObject) -> None:
    number = data.draw(st.sampled_from(range(1, len(pages) + 1)))
    bit = data.draw(st.integers(16 * 8 if number == 1 else 0, PAGE * 8 - 1))  # a file begins with the salt
    page = bytearray(pages[number - 1])
    page[bit // 8] ^= 1 << bit % 8
    assert not KEY.sealed(bytes(page), number)


def test_an_encrypted_diary_is_told_from_a_plain_one_and_from_other_files(tmp_path: Path) -> None:
    plain_one, encrypted, text = (tmp_path / name for name in ("plain.db", "encrypted.db", "text.txt"))
    Store.create(plain_one).close()
    Store.create(encrypted, KEY).close()
    text.write_text("Dear diary, " * 5000)
    assert [is_plain(path) for path in (plain_one, encrypted, text)] == [True, False, False]
    assert [looks_encrypted(path) for path in (plain_one, encrypted, text)] == [False, True, False]
    assert [KEY.opens(path) for path in (plain_one, encrypted, text)] == [False, True, False]


def test_a_file_of_which_one_page_is_left_is_known_by_its_key(tmp_path: Path, pages: list[bytes]) -> None:
    path = tmp_path / "diary.db"
    path.write_bytes(bytes(PAGE) * (len(pages) - 1) + pages[-1] + b"cut off")
    assert KEY.opens(path)
    path.write_bytes(bytes(PAGE) * len(pages))
    assert not KEY.opens(path)
