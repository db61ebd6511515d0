"""pytest-qt's hands, with patience."""

from functools import partialmethod

from pytestqt.qtbot import QtBot

PATIENCE = 60_000  # milliseconds; a busy machine takes its time, and only what never comes costs so long


class PatientBot(QtBot):
    """Waits as long for each thing, also for what a process of its own does, as a busy machine takes."""

    waitActive = partialmethod(QtBot.waitActive, timeout=PATIENCE)
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE)
    waitSignals = partialmethod(QtBot.waitSignals, timeout=PATIENCE)
    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE)
