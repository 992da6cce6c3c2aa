"""Whose network a picture shows, where several rules train one each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from optlab.runs.trace import Trace
from optlab.values import Array

MOST = 2  # up to as many networks are shown side by side; of more, only the first


class Whose(NamedTuple):
    """One of the runs: its place among them, and the short name of its rule; "" where there is no other.

    >>> Whose(0, "Adam").title("what it says", "{}: what it says"), Whose().title("what it says", "{}: what it says")
    ('Adam: what it says', 'what it says')
    """

    place: int = 0
    name: str = ""

    def title(self, alone: str, named: str) -> str:
        """A title for one run, or the one that names it."""
        return named.format(self.name) if self.name else alone

    def points(self, traces: Sequence[Trace]) -> Array:
        """The weights that are judged at each step, ``(steps + 1, dim)``."""
        trace = traces[self.place]
        return trace[trace.rule.judged]


def shown_of(traces: Sequence[Trace]) -> list[Whose]:
    """The runs whose networks are shown."""
    if len(traces) == 1:
        return [Whose()]
    return [Whose(i, type(trace.rule).__name__) for i, trace in enumerate(traces[: MOST if len(traces) <= MOST else 1])]
