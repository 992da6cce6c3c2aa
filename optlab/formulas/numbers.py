"""Expressions of a formula as numbers, at each step of a run."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from types import SimpleNamespace

import numpy as np

from optlab.formulas.blocks import Block, blocks
from optlab.formulas.notation import CALLS, LENGTH, SHAPE, Call
from optlab.formulas.ways import ways
from optlab.optimizers.norm import norm
from optlab.optimizers.rule import Rule
from optlab.runs.trace import Trace
from optlab.values import Array

NUMPY = {name: getattr(np, name) for name in CALLS if name != "slope_at"}


def numbers(rule: Rule, trace: Trace, trees: Sequence[ast.expr]) -> list[Array]:
    """Each expression at each step of a single run, ``(steps + 1, dim)``.

    Row 0 is NaN, since no step leads to it; and so is the row of a step that another line has made.

    >>> from optlab import Momentum, parabola, run
    >>> from optlab.formulas.step_terms import step_terms
    >>> trace = run(Momentum(0.1, 0.9), parabola, steps=2)
    >>> kept, pushed = numbers(trace.rule, trace, [term.tree for term in step_terms(trace.rule)])
    >>> kept[:, 0].round(3).tolist(), pushed[:, 0].round(3).tolist()
    ([nan, 0.0, -1.8], [nan, -2.0, -1.6])
    """
    rules = [rule.at(t) for t in range(1, trace.steps + 1)]
    settings = {name: np.array([getattr(one, name) for one in rules]) for name in rule.hyperparameters}
    lengths = {LENGTH + name: norm(trace[name].T) for name in trace.names if name != "loss"}
    found = []
    for tree in trees:
        with np.errstate(all="ignore"):
            values = [_value(tree, block, settings, lengths) for block in blocks(trace)]
        value = np.concatenate([value.reshape(trace.steps, -1) for value in values], axis=1)
        value = np.concatenate([np.full_like(trace["position"][:1], np.nan), value])
        value[unlike(rule, trace.steps)] = np.nan
        found.append(value)
    return found


def unlike(rule: Rule, steps: int) -> Array:
    """Whether a step is made by another line than most are, ``(steps + 1,)``.

    >>> from optlab import SOAP, Adam
    >>> unlike(SOAP(), 3).tolist(), unlike(Adam(), 3).tolist()
    ([False, True, False, False], [False, False, False, False])
    """
    usual, *others = ways(rule)
    found, t = np.zeros(steps + 1, bool), np.arange(1, steps + 1)
    for way in others:
        if ast.unparse(dict(way.lines)["step"]) != ast.unparse(dict(usual.lines)["step"]):
            found[1:] |= way.taken(rule, t)
    return found


def _value(tree: ast.expr, block: Block, settings: dict[str, Array], lengths: dict[str, Array]) -> Array:
    """Of one block, at each step from 1 on."""
    shape = block["position"][1:].shape
    ones = (-1, *(1,) * (len(shape) - 1))
    columns = block | {name: column.reshape(ones) for name, column in lengths.items()}
    calls = [node.function for node in ast.walk(tree) if isinstance(node, Call)]
    names = {
        **NUMPY,
        **{function.__name__: function for function in calls},
        **dict(zip(SHAPE, shape[1:], strict=False)),
        **{name: column[1:] for name, column in columns.items()},
        "t": np.arange(1, shape[0] + 1).reshape(ones),
        "self": SimpleNamespace(**{name: value.reshape(ones) for name, value in settings.items()}),
        "last": SimpleNamespace(**{name: column[:-1] for name, column in columns.items()}),
    }
    return np.broadcast_to(eval(ast.unparse(tree), names), shape)
