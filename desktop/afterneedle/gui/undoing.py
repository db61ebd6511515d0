"""Takes a change back, or does it again; an import, which may be huge, apart from the window."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.gui.hub import Hub

HUGE = "import"  # the kind of change that may hold a whole diary


def undo(hub: Hub, parent: QWidget, change: int | None, done: Callable[[bool], object]) -> None:
    """Take this change back if it is the newest one; `done` hears whether it was, which else is noticed."""
    newest = hub.diary.undoable()
    if newest is not None and newest.id == change and newest.label == HUGE:
        _apart(hub, parent, change, _("Taking the import back…"), done, again=False)
    else:
        done(hub.do(partial(hub.diary.undo, hub.now(), change)))


def redo(hub: Hub, parent: QWidget, change: int | None, done: Callable[[bool], object]) -> None:
    """Do again what this change took back, in the same way."""
    newest = hub.diary.redoable()
    if newest is not None and newest.id == change and newest.label == HUGE:
        _apart(hub, parent, change, _("Importing again…"), done, again=True)
    else:
        done(hub.do(partial(hub.diary.redo, hub.now(), change)))


def _apart(
    hub: Hub, parent: QWidget, change: int | None, words: str, done: Callable[[bool], object], *, again: bool
) -> None:
    from afterneedle.gui.apart.at_work import AtWork
    from afterneedle.gui.apart.jobs import Refused
    from afterneedle.gui.keeping.jobs import revert

    def tell(what: object) -> None:
        if isinstance(what, Refused):
            hub.notice.emit(what.sentence)
        else:
            hub.changed.emit()
        done(not isinstance(what, Refused))

    work = AtWork(words, parent)
    work.came.connect(tell)
    work.start(revert, hub.diary.path, hub.diary.key, change, hub.now(), again)
