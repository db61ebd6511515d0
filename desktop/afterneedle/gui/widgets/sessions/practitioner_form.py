"""Who needled: someone from an earlier session with one click, or anyone else by name."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QLineEdit, QWidget

from afterneedle.content.language import _
from afterneedle.domain.records import Practitioner, Session
from afterneedle.gui.widgets.basics.choices import Choices
from afterneedle.gui.widgets.basics.field import Field
from afterneedle.gui.widgets.basics.layout import column_in

LONGEST = 26  # letters of one word on a button, which breaks its lines only between words
NOBODY = Practitioner()


def practitioners_of(sessions: Iterable[Session]) -> tuple[Practitioner, ...]:
    """Each of them once, as last written, the latest first."""
    latest: dict[tuple[str, str], Practitioner] = {}
    for session in sorted(sessions, key=lambda s: s.ended_at, reverse=True):
        who = session.practitioner
        if who.name:
            latest.setdefault((who.name.casefold(), who.profession.casefold()), who)
    return tuple(latest.values())


class PractitionerForm(QWidget):
    """Name, profession and phone; choosing one of the `earlier` ones fills all three."""

    def __init__(self, earlier: Sequence[Practitioner]) -> None:
        super().__init__()
        self.name, self.profession, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.cards = Choices(
            [*((who, _on_button(_card(who))) for who in earlier), (NOBODY, _("Someone else"))],
            _("People who needled you before"),
        )
        for who, button in zip(earlier, self.cards.buttons, strict=False):
            button.setAccessibleName(_card(who))
        self.cards.setVisible(bool(earlier))
        column = column_in(self, 10)
        for part in (
            self.cards,
            Field(_("&Name"), self.name),
            Field(_("Profess&ion"), self.profession),
            Field(_("Phone n&umber"), self.phone),
        ):
            column.addWidget(part)
        self.cards.changed.connect(self._chosen)
        for box in self._boxes():
            box.textChanged.connect(self._typed)  # not textEdited: a reader may write, too

    @property
    def practitioner(self) -> Practitioner:
        """What the boxes say."""
        return Practitioner(*(box.text().strip() for box in self._boxes()))

    @practitioner.setter
    def practitioner(self, wanted: Practitioner) -> None:
        self._write(wanted)
        self._typed()

    def _boxes(self) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        return self.name, self.profession, self.phone

    def _write(self, who: Practitioner) -> None:
        for box, text in zip(self._boxes(), (who.name, who.profession, who.phone), strict=True):
            with QSignalBlocker(box):  # of three boxes, half of somebody is nobody
                box.setText(text)

    def _chosen(self, who: Practitioner | None) -> None:
        if who is None or who == self.practitioner:
            return
        self._write(who)
        if who == NOBODY:
            self.name.setFocus()

    def _typed(self) -> None:
        """The card of whoever the boxes name is the chosen one; none when it is someone new."""
        self.cards.value = self.practitioner if self.practitioner != NOBODY else None


def _card(who: Practitioner) -> str:
    return ", ".join(part for part in (who.name, who.profession) if part)


def _on_button(words: str) -> str:
    """No word wider than fits a small window, and no letter taken for a key."""
    short = (word if len(word) <= LONGEST else f"{word[: LONGEST - 1]}…" for word in words.split())
    return " ".join(short).replace("&", "&&")
