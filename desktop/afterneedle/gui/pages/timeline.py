"""The timeline: how each symptom went, as a chart or as a table, over days or by session."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QKeySequence, QShortcut

from afterneedle.content.language import _
from afterneedle.content.wording import flag_title, level_label
from afterneedle.content.wording.timelines import overlays_sentence, timeline_sentence
from afterneedle.domain.assessment import assess
from afterneedle.domain.by_session import by_session
from afterneedle.domain.letters import lettered
from afterneedle.domain.records import Records
from afterneedle.domain.spans import Span, days_of
from afterneedle.domain.timeline import FlagMark, Timeline, timeline
from afterneedle.gui.chart_contents import overlays_content, overlays_rows, timeline_content, timeline_rows
from afterneedle.gui.hub import Hub
from afterneedle.gui.widgets.basics.button import Toggle
from afterneedle.gui.widgets.basics.choices import Choices
from afterneedle.gui.widgets.basics.layout import Card, row
from afterneedle.gui.widgets.basics.page import Page
from afterneedle.gui.widgets.basics.words import announce, muted, text, title
from afterneedle.gui.widgets.chart.chart_table import ChartRow, ChartTable
from afterneedle.gui.widgets.chart.chart_view import ChartContent, ChartView

SAID = 1  # symptom in words above the chart; a screen reader hears more, and the table has all
WIDE = 1000  # pixels; a chart gains by more width than running text does
PERIODS = {
    Span.SESSION: _("Since the last session"),
    Span.MONTH: _("30 days"),
    Span.QUARTER: _("3 months"),
    Span.YEAR: _("1 year"),
    Span.ALL: _("All"),
}


class TimelinePage(Page):
    """A chart with its sentence; plus and minus zoom, and a point of it opens its check-in."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(WIDE)
        self._hub = hub
        self.empty = text(
            _("Nothing is entered yet. After your first check-in you see here how each symptom goes.")
        )
        self.summary, self.flags, self.reading = text(""), text(""), muted("")
        self.period = Choices(list(PERIODS.items()), _("Period"), always=True)
        self.period.value = self._span = Span.SESSION
        self.as_table = Toggle(_("Show as &table"))
        self.by_session = Toggle(_("By &session"))
        self.chart = ChartView(_("Severity chart"))
        self.table = ChartTable(_("Severity, entry by entry"))
        self._card = Card("card")
        self._lay_out()
        for toggle in (self.as_table, self.by_session):
            toggle.toggled.connect(lambda _on: self._switched())
        self.period.changed.connect(self._period_chosen)
        self.chart.reached.connect(self._bring_into_view)
        self.chart.opened.connect(self._open)
        self.table.opened.connect(self._open)
        for keys, by, does in (("+", -1, _("A shorter time")), ("=", -1, ""), ("-", 1, _("A longer time"))):
            QShortcut(QKeySequence(keys), self, lambda by=by: self.zoom(by)).setWhatsThis(does)
        self.setFocusProxy(self.period)

    def refresh(self) -> None:
        records, now = self._hub.diary.records(), self._hub.now()
        is_empty = not (records.sessions or records.check_ins)
        self.empty.setVisible(is_empty)
        overlays = by_session(records, now)
        compares = bool(overlays) and self.by_session.isChecked()
        self.by_session.setVisible(bool(overlays))
        self.period.setVisible(not is_empty and not compares)
        for part in (self.summary, self.as_table):
            part.setVisible(not is_empty)
        if compares:
            self.summary.setText(overlays_sentence(overlays, SAID))
            self._show(overlays_content(overlays, now), overlays_rows(overlays, now))
            self._tell((), _("Shaded: the 48 hours in which soreness is usual. The number is the session’s."))
            return
        self._offer_periods(records)
        shown = self._timeline(records)
        self.summary.setText(timeline_sentence(shown, SAID))
        self._show(timeline_content(shown), timeline_rows(shown))
        self._tell(shown.flags, _reading(shown))

    def zoom(self, by: int) -> None:
        """To the next longer (1) or shorter (-1) period, where there is one."""
        offered = [s for s, b in zip(PERIODS, self.period.buttons, strict=True) if not b.isHidden()]
        at = offered.index(self._span) + by
        if not self.period.isHidden() and 0 <= at < len(offered):
            self.period.value = offered[at]

    def _lay_out(self) -> None:
        # What changes in height stands below the buttons: they stay under the mouse.
        self.column.addWidget(title(_("Timeline")))
        self.column.addWidget(self.empty)
        self.column.addLayout(row(self.as_table, self.by_session))
        self.column.addWidget(self.period)
        self.column.addWidget(self.summary)
        for shown in (self.chart, self.table, self.flags, self.reading):
            self._card.column.addWidget(shown)
        self.column.addWidget(self._card)
        self.column.addStretch()

    def _offer_periods(self, records: Records) -> None:
        """Without a session there is none to count from."""
        self.period.buttons[0].setVisible(bool(records.sessions))
        if self._span is Span.SESSION and not records.sessions:
            self._span = Span.MONTH
            self.period.value = self._span

    def _period_chosen(self, span: Span) -> None:
        if span is not self._span:
            self._span = span
            self._switched()

    def _switched(self) -> None:
        self.refresh()
        announce(self, self.summary.text())

    def _timeline(self, records: Records) -> Timeline:
        diary, now = self._hub.diary, self._hub.now()
        first, last = days_of(self._span, records, now)
        assessment = assess(records, diary.catalogue, diary.rulebook, now)
        return timeline(records, lettered(assessment, first, last), now, first, last)

    def _show(self, content: ChartContent, rows: list[ChartRow]) -> None:
        as_table = self.as_table.isChecked()
        self.chart.setVisible(not as_table)
        self.table.setVisible(as_table)
        if as_table:
            self.table.show_rows(rows)
        else:
            self.chart.show_content(content)
        self._card.setVisible(bool(rows))

    def _tell(self, flags: tuple[FlagMark, ...], reading: str) -> None:
        self.flags.setText("\n".join(_flag_line(mark) for mark in flags))
        self.flags.setVisible(bool(flags))
        self.reading.setText(reading)
        self.reading.setVisible(not self.as_table.isChecked())

    def _open(self, check_in: str) -> None:
        self.go.emit("check_in", check_in)

    def _bring_into_view(self, area: QRectF) -> None:
        middle = self.chart.mapTo(self.viewport(), area.center().toPoint())
        scrolled = self.verticalScrollBar().value()
        self.ensureVisible(0, middle.y() + scrolled, 0, round(area.height() / 2))


def _flag_line(mark: FlagMark) -> str:
    said = _("{letter}: {flag}. {level}.").format(
        letter=mark.letter, flag=flag_title(mark.flag), level=level_label(mark.flag.level)
    )
    return said if mark.flag.closed_at is None else _("{said} No longer open.").format(said=said)


def _reading(shown: Timeline) -> str:
    gap = (
        _("Dotted: more than two weeks between two points.")
        if shown.is_weekly
        else _("Dotted: more than 36 hours without an entry.")
    )
    return " ".join(
        [
            _("Shaded: the 48 hours after a session, in which soreness is usual."),
            _("A ring: none, or not rated in that entry."),
            gap,
            _("Choose a point to open its check-in."),
        ]
    )
