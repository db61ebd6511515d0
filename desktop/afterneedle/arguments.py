"""What can be written after the program's name."""

import argparse
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from afterneedle import PAGES, __version__
from afterneedle.content.language import _

if TYPE_CHECKING:
    from afterneedle.exchange.csv_cells import Dates

COMMANDS = {
    "demo": _("the window on a sample diary; without a screen, the whole job once in a folder"),
    "import": _("bring in a diary from a .json file, or from our own .csv tables"),
    "export": _("write the diary to a file: .json, .csv tables, .fhir.json; or reminders for a phone: .ics"),
    "flags": _("what is open, most pressing first"),
    "report": _("write the report for the doctor as a PDF"),
    "remind": _("say whether a check-in is due"),
    "backup": _("make a checked copy of the diary"),
    "restore": _("make the diary what a backup holds; what was there before is kept"),
    "verify": _("read the whole diary and say whether it is sound"),
    "passphrase": _("lock the diary and its backups with a passphrase, change it, or take it away"),
}
DEMO_FOLDER = Path("afterneedle-demo")
D = TypeVar("D", bound=date)


def read_arguments(words: Sequence[str]) -> argparse.Namespace:
    """What these words ask for; SystemExit with 2 when that cannot be told."""
    anywhere = argparse.Namespace(diary=None, now=None)  # before the command or after it
    return parser().parse_args(words, anywhere)


def parser() -> argparse.ArgumentParser:
    """The commands of the shell and their options."""
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--diary", type=Path, metavar="FILE", help=_("the diary to use"))
    shared.add_argument("--now", type=_moment, metavar="TIME", help=_("take this as the present moment"))
    top = argparse.ArgumentParser(
        "afterneedle", description=_("A diary for the days after dry needling."), parents=[shared]
    )
    top.add_argument("--version", action="version", version=f"afterneedle {__version__}")
    top.add_argument("--open", choices=PAGES, help=_("the page to open"))
    top.add_argument(
        "--background", action="store_true", help=_("no window: the reminders, until they are turned off")
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    sub = {name: commands.add_parser(name, help=text, parents=[shared]) for name, text in COMMANDS.items()}
    sub["demo"].add_argument("folder", nargs="?", type=Path, default=DEMO_FOLDER, metavar="DIR")
    sub["import"].add_argument("file", type=Path, metavar="FILE")
    sub["import"].add_argument(
        "--keep", choices=("mine", "theirs"), help=_("whose words count where both differ")
    )
    sub["export"].add_argument("file", type=_export_file, metavar="FILE")
    sub["export"].add_argument(
        "--dates", type=_dates, metavar="FORM", help=_("how tables write dates: YYYY-MM-DD, DD/MM/YYYY …")
    )
    sub["export"].add_argument(
        "--no-bom", dest="bom", action="store_false", help=_("tables for programs, not for a spreadsheet")
    )
    sub["flags"].add_argument("--json", action="store_true", help=_("for programs"))
    sub["report"].add_argument("file", type=Path, metavar="FILE.pdf")
    for name in ("export", "report"):
        sub[name].add_argument("--from", dest="first", type=_day, metavar="DATE")
        sub[name].add_argument("--to", dest="last", type=_day, metavar="DATE")
    sub["report"].add_argument("--paper", choices=("a4", "letter"), default="a4")
    sub["remind"].add_argument("--once", action="store_true", help=_("ask once and stop"))
    sub["backup"].add_argument("folder", nargs="?", type=Path, metavar="DIR", help=_("one copy, there"))
    sub["backup"].add_argument("--list", action="store_true", help=_("show the backups and what is in each"))
    sub["restore"].add_argument("file", type=Path, metavar="FILE")
    rescued = _("copy what can be read of a damaged diary to a new file")
    sub["verify"].add_argument("--rescue", type=Path, metavar="NEW.db", help=rescued)
    either = sub["passphrase"].add_mutually_exclusive_group()
    either.add_argument("--remove", action="store_true", help=_("ask for it, then lock the diary no more"))
    by_code = _("forgotten: set a new one by the recovery code")
    either.add_argument("--recover", action="store_true", help=by_code)
    return top


def _moment(text: str) -> datetime:
    try:
        return _in_our_years(datetime.fromisoformat(text))
    except ValueError:
        raise argparse.ArgumentTypeError(_("must be a time, like 2026-03-02T10:00:00+00:00")) from None


def _day(text: str) -> date:
    try:
        return _in_our_years(date.fromisoformat(text))
    except ValueError:
        raise argparse.ArgumentTypeError(_("must be a date, like 2026-03-02")) from None


def _in_our_years(day: D) -> D:
    from afterneedle.domain.impossible import FIRST_YEAR, LAST_YEAR

    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(_("the year must be between 1900 and 2199"))
    return day


def _export_file(text: str) -> Path:
    from afterneedle.transfer import Kind, kind_of

    if kind_of(Path(text)) is None:
        endings = ", ".join(kind.value for kind in Kind)
        raise argparse.ArgumentTypeError(_("the name must end in one of {endings}").format(endings=endings))
    return Path(text)


def _dates(text: str) -> "Dates":
    from afterneedle.exchange.csv_cells import Dates

    try:
        return Dates(text)
    except ValueError:
        forms = ", ".join(dates.value for dates in Dates)
        raise argparse.ArgumentTypeError(
            _("dates have one of the forms {forms}").format(forms=forms)
        ) from None
