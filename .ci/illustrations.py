"""./run illustrations: the pictures that README and docs show, of the sample diary, into docs/pictures."""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import CheckIn, Observation, RedFlags
from afterneedle.gui.main_window import MainWindow
from afterneedle.gui.touring.looks import Look
from afterneedle.gui.touring.tour import first_steps, tour
from afterneedle.gui.touring.windows import EVENING, first_window, sample_window
from afterneedle.gui.widgets.flags.flag_card import FlagCard
from afterneedle.gui.widgets.settings.reminder_offer import ReminderOffer
from afterneedle.paper.pages import Paper, Typesetter
from messages import HERE

FOLDER = HERE / "docs" / "pictures"
NAMES = (
    "check_in",
    "check_in_emergency",
    "first_start",
    "flag",
    "passphrase_explained",
    "reminders",
    "report",
    "session",
    "timeline",
    "today",
)
CUT = {"check_in": 672, "check_in_emergency": 592, "session": 880, "timeline": 620}  # pixels from the top
SHADES = 256  # what a palette holds
REPORT_PPI = 80


def main(folder: Path = FOLDER) -> int:
    """Write all of them, small, and say where."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.mkdir(parents=True, exist_ok=True)
    for name, image in illustrations():
        path = folder / f"{name}.png"
        small(image).save(str(path), "PNG", 0)  # type: ignore[call-overload]
        print(f"{path} {path.stat().st_size / 1000:.0f} kB")
    return 0


def illustrations() -> Iterator[tuple[str, QImage]]:
    """Each picture with its name, in no order."""
    look = Look("")
    with tempfile.TemporaryDirectory() as place:
        with first_window(Path(place) / "new.db", look) as window:
            yield from _wanted(first_steps(window, look))
        with sample_window(Path(place) / "sample.db", look) as window:
            yield "report", first_page_of_report(window)
            yield "reminders", _on_today(window, ReminderOffer).grab().toImage()
            yield from _wanted(tour(window, look))
        with sample_window(Path(place) / "flag.db", look) as window:
            yield "flag", flag_card(window, look)


def _wanted(seen: Iterator[tuple[str, QWidget]]) -> Iterator[tuple[str, QImage]]:
    for name, widget in seen:
        if name in NAMES and name != "report":
            image = widget.grab().toImage()
            yield name, image.copy(QRect(0, 0, image.width(), CUT.get(name, image.height())))


def first_page_of_report(window: MainWindow) -> QImage:
    """As it is printed."""
    report = window.hub.diary.report(EVENING)
    return QImage.fromData(Typesetter().pictures(report, Paper.A4, REPORT_PPI)[0])


def flag_card(window: MainWindow, look: Look) -> QImage:
    """What Today shows once tingling was entered."""
    hub = window.hub
    hub.do(partial(hub.diary.check_in, tingling(hub.catalogue), EVENING))
    next(tour(window, look))  # Today, once everything is in its place
    return _on_today(window, FlagCard).grab().toImage()


def tingling(catalogue: Catalogue) -> CheckIn:
    """A check-in that a person on the third evening may make."""
    felt = Observation(catalogue.symptoms["tingling"], catalogue.places["calf_outer.r"], now=True, worst=1)
    return CheckIn(
        id="tingling",
        felt_at=EVENING,
        entered_at=EVENING,
        zone="Europe/London",
        day=EVENING.date(),
        red_flags=RedFlags(catalogue.red_flags_asked),
        observations=(felt,),
    )


def _on_today(window: MainWindow, kind: type[QWidget]) -> QWidget:
    found = window.pages["today"].findChild(kind)
    if not isinstance(found, kind):
        raise LookupError(kind)
    return found


def small(image: QImage) -> QImage:
    """With a palette of the shades it uses most; a rarer one becomes its nearest."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(image.constBits()).cast("B").cast("I"))
    palette = [shade for shade, _count in counted.most_common(SHADES)]
    plain = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return image.convertToFormat(QImage.Format.Format_Indexed8, palette, plain)


if __name__ == "__main__":
    sys.exit(main())
