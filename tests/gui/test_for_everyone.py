"""Every page, dialog and state, for those who hear the window, and for those who only press keys."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QGroupBox, QLabel, QMainWindow, QWidget

from afterneedle.gui.main_window import PAGES
from afterneedle.gui.touring.looks import Look
from afterneedle.gui.touring.tour import first_steps, tour
from afterneedle.gui.touring.windows import first_window, sample_window
from afterneedle.gui.widgets.basics.page import Page
from afterneedle.store import keys
from support.heard import count_of_names, described, groups_around, said_of, spoken, stops, tab_round
from support.plain_look import plain_again

LOOKS = (
    Look("usual", whole=False),
    Look("480x400", size=QSize(480, 400), whole=False),
    Look("480x400 with text twice as large", size=QSize(480, 400), text_size="200", whole=False),
)


@dataclass(frozen=True)
class Seen:
    """A window or dialog; where Tab and Shift+Tab go in it; what had the focus where nobody sees it."""

    root: QWidget
    rounds: tuple[list[QWidget], list[QWidget]]
    hidden: list[str]


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: look.name)
def heard(request, qapp, tmp_path_factory) -> dict[str, dict[str, list[str]]]:
    """What is wrong, by kind and by state."""
    look, home = request.param, tmp_path_factory.mktemp("everyone")
    found: dict[str, dict[str, list[str]]] = {kind: {} for kind in CHECKS}
    with plain_again(qapp), pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "ROUNDS", 1)
        with sample_window(home / "sample.db", look) as window:
            for state, root in tour(window, look):
                _check(state, root, found)
        with first_window(home / "first.db", look) as window:
            for state, root in first_steps(window, look):
                _check(state, root, found)
    return found


def _check(state: str, root: QWidget, found: dict[str, dict[str, list[str]]]) -> None:
    hidden: list[str] = []

    def look(widget: QWidget) -> None:
        if not _is_in_sight(widget, root):
            hidden.append(described(widget))

    seen = Seen(root, (tab_round(root, at_each=look), tab_round(root, back=True, at_each=look)), hidden)
    for kind, check in CHECKS.items():
        found[kind][state] = list(check(seen))


def not_named_once(seen: Seen) -> Iterator[str]:
    """Controls and groups without a name, or with two."""
    boxes = [g for g in seen.root.findChildren(QGroupBox) if g.isVisibleTo(seen.root)]
    groups = [g for g in boxes if spoken(g) or not any(groups_around(g))]  # one name is enough for two
    for widget in [*stops(seen.root), *groups]:
        if count_of_names(widget) != 1:
            yield described(widget)


def not_told_apart(seen: Seen) -> Iterator[str]:
    """Controls that sound the same in the same groups."""
    counted = Counter(said_of(widget) for widget in stops(seen.root))
    for (role, name, *groups), count in counted.items():
        if count > 1:
            yield f"{count} times {role.name} {name!r} in {groups}"


def never_reached(seen: Seen) -> Iterator[str]:
    """Controls that Tab passes by, in one direction or the other."""
    for reached in seen.rounds:  # of buttons that exclude each other, Tab goes to one
        yield from (described(widget) for widget in stops(seen.root) if widget not in reached)


def out_of_order(seen: Seen) -> Iterator[str]:
    """Places where Tab jumps back up, or back in the line; once in a round it has to, from the end."""
    page = _page(seen.root)
    inside = [w for w in seen.rounds[0] if page.isAncestorOf(w)]
    jumps = []
    for one, other in pairwise([*inside, *inside[:1]]):
        a, b = (QRect(w.mapTo(page, QPoint()), w.size()) for w in (one, other))
        is_above = b.bottom() < a.top() and b.left() < a.right()  # beside it, a new column begins
        is_before = b.top() <= a.center().y() <= b.bottom() and b.right() < a.left()
        if is_above or is_before:
            jumps.append(f"from {described(one)} to {described(other)}")
    if len(jumps) > 1:
        yield from jumps


def out_of_sight(seen: Seen) -> Iterator[str]:
    """Controls that have the focus where nobody sees it."""
    yield from seen.hidden


def same_key(seen: Seen) -> Iterator[str]:
    """Letters that with Alt mean two things at once."""
    if isinstance(seen.root, QMainWindow) and seen.root.menuBar().isEnabled():
        menus = [action.text() for action in seen.root.menuBar().actions()]
    else:
        menus = []
    said = [w for w in seen.root.findChildren(QWidget) if w.isVisibleTo(seen.root) and w.isEnabled()]
    said = [w for w in said if isinstance(w, QAbstractButton) or (isinstance(w, QLabel) and w.buddy())]
    texts = menus + [w.text() for w in said]
    counted = Counter(key[1].lower() for text in texts if (key := re.search("&([^&])", text)))
    for key, count in counted.items():
        if count > 1:
            yield f"Alt+{key.upper()}: {[text for text in texts if f'&{key}' in text.lower()]}"


def _page(root: QWidget) -> QWidget:
    """What scrolls in the window; a dialog as it is."""
    areas = [area for area in root.findChildren(Page) if area.isVisibleTo(root)]
    return areas[0].widget() if areas else root


def _is_in_sight(widget: QWidget, root: QWidget) -> bool:
    """Wholly, or as much of it as there is room for."""
    areas = [a for a in root.findChildren(QAbstractScrollArea) if a is not widget and a.isAncestorOf(widget)]
    for around in [area.viewport() for area in areas] or [root]:
        place = QRect(widget.mapTo(around, QPoint()), widget.size())
        seen = place & around.rect()
        if seen.width() < place.width() or seen.height() < min(place.height(), around.height()):
            return False
    return True


CHECKS: dict[str, Callable[[Seen], Iterator[str]]] = {
    "not named once": not_named_once,
    "not told apart": not_told_apart,
    "never reached": never_reached,
    "out of order": out_of_order,
    "out of sight": out_of_sight,
    "two things on one key": same_key,
}


@pytest.mark.parametrize("kind", list(CHECKS))
def test_nothing_on_any_page_is(heard, kind):
    assert {state: wrong for state, wrong in heard[kind].items() if wrong} == {}


def test_every_page_was_heard(heard):
    assert set(heard["out of sight"]) >= {*PAGES, "answer", "all_clear", "session", "first_start"}
