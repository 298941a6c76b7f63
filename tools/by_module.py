"""For pytest: the tests of a module one after the other, in whatever order they are named.

What a fixture makes for a module is then made once.
"""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort them, each module's as they were."""
    items.sort(key=lambda item: item.nodeid.partition("::")[0])
