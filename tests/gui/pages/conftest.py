"""A page alone, without the window around it."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication

from afterneedle.gui.hub import Hub
from afterneedle.gui.widgets.basics.page import Page

P = TypeVar("P", bound=Page)
Show = Callable[..., P]


@pytest.fixture
def show(qapp: QApplication, qtbot, hub: Hub) -> Show:
    """Shows a page that reads again after every change, as in the window. `active`: it has the keyboard."""

    def shown(kind: Callable[[Hub], P], width: int = 760, height: int = 900, *, active: bool = False) -> P:
        made = kind(hub)
        hub.changed.connect(made.refresh)
        qtbot.addWidget(made)
        made.resize(width, height)
        if not active:
            made.show()
            return made
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    return shown
