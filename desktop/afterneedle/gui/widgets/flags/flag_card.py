"""Flags as a card: first what to do, then what was seen, then why. The rest is folded."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import (
    did_label,
    evidence_sentences,
    flag_action,
    flag_reasons,
    flags_title,
    level_label,
    newest_sentence,
    outlook_sentence,
    overdue_sentence,
    short_moment_label,
)
from afterneedle.content.wording.decisions import DECISIONS
from afterneedle.domain.flags import Flag
from afterneedle.domain.needling import told_before_needling
from afterneedle.domain.records import Answer, Level, Practitioner, Records
from afterneedle.domain.rulebook import Rulebook
from afterneedle.gui.widgets.basics.button import link_button, plain_button
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import Card, column_in, row
from afterneedle.gui.widgets.basics.words import bold, heading, muted, text
from afterneedle.gui.widgets.flags.contact import Contact
from afterneedle.gui.widgets.flags.level_mark import LevelMark

if TYPE_CHECKING:
    from afterneedle.content.sources import Source

KINDS = {Level.EMERGENCY: "emergency", Level.SEE_DOCTOR: "warning", Level.CONTACT_PRACTITIONER: "warning"}
SPACING = 8  # pixels between the lines of a card
TEXT_KINDS = {"emergency": "emergency", "warning": "warn"}


@dataclass(frozen=True)
class Background:
    """What a card needs besides its flags.

    `sources`: reads what the rules rest on; `call`: what calls a number, None where nothing can.
    """

    records: Records
    rulebook: Rulebook
    sources: "Callable[[], Mapping[str, Source]]"
    emergency_number: str
    now: datetime
    call: Callable[[str], bool] | None = None

    def practitioner(self, flag: Flag) -> Practitioner:
        """Who did the session the flag counts from, or else the last one that was reachable."""
        if flag.session is not None and flag.session.practitioner.phone:
            return flag.session.practitioner
        known = [s.practitioner for s in reversed(self.records.sessions) if s.practitioner.phone]
        return known[0] if known else flag.session.practitioner if flag.session else Practitioner()


class FlagCard(Card):
    """One flag, or several that say the same of several places; `flag` is the one that is due first.

    `answer_wanted` carries the card: the patient wants to say what they did about it; `read_wanted` the
    guidance's id; `print_wanted`: the pages for an appointment; `edit_wanted` the id of the newest entry in
    which the sign of a red flag is named, and may have been ticked by mistake.
    `before_saving`: shown while the check-in is still being written, so there is nothing to answer yet.
    """

    answer_wanted = Signal(object)
    read_wanted = Signal(str)
    print_wanted = Signal()
    edit_wanted = Signal(str)

    def __init__(self, flags: Sequence[Flag], background: Background, before_saving: bool = False) -> None:
        kind = KINDS.get(flags[0].level, "card")
        super().__init__("card" if flags[0].answered else kind)
        self._kind = kind
        self.flags, self.flag, self._background = flags, flags[0], background
        self.title = flags_title(flags)
        self.column.setSpacing(SPACING)
        if self._names_level:
            level = bold(text(level_label(self.flag.level)))
            level.setProperty("kind", "muted" if self.flag.answered else TEXT_KINDS.get(self._kind, "text"))
            self.column.addLayout(self._mark(level))
        self._rest = self.column
        if self.flag.answered:
            self._fold()
        self._action()
        self._contact()
        self._seen(before_saving)
        self._links(before_saving)

    @property
    def spoken(self) -> str:
        """The card in one breath, for a screen reader."""
        return " ".join((level_label(self.flag.level), self.todo.text(), self.title))

    @property
    def _names_level(self) -> bool:
        """Whether the level stands above what to do; whom to see says it by itself."""
        return self.flag.answered or self.flag.level in (Level.WATCH, Level.EMERGENCY)

    def _mark(self, words: QLabel) -> QHBoxLayout:
        """The sign of the level before its words."""
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(LevelMark(self.flag.level), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        return line

    def _fold(self) -> None:
        """Answered: what it is about and what was done; the rest when it is wanted."""
        self.column.addWidget(heading(self.title))
        self._add_answers()
        self._outlook()  # it is told whatever was answered before
        rest = QWidget()
        self._rest = column_in(rest, SPACING)
        rest.hide()
        self.column.addWidget(_folder(_("Show what this was about"), _("Hide"), rest))
        self.column.addWidget(rest)

    def _add_answers(self) -> None:
        for answer in self.flag.answers:
            self._rest.addWidget(muted(answer_sentence(answer)))

    def _action(self) -> None:
        flag, about = self.flag, self._background
        first, then = flag_action(flag, about.emergency_number)
        self.todo = heading(first)
        if self._names_level:
            self._rest.addWidget(self.todo)
        else:
            self._rest.addLayout(self._mark(self.todo))
        late = overdue_sentence(flag, about.now)
        if late:
            self._rest.addWidget(bold(text(late)))
        if told_before_needling([flag]):
            then += " " + _("Tell your practitioner about it before any new needling.")
        if then:
            self._rest.addWidget(text(then.strip()))
        if not flag.answered:
            self._outlook()

    def _outlook(self) -> None:
        if outlook := outlook_sentence(self.flag, self._background.emergency_number):
            self._rest.addWidget(bold(text(outlook)))

    def _contact(self) -> None:
        about = self._background
        practitioner = about.practitioner(self.flag)
        if self.flag.level is Level.EMERGENCY:
            if about.emergency_number:
                self._rest.addWidget(Contact("", about.emergency_number, about.call, large=True))
        elif practitioner.name or practitioner.phone:
            self._rest.addWidget(Contact(practitioner.name, practitioner.phone, about.call))

    def _seen(self, before_saving: bool) -> None:
        """What it is about; before saving, what was ticked stands right above it."""
        if not self.flag.answered:
            self._rest.addWidget(bold(text(self.title)))
            self._add_answers()
        if not before_saving:
            self._rest.addWidget(text(newest_sentence(self.flags, self._background.records)))
        for reason in flag_reasons(self.flag, self._background.rulebook):
            self._rest.addWidget(text(reason))
        self._rest.addWidget(
            muted(_("This app cannot tell what causes a symptom. If you are worried, ask for help now."))
        )

    def _links(self, before_saving: bool) -> None:
        line = FlowLayout(spacing=10)
        if not before_saving:
            did = self._about(plain_button(_("I did this…"), self._answer))
            self.setFocusProxy(did)
            line.addWidget(did)
            line.addWidget(self._about(plain_button(_("Print for my appointment"), self.print_wanted.emit)))
        read = self._about(link_button(_("&Read about this"), self._read))
        read.setShortcut(QKeySequence())  # the key of several cards is one: ReadKey
        line.addWidget(read)
        if self.flag.rule.is_red and not before_saving:
            line.addWidget(self._about(link_button(_("Correct this entry"), self._edit)))
        more = QWidget()
        more.hide()
        unfold = _folder(_("More"), _("Less"), more)
        unfold.clicked.connect(lambda _checked: self._fill_more(more, before_saving))
        line.addWidget(self._about(unfold))
        self._rest.addLayout(line)
        self._rest.addWidget(more)

    def _about(self, button: QPushButton) -> QPushButton:
        button.setAccessibleDescription(self.title)
        return button

    def _answer(self) -> None:
        self.answer_wanted.emit(self)

    def _read(self) -> None:
        self.read_wanted.emit(self.flag.rule.guidance)

    def _edit(self) -> None:
        flag, check_ins = self.flag, self._background.records.check_ins
        named = [c.id for c in check_ins if c.id in flag.evidence and flag.symptom and c.names(flag.symptom)]
        self.edit_wanted.emit(named[-1])

    def _fill_more(self, part: QWidget, before_saving: bool) -> None:
        """All entries, the rule and its sources; made when they are first wanted."""
        if part.layout() is not None:
            return
        column = column_in(part, SPACING)
        if not before_saving:
            column.addWidget(muted(_("What you entered")))
            for sentence in evidence_sentences(self.flags, self._background.records):
                column.addWidget(text(sentence))
        column.addWidget(muted(_("Rule {id} and its sources").format(id=self.flag.rule.id)))
        column.addWidget(text("\n".join(self._sources())))
        how = link_button(_("How the app decides"), lambda: self.read_wanted.emit(DECISIONS))
        column.addLayout(row(self._about(how)))

    def _sources(self) -> list[str]:
        known = self._background.sources()
        return [known[tag].text if tag in known else tag for tag in self.flag.rule.sources]


def answer_sentence(answer: Answer) -> str:
    """Tue 3 March, 20:00: A doctor has seen me. What they said."""
    said = _("{when}: {did}.").format(when=short_moment_label(answer.at), did=did_label(answer.did))
    return f"{said} {answer.words}".strip()


def _folder(more: str, less: str, folded: QWidget) -> QPushButton:
    """A link that shows and hides `folded`."""
    button = link_button(more)

    def turn(_checked: bool) -> None:
        folded.setVisible(folded.isHidden())
        button.setText(more if folded.isHidden() else less)

    button.clicked.connect(turn)
    return button
