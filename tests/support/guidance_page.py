"""The ticks of the checklist on the page Guidance."""

from afterneedle.gui.pages.guidance import GuidancePage
from afterneedle.gui.widgets.basics.choices import Tick


def ticks(page: GuidancePage) -> list[Tick]:
    return page.checklist.findChildren(Tick)
