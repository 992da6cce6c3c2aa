"""What is kept of a walk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from optlab.objectives.objective import Objective
from optlab.optimizers.rule import Rule
from optlab.runs.blocks import blocks_of
from optlab.runs.parts import Columns, Runs, blank
from optlab.runs.spread import Unfinished, failed, spread
from optlab.runs.trace import Trace
from optlab.runs.walk import check_kinds, first_position
from optlab.values import Array, as_whole, shown

MOST = 4e9  # the largest trace, in bytes
PARTS = 8  # an executor gets at least as many parts, if the batch is large enough
Watch = Callable[[int, int], None] | None


def record(
    rule: Rule,
    objective: Objective,
    steps: int,
    start: Any = None,
    keep: Iterable[str] | None = None,
    every: int = 1,
    watch: Watch = None,
    executor: Any = None,
    stoppable: bool = False,
) -> Trace:
    """Walk, and keep what ``keep`` names (all by default) of every k-th step, of the start and of the last step.

    A large batch is walked a block of runs at a time, which changes no number. The loss is computed
    only where it is kept.

    ``watch`` is called after each step of a block, with the steps done and those there are in all blocks;
    of an ``executor`` after each block. Where a walk is ``stoppable``, an interrupt returns it with NaN for
    what was not reached.
    """
    parts, columns, written = _laid_out(
        rule, objective, steps, start, keep, every, PARTS if executor is not None else 1
    )
    found = Trace(rule, objective, columns, kept_steps(parts[0].steps, parts[0].every))
    walked = _here(parts, columns, watch) if executor is None else _there(parts, columns, executor, watch)
    try:
        with np.errstate(all="ignore"):  # a run may diverge: infinities and NaN are results here, and no error
            for i, rows in walked:
                written[i] = rows
    except KeyboardInterrupt:
        if not stoppable:
            raise
    except Exception as failure:  # of any kind: what is finished is handed over with it
        if executor is None:
            raise
        _blank(parts, columns, written)
        raise Unfinished(
            f"{failed(failure, sum(map(bool, written)), len(parts))}: the exception's done has them", found
        ) from failure
    _blank(parts, columns, written)
    return found


def _laid_out(rule, objective, steps, start, keep, every, least) -> tuple[list[Runs], Columns, list[int]]:
    """The parts of a batch, room for what is kept of all, and how many rows of each part are written: none."""
    steps, every = as_whole("steps", steps, low=1), as_whole("every", every, low=1)
    check_kinds(rule, objective)
    names = kept_names(rule, keep)
    with np.errstate(all="ignore"):
        position = first_position(rule, objective, start)
        columns = _empty_columns(rule.on(objective.parameters), position, names, steps, every)
    parts = []
    for block in blocks_of(objective, position, least):
        cells = {name: (block.of(column).shape[1:], column.dtype) for name, column in columns.items()}
        parts.append(Runs(block, block.of_rule(rule), objective, steps, every, block.of(position), cells))
    return parts, columns, [0] * len(parts)


def _here(parts: list[Runs], columns: Columns, watch: Watch) -> Iterator[tuple[int, int]]:
    """Walk one part after the other; yield the number of a part, and how many of its rows are written."""
    for i, part in enumerate(parts):
        for t, rows in part.walk(part.room(columns)):
            yield i, rows
            if watch is not None and t:
                watch(i * part.steps + t, len(parts) * part.steps)


def _there(parts: list[Runs], columns: Columns, executor: Any, watch: Watch) -> Iterator[tuple[int, int]]:
    """Have an executor walk all parts; yield as `_here` does, a part at a time."""
    for part, made in spread(parts, executor, watch or (lambda done, steps: None)):
        for name, room in part.room(columns).items():
            room[...] = made[name]
        yield parts.index(part), part.rows


def _blank(parts: list[Runs], columns: Columns, written: list[int]) -> None:
    for part, rows in zip(parts, written, strict=True):
        if rows < part.rows:
            blank(part.room(columns), rows)


def kept_steps(steps: int, every: int) -> Array:
    """The steps whose rows are kept.

    >>> kept_steps(7, every=3)
    array([0, 3, 6, 7])
    """
    return np.append(np.arange(0, steps, every), steps)


def kept_names(rule: Rule, keep: Any) -> tuple[str, ...]:
    """The names of the columns to keep; None stands for all.

    Raises:
        ValueError: something that names nothing.
        KeyError: a column that the rule does not have; the message lists those it has.
    """
    known = (*rule.record_type()._fields, "loss", "gradient")
    if keep is None:
        return known
    try:
        names = (keep,) if isinstance(keep, str) else tuple(keep)
    except TypeError:
        names = (keep,)
    if not names or not all(isinstance(name, str) for name in names):
        raise ValueError(f"keep is {shown(keep)}: it must name one or more of {', '.join(known)}")
    for name in names:
        if name not in known:
            has = f"it must be one of {', '.join(known)}"
            raise KeyError(f"{shown(name)} is not in a run of {type(rule).__name__}: {has}")
    return names


def _empty_columns(rule: Rule, position: Array, names: Iterable[str], steps: int, every: int) -> dict[str, Array]:
    """Room for every row that is kept."""
    rows, first = (steps - 1) // every + 2, rule.begin(position)
    cells = {name: np.asarray(getattr(first, name)) for name in names if name not in ("loss", "gradient")}
    cells |= {"loss": position[0], "gradient": position}
    size = rows * sum(cells[name].nbytes for name in names)
    if size > MOST:
        limit = f"it must be so small that the run fits into memory, {MOST / 1e9:g} GB: this one takes {size / 1e9:.3g}"
        raise ValueError(f"steps is {shown(steps)}: {limit}; keep fewer columns, or set every to keep fewer rows")
    return {name: np.empty((rows, *cells[name].shape), cells[name].dtype) for name in names}
