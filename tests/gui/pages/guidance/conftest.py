"""The page Guidance, alone."""

import pytest

from afterneedle.gui.pages.guidance import GuidancePage


@pytest.fixture
def page(qtbot, hub) -> GuidancePage:
    made = GuidancePage(hub)
    qtbot.addWidget(made)
    made.resize(700, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.refresh()
    return made
