"""What holds for every test: hypothesis draws the same examples everywhere, and a notebook's cells keep their order."""

import signal

import pytest
from hypothesis import settings

settings.register_profile("course", derandomize=True, deadline=None, max_examples=20, database=None)
settings.load_profile("course")

collect_ignore_glob = [  # what needs more than a test machine has: the peers, a hub
    "tests/benchmarks/bench_*.py",
    "tests/golden/*.py",
    "tests/site/hub_config.py",
]


def pytest_configure():
    """Ctrl-C interrupts as usual, also where a shell has started the tests in the background with it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(trylast=True)  # after a plugin that shuffles
def pytest_collection_modifyitems(items):
    """A plugin may shuffle the tests: the cells of a notebook are put back in their order."""
    places = {}
    for place, item in enumerate(items):
        if hasattr(item, "cell_num"):
            places.setdefault(item.parent, []).append(place)
    for own in places.values():
        cells = sorted((items[place] for place in own), key=lambda cell: cell.cell_num)
        for place, cell in zip(own, cells, strict=True):
            items[place] = cell
