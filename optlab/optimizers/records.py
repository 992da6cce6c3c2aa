"""What an update returns at least, and what a second look within a step gives."""

from typing import NamedTuple

from optlab.values import Array


class Record(NamedTuple):
    """The least that an update returns; a rule with a state adds its own names.

    Every field has the shape ``(dim, *batch)``.
    """

    position: Array
    step: Array


class Asked(NamedTuple):
    """A second look within one step; each field has the shape ``(dim, *batch)``."""

    position: Array  # where
    gradient: Array  # there, of the same batch
    change: Array  # from the first gradient, before any part around the rule has acted on one of the two
