"""A style, and the application that fonts need."""

import pytest

from afterneedle.drawing.chart_files import load_fonts
from afterneedle.drawing.chart_style import PAPER, ChartStyle


@pytest.fixture
def paper(qapp) -> ChartStyle:
    """Black and grey, with the fonts of the report."""
    load_fonts()
    return PAPER
