"""The tests of what desktop/packaging makes need the checkout: none of it is in the wheel."""

import pytest


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/packaging/" in item.path.as_posix():
            item.add_marker(pytest.mark.checkout)
