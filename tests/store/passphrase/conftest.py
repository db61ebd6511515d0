"""Every way from one key to another, or to none."""

import pytest

from afterneedle.store.keys import Key
from support.changing_keys import WAYS


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> tuple[Key | None, Key | None]:
    found: tuple[Key | None, Key | None] = WAYS[request.param]
    return found
