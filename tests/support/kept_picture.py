"""A pytest plugin: when a test with a screen of its own fails, a picture of that screen is kept."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.screen import Screen


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    """Photographs the screen as the test leaves it, and says in the report where the picture is.

    In pytest's cache: the folders of tests are soon cleared away.
    """
    report = yield
    screen = getattr(item, "funcargs", {}).get("screen")
    if report.when != "teardown" and report.failed and isinstance(screen, Screen):
        name = re.sub(r"\W+", "-", item.name).strip("-")
        kept = keep_picture(screen, item.config.cache.mkdir("screens") / f"{name}.png")
        report.sections.append(("The screen", kept))
    return report


def keep_picture(screen: Screen, file: Path) -> str:
    """Keeps what is on the screen in `file`; the words are its path, or why there is no picture."""
    try:
        screen.photograph(file)
    except subprocess.SubprocessError as problem:
        return f"There is no picture: {problem}"
    return str(file)
