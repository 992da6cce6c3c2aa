"""A bar for long work: steps done, and time left. It shows in a terminal and in a notebook, and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from tqdm import tqdm

PATIENCE = 1.0  # a bar is shown after as many seconds of work


def in_terminal(what: str, total: int) -> Any:
    """A bar on standard error where that is a terminal; None elsewhere. It goes when the work is done."""
    if not sys.stderr.isatty():
        return None
    return tqdm(total=total, desc=what, unit=" steps", delay=PATIENCE, leave=False, file=sys.stderr, dynamic_ncols=True)


MAKERS: list[Callable[[str, int], Any]] = [in_terminal]  # the first bar that is made is taken


@contextmanager
def bar(
    what: str, makers: Sequence[Callable[[str, int], Any]] | None = None, after: float = 0.0
) -> Iterator[Callable[[int, int], None]]:
    """A function to call with the steps done and those there are, as often as there is news.

    ``makers`` (by default ``MAKERS``) are asked in turn for a bar, ``after`` so many seconds.

    >>> with bar("a sum") as tell:  # outside of a terminal no bar is shown
    ...     for i in range(3):
    ...         tell(i + 1, 3)
    """
    shown: list[Any] = []
    begun = perf_counter()

    def tell(done: int, total: int) -> None:
        if not shown and perf_counter() - begun >= after:
            shown.append(next((made for make in makers or MAKERS if (made := make(what, total)) is not None), None))
        if shown and shown[0] is not None:
            shown[0].update(done - shown[0].n)

    try:
        yield tell
    finally:
        if shown and shown[0] is not None:
            shown[0].close()
