"""A rule as it stands in its file."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from textwrap import dedent
from typing import Any

from optlab.optimizers.convention import written_as
from optlab.optimizers.rule import Rule
from optlab.values import shown


def source(thing: type[Rule] | Rule | Callable) -> None:
    """Print the lines of a rule's ``update``, or of a function.

    Args:
        thing: a method (``Adam``); a rule, whose options choose among its formulas
            (``Adam(epsilon_place="inside")``); or a function that is written in Python.

    Raises:
        ValueError: something that has no source.

    >>> from optlab import GradientDescent
    >>> source(GradientDescent)
    def update(self, t, gradient, last) -> Record:
        step = -self.learning_rate * gradient
        return Record(last.position + step, step)
    """
    written: Any = thing
    if isinstance(thing, Rule):
        written = written_as(thing)
    elif isinstance(thing, type) and issubclass(thing, Rule):
        written = thing.update
    try:
        lines = inspect.getsource(written)
    except (TypeError, OSError):
        raise ValueError(f"thing is {shown(thing)}: it must be a rule, or a function written in Python") from None
    print(dedent(lines).rstrip())
