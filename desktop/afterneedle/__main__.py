"""The composition root: arguments, paths and the clock become a diary, and that a window or a command."""

import gc
import os
import sys
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from afterneedle import PAGES

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from afterneedle.diary import Diary

FAILED, MISSING_ON_MACHINE = 1, 69


def main(arguments: list[str] | None = None) -> int:
    """Runs the program and returns its exit status.

    0 done; 1 refused or failed; 2 usage; 69 something is missing on this machine.
    """
    given = sys.argv[1:] if arguments is None else arguments
    if not given:
        return open_window()
    from afterneedle.arguments import read_arguments

    words = read_arguments(given)
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


def local_zone() -> "ZoneInfo":
    """The system's time zone; one without summer time where the system names none."""
    import time
    import warnings
    from zoneinfo import ZoneInfoNotFoundError

    from tzlocal import get_localzone

    try:
        with warnings.catch_warnings(action="ignore"):  # a machine without a zone has UTC
            return get_localzone()
    except ZoneInfoNotFoundError:  # TZ has a rule in place of a name, such as "UTC-3"
        from afterneedle.domain.days import zone_ahead

        return zone_ahead(time.localtime().tm_gmtoff)


def make_clock(fixed: "datetime | None" = None) -> "Callable[[], datetime]":
    """The clock of the machine, or one that stands still at `fixed` (a time without offset is local)."""
    from datetime import UTC, datetime

    if fixed is None:
        return lambda: datetime.now(UTC)
    moment = fixed.replace(tzinfo=local_zone()) if fixed.tzinfo is None else fixed
    return lambda: moment


def default_diary() -> "Path":
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


def open_window(
    path: "Path | None" = None,
    clock: "Callable[[], datetime] | None" = None,
    page: str | None = None,
    *,
    by_hand: bool = False,
) -> int:
    """The window, or the one that is open on this diary already; at its first start it makes the diary.

    `by_hand`: somebody wrote the path, who is told when nothing was there.
    """
    gc.disable()  # what a start makes stays, so looking through it for garbage only takes time
    path, clock = path or default_diary(), clock or make_clock()
    if not can_draw():
        return MISSING_ON_MACHINE
    from afterneedle.content.language import _
    from afterneedle.gui.start.imports import import_qt

    import_qt()
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
                way = Way(way.path, open_or_make)  # without its key: a window that is locked forgets that
                return run_window(diary, clock, page, draft, single, said)
        except StoreError as trouble:
            single.close()  # a later start can try again
            from afterneedle.gui.start.recovery import what_to_do

            way = what_to_do(trouble, way, clock().astimezone(local_zone()))
        finally:
            single.close()
    return FAILED


def new_sentence(path: "Path") -> str:
    """What must be known where a path was written by hand, perhaps with a mistake."""
    from afterneedle.content.language import _

    said = _(
        "No diary was there, so this is a new one: {path}. If yours lies elsewhere, close this window and "
        "start the app with the right path."
    )
    return said.format(path=path)


def open_or_make(path: "Path") -> "Diary":
    """The diary at `path`; a new one where there is nothing at all, not even a backup of one."""
    from afterneedle.diary import Diary

    is_there = os.path.lexists(path) or Diary.backups_of(path)
    return Diary.open(path) if is_there else Diary.create(path)


def remind_in_background(path: "Path", clock: "Callable[[], datetime]") -> int:
    """Reminders without a window, until they are turned off."""
    if not os.path.lexists(path):  # later it may be away for a while, at the start it is somebody's mistake
        from afterneedle.cli.output import carry_out
        from afterneedle.diary import Diary

        return carry_out(lambda: Diary.open(path).close())
    if not can_draw():
        return MISSING_ON_MACHINE
    from afterneedle.gui.start.imports import import_qt

    import_qt()
    from afterneedle.gui.application import make_application
    from afterneedle.reminding.background import run_background
    from afterneedle.reminding.command import own_command

    return run_background(make_application(), path, clock, own_command())


def demo(folder: "Path", clock: "Callable[[], datetime]") -> int:
    """The window on the sample diary; with no screen the main job once: diary, flags, report, pictures."""
    from afterneedle.arguments import read_arguments
    from afterneedle.cli.output import DONE, carry_out
    from afterneedle.cli.sample import make_sample, say_sample, write_sample_report
    from afterneedle.gui.start import preflight

    has_screen = preflight.has_screen()
    if not has_screen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if not can_draw():
        return MISSING_ON_MACHINE
    path, report = folder / "diary.db", folder / "report.pdf"
    now = clock().astimezone(local_zone())
    if (status := make_sample(path, now)) != DONE:
        return status
    if has_screen:
        return open_window(path, clock, "today")
    from afterneedle.gui.application import make_application

    make_application()  # before the report's drawings make a smaller one
    words = read_arguments(["report", str(report)])
    if (status := write_sample_report(path, words, now)) != DONE:
        return status
    from afterneedle.gui.pictures import page_pictures

    return carry_out(lambda: say_sample(path, report, page_pictures(path, folder, clock), now))


if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # a process that works apart from the window is this program again
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
