"""The composition root: arguments, paths and the clock become a diary, and that a window or a command."""

import argparse
import gc
import os
import sys
import warnings
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from afterneedle import __version__
from afterneedle.content.language import _

if TYPE_CHECKING:
    from afterneedle.diary import Diary
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
PAGES = ("today", "check-in", "timeline", "history", "sessions", "guidance", "report", "settings")
DEMO_FOLDER = Path("afterneedle-demo")
FAILED, MISSING_ON_MACHINE = 1, 69
D = TypeVar("D", bound=date)


def main(arguments: list[str] | None = None) -> int:
    """Runs the program and returns its exit status.

    0 done; 1 refused or failed; 2 usage; 69 something is missing on this machine.
    """
    words = argparse.Namespace(diary=None, now=None, command=None, open=None, background=False)
    if given := sys.argv[1:] if arguments is None else arguments:  # the window alone needs no parser
        parser().parse_args(given, words)
    clock = make_clock(words.now)
    path = words.diary or default_diary()
    if words.background:
        return remind_in_background(path, clock)
    if words.command is None:
        return open_window(path, clock, words.open, by_hand=words.diary is not None)
    if words.command == "demo":
        return demo(words.folder, clock)
    if words.command == "report":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # its drawings need letters, not a screen
        if not can_draw():
            return MISSING_ON_MACHINE
    from afterneedle.cli.commands import run

    zone = local_zone()
    return run(words, path, clock().astimezone(zone), zone)


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


def local_zone() -> ZoneInfo:
    """The system's time zone."""
    from tzlocal import get_localzone

    with warnings.catch_warnings(action="ignore"):  # a machine without a zone has UTC
        return get_localzone()


def make_clock(fixed: datetime | None) -> Callable[[], datetime]:
    """The clock of the machine, or one that stands still at `fixed` (a time without offset is local)."""
    if fixed is None:
        return lambda: datetime.now(UTC)
    moment = fixed.replace(tzinfo=local_zone()) if fixed.tzinfo is None else fixed
    return lambda: moment


def default_diary() -> Path:
    """Where the diary lies when nobody says otherwise: the user's own data folder."""
    from platformdirs import user_data_path

    return user_data_path("afterneedle", appauthor=False) / "diary.db"


def can_draw() -> bool:
    """Whether Qt starts here; if not, what to do about it is said."""
    from afterneedle.gui.start import preflight

    problem = preflight.problem()
    if problem is not None:
        print(problem, file=sys.stderr)
    return problem is None


def open_window(path: Path, clock: Callable[[], datetime], page: str | None, *, by_hand: bool = False) -> int:
    """The window, or the one that is open on this diary already; at its first start it makes the diary.

    `by_hand`: somebody wrote the path, who is told when nothing was there.
    """
    if not can_draw():
        return MISSING_ON_MACHINE
    gc.disable()  # what a start makes stays, so looking through it for garbage only takes time
    from afterneedle.gui.start.imports import plain_imports

    plain_imports()
    from afterneedle.gui.start.single import Call, SingleWindow, Start
    from afterneedle.gui.start.ways import Way

    first = Way(path, open_or_make)
    way: Way | None = first
    while way is not None:
        single = SingleWindow(way.path, PAGES)
        start = single.start(Call(page, os.environ.get("XDG_ACTIVATION_TOKEN", "")))
        if start is Start.END:
            return 0
        from afterneedle.diary import StoreError
        from afterneedle.gui.app import run_window, show_refusal
        from afterneedle.gui.application import make_application

        make_application()
        if start is Start.REFUSE:
            return show_refusal(
                _(
                    "AfterNeedle is open already but does not answer: close its window or restart the "
                    "computer, then try again."
                )
            )
        try:
            is_there = os.path.lexists(way.path)
            with closing(way.open()) as diary:
                said = new_sentence(path) if by_hand and way is first and not is_there else way.said
                draft = way.path.with_name("typed-text-kept.txt")
                return run_window(diary, clock, page, draft, single, said)
        except StoreError as trouble:
            single.close()  # a later start can try again
            from afterneedle.gui.start.recovery import what_to_do

            way = what_to_do(trouble, way, clock().astimezone(local_zone()))
        finally:
            single.close()
    return FAILED


def new_sentence(path: Path) -> str:
    """What must be known where a path was written by hand, perhaps with a mistake."""
    said = _(
        "No diary was there, so this is a new one: {path}. If yours lies elsewhere, close this window and "
        "start the app with the right path."
    )
    return said.format(path=path)


def open_or_make(path: Path) -> "Diary":
    """The diary at `path`; a new one where there is nothing at all, not even a backup of one."""
    from afterneedle.diary import Diary

    is_there = os.path.lexists(path) or Diary.backups_of(path)
    return Diary.open(path) if is_there else Diary.create(path)


def remind_in_background(path: Path, clock: Callable[[], datetime]) -> int:
    """Reminders without a window, until they are turned off."""
    if not os.path.lexists(path):  # later it may be away for a while, at the start it is somebody's mistake
        from afterneedle.cli.output import carry_out
        from afterneedle.diary import Diary

        return carry_out(lambda: Diary.open(path).close())
    if not can_draw():
        return MISSING_ON_MACHINE
    from afterneedle.gui.application import make_application
    from afterneedle.reminding.background import run_background
    from afterneedle.reminding.command import own_command

    return run_background(make_application(), path, clock, own_command())


def demo(folder: Path, clock: Callable[[], datetime]) -> int:
    """The window on the sample diary; with no screen the main job once: diary, flags, report, pictures."""
    from afterneedle.cli.commands import run
    from afterneedle.cli.output import DONE
    from afterneedle.cli.sample import make_sample, say_sample
    from afterneedle.gui.start import preflight

    has_screen = preflight.has_screen()
    if not has_screen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if not can_draw():
        return MISSING_ON_MACHINE
    path, report, zone = folder / "diary.db", folder / "report.pdf", local_zone()
    now = clock().astimezone(zone)
    if (status := make_sample(path, now)) != DONE:
        return status
    if has_screen:
        return open_window(path, clock, "today")
    from afterneedle.gui.application import make_application

    make_application()  # before the report's drawings make a smaller one
    words = parser().parse_args(["report", str(report)])
    if (status := run(words, path, now, zone)) == DONE:
        from afterneedle.gui.pictures import page_pictures

        say_sample(path, report, page_pictures(path, folder, clock), now)
    return status


if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # a process that works apart from the window is this program again
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
