"""What the notebooks say about chance, drawn again: it takes a minute or two, and changes only when a notebook does.

The races are a marker of their own: those of 09 take a quarter of an hour of a processor, those of 10 half an hour.
"""

from pathlib import Path

import pytest


@pytest.hookimpl(tryfirst=True)  # before those that are not asked for are left out
def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents and not item.get_closest_marker("races"):
            item.add_marker(pytest.mark.heavy)
