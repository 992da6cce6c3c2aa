"""What can be found out about a function, as values; `optlab.exercises.words` has the sentences."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

Kind = Literal["right", "not attempted", "wrong"]


class Place(NamedTuple):
    """Which call of a function it was: step t of a sequence, or else a case, by its arguments."""

    step: int | None = None
    case: Mapping[str, Any] = {}


class Finding(NamedTuple):
    """One thing that can be said: its key, and the names and numbers that the sentence needs."""

    key: str
    facts: Mapping[str, Any] = {}
