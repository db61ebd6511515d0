"""Where the focus goes after an answer by key: on to the next question that is not answered yet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.gui.widgets.basics.words import announce


@dataclass(frozen=True)
class Question:
    """One question of a form, as it stands."""

    name: str
    where: QWidget
    is_answered: bool


class GoingOn(QObject):
    """Only `go_on` moves the focus, so nothing jumps under a mouse or a screen reader that presses.

    `went`: to this question. `ended`: no question is left below.
    """

    went = Signal(QWidget)
    ended = Signal()

    def __init__(self, form: QWidget, questions: Callable[[], Sequence[Question]]) -> None:
        super().__init__(form)
        self._form, self._questions = form, questions

    def go_on(self) -> None:
        """Leave the question that has the focus, and say where it goes."""
        focused: QWidget | None = self._form.window().focusWidget()
        questions = list(self._questions())
        here = next((n for n, q in enumerate(questions) if _holds(q.where, focused)), -1)
        for question in questions[here + 1 :]:
            if not question.is_answered:
                question.where.setFocus()
                announce(self._form, _("Next: {question}").format(question=question.name))
                self.went.emit(question.where)
                return
        announce(self._form, _("That was the last question."))
        self.ended.emit()


def _holds(part: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (part is focused or part.isAncestorOf(focused))
