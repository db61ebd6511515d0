"""The form for one session, new or edited; it keeps what was typed until it is saved or thrown away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from afterneedle.content.language import _
from afterneedle.domain.catalogue import Catalogue, Place
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import Baseline, Practitioner, Session, Zap
from afterneedle.gui.widgets.basics.button import plain_button, primary_button
from afterneedle.gui.widgets.basics.choices import Choices, Tick
from afterneedle.gui.widgets.basics.field import Field, FieldError
from afterneedle.gui.widgets.basics.layout import Card, column_in, row
from afterneedle.gui.widgets.basics.moment_field import MomentField
from afterneedle.gui.widgets.basics.tab_order import bring_into_view
from afterneedle.gui.widgets.basics.words import heading, muted
from afterneedle.gui.widgets.dialogs.throw_away import ThrowAwayQuestion
from afterneedle.gui.widgets.places.place_picker import PlacePicker
from afterneedle.gui.widgets.sessions.baseline_form import BaselineForm
from afterneedle.gui.widgets.sessions.practitioner_form import PractitionerForm


@dataclass(frozen=True)
class SessionContext:
    """What the form needs to know; the practitioners and the places of `last` are offered again."""

    catalogue: Catalogue
    clock: Callable[[], datetime]
    zone: ZoneInfo
    last: Session | None = None
    practitioners: tuple[Practitioner, ...] = ()  # of earlier sessions, the latest first


def unsure_choices() -> Choices:
    """Yes, no, or not sure."""
    return Choices(((True, _("Yes")), (False, _("No")), ("unsure", _("Not sure"))))


class SessionForm(QWidget):
    """Asks for everything about one session: a new one called `id`, or changes to `session`.

    `saved` carries the session; `left` means that the form was closed without saving.
    """

    saved = Signal(object)
    left = Signal()

    def __init__(
        self, context: SessionContext, id: str, session: Session | None = None, cancel: str = ""
    ) -> None:
        super().__init__()
        self._context, self._id, self._session = context, id, session
        self.cancel = plain_button(cancel or _("Cancel"), self.leave)
        now = context.clock()
        self.moment = MomentField(_("When did the session end?"), context.zone, now)
        self.about = Tick(_("I know the time only &roughly"))
        places = context.catalogue.places.values()
        offered = context.last.sites if context.last else ()
        self.sites = PlacePicker(
            places, _("Places that were needled"), first=offered, needled=True, map_shown=True
        )
        self.sites_error = FieldError()
        self.unknown_sites = Tick(_("I do not know which places"))
        self.who = PractitionerForm(context.practitioners)
        self.zap_felt, self.zap_stopped = unsure_choices(), unsure_choices()
        self.zap_place = PlacePicker(places, _("Where did it run?"), many=False)
        self.twitch = unsure_choices()
        self.baseline = BaselineForm(context.catalogue, session.baseline if session else None)
        self.note = QPlainTextEdit()
        self.error = FieldError()
        self._column = column_in(self, 16)
        self._lay_out()
        self._fill()
        self._zap_answered()
        self._as_opened = self._state()

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed or chosen that is not saved."""
        return self._state() != self._as_opened

    def save(self) -> None:
        """Check everything, and hand the session out if it is possible."""
        session = self._read()
        if session is not None:
            self.saved.emit(session)

    def leave(self) -> None:
        """Close the form; ask first when something typed would be lost."""
        if not self.is_dirty:
            self.left.emit()
            return
        ThrowAwayQuestion(self, self.left.emit).open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._card(_("When did the session end?"), self.moment, self.about)
        midline = _("A needle in the middle of the body counts for both sides: choose left and right.")
        self._card(
            _("Which places were needled?"), muted(midline), self.sites, self.unknown_sites, self.sites_error
        )
        self._card(_("Who needled you?"), self.who)
        self._stopped = Field(_("Did it stop at once?"), self.zap_stopped)
        self._ran = Field(_("Where did it run?"), self.zap_place)
        self._card(
            _("While a needle was in"),
            Field(_("Did you feel a zap or an electric shock?"), self.zap_felt),
            self._stopped,
            self._ran,
            Field(_("Did a muscle twitch?"), self.twitch),
        )
        self._card(_("Before the session"), self.baseline)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.note.fontMetrics().lineSpacing() * 4 + 20)
        self._card(_("Anything else?"), Field(_("N&ote"), self.note))
        self._column.addWidget(self.error)
        self._column.addLayout(row(primary_button(_("&Save session"), self.save), self.cancel))
        self.zap_felt.changed.connect(lambda _value: self._zap_answered())
        self.sites.changed.connect(self._sites_changed)
        self.unknown_sites.toggled.connect(lambda on: self.sites.setVisible(not on))

    def _card(self, name: str, *parts: QWidget) -> None:
        self._column.addWidget(Card("card", heading(name), *parts))

    def _fill(self) -> None:
        source = self._session or self._context.last
        if source is not None:
            self.who.practitioner = source.practitioner
        session = self._session
        if session is None:
            return
        self.moment.set_moment(session.ended_at)
        self.about.setChecked(session.ended_about)
        self.sites.places = session.sites
        self.unknown_sites.setChecked(not session.sites)
        self.zap_felt.value = session.zap.felt
        self.zap_stopped.value = session.zap.stopped_at_once
        self.zap_place.places = [session.zap.place] if session.zap.place else []
        self.twitch.value = session.twitch
        self.note.setPlainText(session.note)

    def _sites_changed(self) -> None:
        """The needled places show on the map that asks where a zap ran."""
        self.sites_error.clear()
        self.zap_place.show_needled(self.sites.places)

    def _zap_answered(self) -> None:
        for part in (self._stopped, self._ran):
            part.setVisible(self.zap_felt.value is True)

    def _read(self) -> Session | None:
        self.sites_error.clear()
        self.error.clear()
        moment = self.moment.read(self._context.clock())
        sites: tuple[Place, ...] = () if self.unknown_sites.isChecked() else self.sites.places
        complete, baseline = self.baseline.read()
        has_sites = bool(sites) or self.unknown_sites.isChecked()
        if not has_sites:
            self.sites_error.set(_("Add at least one place, or tick that you do not know."))
        if moment is None or not has_sites or not complete:
            self.error.set(_("Something is still missing. It is marked above."))
            missing = self.moment.time if moment is None else self.baseline if has_sites else self.sites
            missing.setFocus()
            bring_into_view(missing)
            return None
        try:
            return self._session_of(moment, sites, baseline)
        except Impossible as impossible:
            self.error.set(_(impossible.reason).format(**impossible.values))
            return None

    def _session_of(
        self, moment: datetime, sites: tuple[Place, ...], baseline: tuple[Baseline, ...] | None
    ) -> Session:
        kept = self._session
        same_moment = kept is not None and kept.ended_at == moment
        return Session(
            id=self._id,
            ended_at=moment,
            zone=kept.zone if kept is not None and same_moment else self._context.zone.key,
            sites=sites,
            ended_about=self.about.isChecked(),
            practitioner=self.who.practitioner,
            zap=self._zap(),
            twitch=_known(self.twitch.value),
            baseline=baseline,
            note=self.note.toPlainText(),
            edited_at=kept.edited_at if kept is not None else None,
        )

    def _zap(self) -> Zap:
        felt = _known(self.zap_felt.value)
        return Zap(felt, _known(self.zap_stopped.value), self.zap_place.place) if felt else Zap(felt)

    def _state(self) -> tuple[object, ...]:
        return (
            self.moment.day.date(),
            self.moment.time.text(),
            self.about.isChecked(),
            self.sites.places,
            self.unknown_sites.isChecked(),
            self.who.practitioner,
            self._zap(),
            self.twitch.value,
            self.baseline.state(),
            self.note.toPlainText(),
        )


def _known(answer: object) -> bool | None:
    """Yes or no; None when unsure or unanswered."""
    return answer if isinstance(answer, bool) else None
