"""The ways through an update, if it decides by the step: the lines of each, and at which steps it is taken."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from optlab.formulas.parts import with_part
from optlab.formulas.program import Decision, NoFormula
from optlab.formulas.reading import Line, Update
from optlab.optimizers.convention import written_as
from optlab.optimizers.grouped import Grouped
from optlab.optimizers.part import Part
from optlab.optimizers.rule import Rule
from optlab.values import Array

FIRST = np.arange(1, 1001)  # the usual way is the one that most of these steps take
MOST = 8  # as many ways are shown at most


class Way(NamedTuple):
    """One way through an update.

    Attributes:
        decisions: what its conditions on the step come to.
        lines: name and right-hand side of each line, the position last.
        unchanged: what each field is that has no line.
    """

    decisions: list[Decision]
    lines: list[Line]
    unchanged: dict[str, ast.expr]

    def taken(self, rule: Rule, t: Array) -> Array:
        """Whether it is taken, at each of some steps."""
        found = np.ones(np.shape(t), bool)
        for test, outcome in self.decisions:
            found &= eval(ast.unparse(test), {"t": np.asarray(t), "self": rule}) == outcome
        return found


def lines(rule: Rule, t: int | None = None) -> list[Line]:
    """Name and right-hand side of each line of a rule's formula, the position last.

    Args:
        rule: whose.
        t: the step; by default those of the way that most steps take.

    Raises:
        NoFormula: a line that is no arithmetic, or has no notation.

    >>> from optlab import Momentum
    >>> [(name, ast.unparse(tree)) for name, tree in lines(Momentum())]
    [('velocity', 'self.momentum * last.velocity - self.learning_rate * gradient'), ('step', 'velocity'), \
('position', 'last.position + step')]
    """
    return next(way.lines for way in ways(rule) if t is None or way.taken(rule, np.array(t)))


def ways(rule: Rule) -> list[Way]:
    """Every way through a rule's update that some step takes, the usual one first.

    Raises:
        NoFormula: as `lines`.

    >>> from optlab import Adam, Shampoo
    >>> len(ways(Adam())), len(ways(Shampoo())), len(ways(Shampoo(every=10)))
    (1, 1, 2)
    """
    if isinstance(rule, Grouped):
        who = "; ".join(f"{', '.join(names)}: {type(one).__name__}" for names, one in rule.rules.items())
        raise NoFormula(f"{rule.title}: each parameter follows the formula of its own rule. {who}.")
    if isinstance(rule, Part):
        return [way._replace(lines=with_part(rule, way.lines)) for way in ways(rule.inside)]
    try:
        hash(rule)
    except TypeError:  # a setting that is an array: nothing can be cached
        return _read(rule)
    return _known(rule)


@lru_cache(maxsize=64)
def _known(rule: Rule) -> list[Way]:
    return _read(rule)


def _read(rule: Rule) -> list[Way]:
    todo: list[tuple[bool, ...]] = [()]
    found: list[Way] = []
    while todo:
        update = Update(rule, written_as(rule), todo.pop(0))
        made = update.lines()
        outcomes = tuple(outcome for _, outcome in update.decisions)
        todo += [(*outcomes[:i], not outcomes[i]) for i in range(len(update.outcomes), len(outcomes))]
        unchanged = {name: update.unchanged(name) for name in update.fields if name not in dict(made)}
        found.append(Way(update.decisions, made, unchanged))
        if len(found) + len(todo) > MOST:
            update.refuse(update.function, f"has more than {MOST} ways through it")
    counted = [(int(way.taken(rule, FIRST).sum()), way) for way in found]
    most = max(count for count, _ in counted)
    usual = next(way for count, way in reversed(counted) if count == most)
    return [usual, *(way for count, way in counted if count and way is not usual)]
