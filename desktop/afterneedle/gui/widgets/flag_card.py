"""A flag as a card: what to do by when, with whom, which entries it rests on, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.content.sources import Source
from afterneedle.content.wording import (
    did_label,
    evidence_sentences,
    flag_reasons,
    flag_title,
    flag_what_to_do,
    level_label,
    outlook_sentence,
    overdue_sentence,
    short_moment_label,
)
from afterneedle.content.wording.decisions import DECISIONS
from afterneedle.domain.flags import Flag
from afterneedle.domain.records import Answer, Level, Practitioner, Records
from afterneedle.domain.rulebook import Rulebook
from afterneedle.gui.widgets.basics import (
    announce,
    heading,
    link_button,
    muted,
    plain_button,
    row,
    text,
)
from afterneedle.gui.widgets.flow import FlowLayout
from afterneedle.gui.widgets.level_mark import LevelMark

KINDS = {Level.EMERGENCY: "emergency", Level.SEE_DOCTOR: "warning", Level.CONTACT_PRACTITIONER: "warning"}
TELL_BEFORE_NEEDLING = ("drop", "skin_change", "fever")
TEXT_KINDS = {"emergency": "emergency", "warning": "warn"}


@dataclass(frozen=True)
class Background:
    """What a card needs besides its flag."""

    records: Records
    rulebook: Rulebook
    sources: Mapping[str, Source]
    emergency_number: str
    now: datetime

    def practitioner(self, flag: Flag) -> Practitioner:
        """Who did the session the flag counts from, or else the last one that was reachable."""
        if flag.session is not None and flag.session.practitioner.phone:
            return flag.session.practitioner
        known = [s.practitioner for s in reversed(self.records.sessions) if s.practitioner.phone]
        return known[0] if known else flag.session.practitioner if flag.session else Practitioner()


class FlagCard(QFrame):
    """One flag. `answer_wanted`: the patient wants to say what they did; `read_wanted`: the guidance's id.

    `before_saving`: shown while the check-in is still being written, so there is nothing to answer yet.
    """

    answer_wanted = Signal(object)
    read_wanted = Signal(str)

    def __init__(self, flag: Flag, background: Background, before_saving: bool = False) -> None:
        super().__init__()
        self.flag, self._background = flag, background
        kind = KINDS.get(flag.level, "card")
        self.setProperty("kind", "card" if flag.answered else kind)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(8)
        self._head(TEXT_KINDS.get(kind, "text"))
        self._rest = self._column
        if flag.answered:
            self._fold()
        self._action()
        self._ground(before_saving)
        self._links(before_saving)

    @property
    def spoken(self) -> str:
        """The card in one breath, for a screen reader."""
        return " ".join((level_label(self.flag.level), flag_title(self.flag), self.todo.text()))

    def _head(self, text_kind: str) -> None:
        words = heading(level_label(self.flag.level))
        words.setProperty("kind", text_kind if not self.flag.answered else "muted")
        font = words.font()
        font.setBold(True)
        words.setFont(font)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(LevelMark(self.flag.level))
        line.addWidget(words, 1)
        self._column.addLayout(line)
        self._column.addWidget(heading(flag_title(self.flag)))
        for answer in self.flag.answers:
            self._column.addWidget(muted(answer_sentence(answer)))

    def _fold(self) -> None:
        rest = QWidget()
        self._rest = QVBoxLayout(rest)
        self._rest.setContentsMargins(0, 0, 0, 0)
        self._rest.setSpacing(8)
        rest.hide()
        self._column.addWidget(_folder(_("Show what this was about"), _("Hide"), rest))
        self._column.addWidget(rest)

    def _action(self) -> None:
        flag, about = self.flag, self._background
        practitioner = about.practitioner(flag)
        self.todo = text(flag_what_to_do(flag, about.emergency_number, practitioner.phone))
        font = self.todo.font()
        font.setWeight(font.Weight.DemiBold)
        self.todo.setFont(font)
        self._rest.addWidget(self.todo)
        late = overdue_sentence(flag, about.now)
        if late:
            self._rest.addWidget(text(late))
        if flag.level is not Level.EMERGENCY and (practitioner.name or practitioner.phone):
            self._add_contact(practitioner)
        outlook = outlook_sentence(flag, about.emergency_number, practitioner.phone)
        if outlook:
            self._rest.addWidget(text(outlook))
        if flag.symptom is not None and (
            flag.symptom.group in ("nerve", "movement") or flag.symptom.id in TELL_BEFORE_NEEDLING
        ):
            self._rest.addWidget(text(_("Tell your practitioner about it before any new needling.")))

    def _add_contact(self, practitioner: Practitioner) -> None:
        named = " · ".join(part for part in (practitioner.name, practitioner.phone) if part)
        self._rest.addWidget(text(named))
        if practitioner.phone:
            self._rest.addLayout(
                row(plain_button(_("Copy phone number"), partial(self._copy, practitioner.phone)))
            )

    def _copy(self, phone: str) -> None:
        QGuiApplication.clipboard().setText(phone)
        announce(self, _("Phone number copied"))

    def _ground(self, before_saving: bool) -> None:
        if not before_saving:  # what was ticked stands right above it then
            self._rest.addWidget(muted(_("What you entered")))
            for sentence in evidence_sentences(self.flag, self._background.records):
                self._rest.addWidget(text(sentence))
        self._rest.addWidget(muted(_("Why")))
        for reason in flag_reasons(self.flag, self._background.rulebook):
            self._rest.addWidget(text(reason))
        self._rest.addWidget(
            muted(_("This app cannot tell what causes a symptom. If you are worried, ask for help now."))
        )

    def _links(self, before_saving: bool) -> None:
        line = FlowLayout()
        if not before_saving:
            did = plain_button(_("What I did…"), lambda: self.answer_wanted.emit(self.flag))
            did.setAccessibleDescription(flag_title(self.flag))
            line.addWidget(did)
        read = link_button(_("&Read about this"), lambda: self.read_wanted.emit(self.flag.rule.guidance))
        read.setShortcut(QKeySequence())  # the key of several cards is one: ReadKey
        read.setAccessibleDescription(flag_title(self.flag))
        line.addWidget(read)
        sources = self._rule()
        sources.hide()
        line.addWidget(
            _folder(_("Rule {id} · sources").format(id=self.flag.rule.id), _("Hide the sources"), sources)
        )
        self._rest.addLayout(line)
        self._rest.addWidget(sources)

    def _rule(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text("\n".join(self._sources())))
        how = link_button(_("How the app decides"), lambda: self.read_wanted.emit(DECISIONS))
        how.setAccessibleDescription(flag_title(self.flag))
        column.addLayout(row(how))
        return part

    def _sources(self) -> list[str]:
        known = self._background.sources
        return [known[tag].text if tag in known else tag for tag in self.flag.rule.sources]


def answer_sentence(answer: Answer) -> str:
    """Tue 3 March, 20:00: A doctor has seen me. What they said."""
    said = _("{when}: {did}.").format(when=short_moment_label(answer.at), did=did_label(answer.did))
    return f"{said} {answer.words}".strip()


def _folder(more: str, less: str, folded: QWidget) -> QWidget:
    """A link that shows and hides `folded`."""
    button = link_button(more)

    def turn(_checked: bool) -> None:
        folded.setVisible(folded.isHidden())
        button.setText(more if folded.isHidden() else less)

    button.clicked.connect(turn)
    return button
