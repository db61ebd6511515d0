"""What LibreOffice makes of our tables: numbers, dates and text as they are, and no formula."""

import subprocess
from xml.etree import ElementTree as ET

import pytest

from afterneedle.assets import asset
from afterneedle.domain.records import Records
from afterneedle.exchange.csv_cells import Dates
from afterneedle.exchange.csv_reading import parse
from afterneedle.exchange.csv_tables import CHECK_INS, TABLES, dump
from afterneedle.exchange.json_diary import parse as parse_json
from support.builders import a_check_in, an_observation

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
SAVED_AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
# What a person chooses when a table is opened: commas, double quotes, UTF-8, and dates found in a language.
OPENED = "--infilter=CSV:44,34,76,1,,{language},false,true,false"
BRITISH, AMERICAN, GERMAN = 2057, 1033, 1031

NOTE = "She said \"no\", then;\nשלום 🙂 100 % ½ 'so'"


@pytest.fixture
def libreoffice(tmp_path):
    """Opens files in LibreOffice and saves them in another format; the texts of what it saved, in order."""

    def saved(form: str, *texts: str, language: int = BRITISH) -> list[str]:
        folder = tmp_path / f"in-{language}"
        folder.mkdir()
        files = [folder / f"{n}.csv" for n in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_bytes(text.encode("utf-8-sig"))
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        words = ["soffice", profile, "--headless", OPENED.format(language=language), "--convert-to", form]
        subprocess.run([*words, "--outdir", folder / "saved", *files], check=True, capture_output=True)
        ending = form.partition(":")[0]
        return [(folder / "saved" / f"{file.stem}.{ending}").read_text("utf-8") for file in files]

    return saved


def sheet(fods: str) -> list[list[tuple[str, str]]]:
    """The cells of a flat spreadsheet: the type and the text of each, "formula" where it is one."""
    return [
        [cell for element in row.iter(f"{TABLE}table-cell") for cell in cells(element)]
        for row in ET.fromstring(fods).iter(f"{TABLE}table-row")
    ]


def cells(element: ET.Element) -> list[tuple[str, str]]:
    times = int(element.get(f"{TABLE}number-columns-repeated", "1"))
    kind = "formula" if element.get(f"{TABLE}formula") else element.get(f"{OFFICE}value-type", "")
    values = (element.get(f"{OFFICE}{name}") for name in ("date-value", "time-value", "value"))
    text = next((value for value in values if value), None)
    if text is None:
        text = "\n".join("".join(p.itertext()) for p in element.iter(f"{TEXT}p"))
    return [(kind, text)] * times


def test_numbers_are_numbers_dates_are_dates_and_a_formula_is_text(catalogue, libreoffice):
    check_in = a_check_in(
        catalogue,
        felt_at="2026-03-04T00:30:00+01:00",
        day="2026-03-03",
        says=[an_observation(catalogue, worst=0)],
        medicines='=HYPERLINK("http://example.org","+1")',
        note=NOTE,
    )
    ours = dump(Records(check_ins=(check_in,)), catalogue)[CHECK_INS]
    fods, armed = libreoffice("fods", ours, "=1+1\r\n")

    assert sheet(armed) == [[("formula", "2")]]
    header, of_all, soreness, *rest = sheet(fods)
    names = [text for _, text in header]
    of_all, soreness = (dict(zip(names, row, strict=False)) for row in (of_all, soreness))
    assert of_all["day"] == ("date", "2026-03-03")
    assert of_all["date"] == ("date", "2026-03-04")
    assert of_all["utc_offset"] == ("string", "UTC+01:00")
    assert of_all["medicines"] == ("string", '\'=HYPERLINK("http://example.org","+1")')
    assert of_all["note"] == ("string", NOTE)
    assert soreness["worst"] == ("float", "0")
    assert soreness["side"] == ("string", "right")
    assert not any(text for row in rest for _, text in row)


@pytest.mark.parametrize(
    ("dates", "language"),
    [
        (Dates.ISO, GERMAN),
        (Dates.DAY_FIRST, BRITISH),
        (Dates.MONTH_FIRST, AMERICAN),
        (Dates.DOTS, GERMAN),
    ],
)
def test_dates_of_a_country_are_understood_there(catalogue, libreoffice, dates, language):
    check_in = a_check_in(catalogue, felt_at="2026-03-04T20:05:00+00:00")
    text = dump(Records(check_ins=(check_in,)), catalogue, dates)[CHECK_INS]

    [fods] = libreoffice("fods", text, language=language)

    assert sheet(fods)[1][2:5] == [("date", "2026-03-04"), ("date", "2026-03-04"), ("time", "PT20H05M00S")]


def test_the_sample_diary_opened_and_saved_there_is_the_same_diary(catalogue, libreoffice):
    records = parse_json(asset("demo/diary.json").read_text("utf-8"), catalogue)
    tables = dump(records, catalogue)

    saved = libreoffice(SAVED_AS_CSV, *(tables[name] for name in TABLES))

    back = parse(dict(zip(TABLES, saved, strict=True)), catalogue)
    assert back.unread == ()
    assert back.records == records
