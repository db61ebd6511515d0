"""Which files a diary goes into, and which ones are read when one of them is chosen."""

import pytest

from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import Records
from afterneedle.exchange.csv_cells import Dates
from afterneedle.exchange.files import Form, Kind, files_of, read_texts, records_of, table_files
from afterneedle.exchange.private_files import write_private
from support.builders import a_check_in, a_session, an_answer, an_observation


@pytest.fixture
def records(catalogue) -> Records:
    check_in = a_check_in(catalogue, id="c1", says=[an_observation(catalogue)])
    return Records(sessions=(a_session(catalogue),), check_ins=(check_in,), answers=(an_answer(),))


@pytest.mark.parametrize("form", [Form(), Form(Dates.DOTS, marked=False)])
@pytest.mark.parametrize("chosen", ["mine.csv", "mine-sessions.csv", "mine-answers.csv", "mine-patient.csv"])
def test_tables_come_back_whichever_of_them_is_chosen(catalogue, records, tmp_path, chosen, form):
    write_private(table_files(records, catalogue, tmp_path / "mine.csv", form))
    file = tmp_path / chosen
    found = records_of(file, read_texts(file), catalogue)
    assert found.records == records
    assert found.unread == ()


def test_a_table_called_like_one_of_ours_is_read_by_itself(catalogue, records, tmp_path):
    write_private(table_files(records, catalogue, tmp_path / "my-patient.csv", Form()))
    file = tmp_path / "my-patient.csv"
    assert records_of(file, read_texts(file), catalogue).records == records


def test_only_a_marked_table_begins_with_the_mark(catalogue, records, tmp_path):
    for marked in (True, False):
        files = table_files(records, catalogue, tmp_path / "m.csv", Form(marked=marked))
        assert {content.startswith(b"\xef\xbb\xbf") for content in files.values()} == {marked}


def test_what_will_be_written_is_known_before(catalogue, records, tmp_path):
    file = tmp_path / "m.csv"
    assert tuple(table_files(records, catalogue, file, Form())) == files_of(Kind.CSV, file)
    assert files_of(Kind.JSON, tmp_path / "m.json") == (tmp_path / "m.json",)


def test_what_is_no_text_is_refused_with_its_name(tmp_path):
    file = tmp_path / "m.json"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(Impossible, match=r"m\.json: it is not a text file in UTF-8"):
        read_texts(file)
