"""Many runs in one call."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any

from optlab.blocks import record_in_blocks
from optlab.checks import shown
from optlab.objectives.objective import Objective
from optlab.rule import Rule
from optlab.run import check_kinds
from optlab.trace import Trace

PATIENCE = 1.0  # seconds before a sweep says how far it is, and between two such lines


def sweep(
    rule: Rule,
    objective: Objective,
    steps: int,
    keep: Iterable[str] = ("loss",),
    start: Any = None,
    progress: Callable[[int, int], None] | None = None,
) -> Trace:
    """A whole grid of runs, all at once: of hyperparameters, of starts, of seeds, or of all three.

    Arrays broadcast: rates of shape ``(50, 1)`` and momenta of shape ``(40,)`` are 2,000 runs of
    shape ``(50, 40)``. Each gives the numbers that `run` would give it alone. Memory is what
    ``keep`` asks for, and a few states of one step. A large batch is walked in blocks of runs.

    Args:
        rule: the optimizer, with arrays for hyperparameters.
        objective: what is minimised; one with an array of seeds makes a run of each.
        steps: how many updates, at least 1.
        keep: the columns of the trace to keep. A verdict needs position, step and loss.
        start: a number or ``(dim, *batch)``; by default the objective's own.
        progress: called after each step with how many are done and how many there are, over all
            blocks. By default a sweep that takes more than a second says how far it is, on a
            terminal only.

    Returns:
        A `Trace` with the columns asked for.

    Raises:
        ValueError: as `run`.
        KeyError: a column that the rule does not have; the message lists those it has.

    >>> import numpy as np
    >>> from optlab import Momentum, bowl
    >>> rates, momenta = np.logspace(-3, 0, 50)[:, None], np.linspace(0, 0.95, 40)
    >>> sweep(Momentum(learning_rate=rates, momentum=momenta), bowl, steps=100)["loss"].shape
    (101, 50, 40)
    """
    check_kinds(rule, objective)
    names = (*rule.record_type()._fields, "loss", "gradient")
    try:
        keep = (keep,) if isinstance(keep, str) else tuple(keep)
    except TypeError:
        keep = (keep,)
    if not keep or not all(isinstance(name, str) for name in keep):
        raise ValueError(f"keep is {shown(keep)}: it must name one or more of {', '.join(names)}")
    for name in keep:
        if name not in names:
            known = f"it must be one of {', '.join(names)}"
            raise KeyError(f"{shown(name)} is not in a run of {type(rule).__name__}: {known}")
    progress = progress or (Terminal() if sys.stderr.isatty() else None)
    return record_in_blocks(rule, objective, steps, start, keep, progress)


class Terminal:
    """Says how far a sweep is, on one line of standard error, from the first second on."""

    def __init__(self) -> None:
        self.next, self.said = monotonic() + PATIENCE, False

    def __call__(self, done: int, steps: int) -> None:
        if monotonic() >= self.next and done < steps:
            self.next, self.said = monotonic() + PATIENCE, True
            sys.stderr.write(f"\r{done / steps:4.0%} of the sweep")
        elif self.said and done == steps:
            sys.stderr.write("\r100% of the sweep\n")
