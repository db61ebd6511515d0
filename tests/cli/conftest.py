"""The report holds drawings, and drawings need Qt's application."""

import pytest


@pytest.fixture(autouse=True)
def _application(qapp: object) -> None:
    """Letters can be drawn."""
