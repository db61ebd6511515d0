"""What the symptoms keep the patient from doing, in words."""

from typing import Any

from afterneedle.content.language import _
from afterneedle.content.wording import function_label
from afterneedle.domain.daily_life import DailyLife
from afterneedle.domain.report import Report
from afterneedle.paper.labels import narrow_day


def daily_life(report: Report) -> dict[str, Any]:
    """A row for each function that was answered in the period."""
    return {
        "title": _("Daily life (0 no limit, 3 stops me)"),
        "none": _("Not asked or not answered in this period."),
        "head": [_("Area"), _("First"), _("Worst"), _("on"), _("Last")],
        "rows": [_row(row, report) for row in report.daily_life],
    }


def _row(row: DailyLife, report: Report) -> dict[str, Any]:
    return {
        "name": function_label(row.function.id),
        "nerve": row.function.nerve and _(row.function.nerve),
        "cells": [
            str(row.first),
            str(row.worst),
            narrow_day(row.worst_on, report.now),
            str(row.newest),
        ],
    }
