"""Which single change of a learner's own code makes it right: that is where the mistake is."""

from __future__ import annotations

import ast
import contextlib
import warnings
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

import numpy as np

from optlab.exercises import limit
from optlab.exercises.compare import agree
from optlab.exercises.edits import Edit, edits_of, made
from optlab.exercises.exercise import Exercise
from optlab.exercises.findings import Finding, Place
from optlab.exercises.returned import NotAttempted, Unfit, numbers_in
from optlab.exercises.rounds import Values
from optlab.exercises.source import tree_of

SECONDS = 5.0  # the whole search may take as many seconds; a slow one takes about one
PLAIN = {"abs", "min", "max", "sum", "len", "range", "enumerate", "zip", "float", "int", "sorted", "list"}
NUMERIC = {"mean", "sum", "max", "min", "argmin", "argmax", "sort", "arange", "clip", "where", "copy", "append"}
REFUSED = (ast.While, ast.Import, ast.ImportFrom, ast.With, ast.Try, ast.Global, ast.Nonlocal, ast.Await, ast.Yield)
LONGEST = 60  # a part that is shown is cut after as many letters


def repair(exercise: Exercise, function: Callable[..., Any], right: list[tuple[Place, Values]]) -> list[Finding]:
    """Where the mistake is and of which kind, if one change takes it away; nothing otherwise.

    The change itself is not told. Only functions are tried that calculate and do nothing else.
    """
    tree = tree_of(function)
    if tree is None or exercise.hidden or not _calculates(tree, exercise.arguments):
        return []
    known = dict(getattr(function, "__globals__", {}))
    edits = edits_of(tree)
    together = sorted((edit for edit in edits if edit.same), key=lambda edit: edit.same)
    groups = [[edit] for edit in edits] + [list(group) for _, group in groupby(together, lambda edit: edit.same)]
    quiet = np.errstate(all="ignore"), warnings.catch_warnings(action="ignore")
    with limit.limited(SECONDS) as clock, quiet[0], quiet[1], contextlib.suppress(limit.TimeIsUp):
        for number, group in enumerate(groups):
            if (number < len(edits) or len(group) > 1) and _is_right(clock, exercise, made(tree, group, known), right):
                return [_finding(function, group)]
    return []


def _calculates(tree: ast.FunctionDef, arguments: Iterable[str]) -> bool:
    """Whether it calls nothing but functions of numbers, so that it may be called a thousand times."""
    calls = [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    plain = {*PLAIN, *arguments, "adam_step"}
    harmless = all(call in plain or _is_numeric(call) for call in calls)
    return harmless and not tree.decorator_list and not any(isinstance(node, REFUSED) for node in ast.walk(tree))


def _is_numeric(call: str) -> bool:
    owner, _, name = call.rpartition(".")
    if owner in ("np", "math"):
        return isinstance(getattr(np, name, None), np.ufunc) or name in NUMERIC
    return name in NUMERIC


def _is_right(
    clock: limit.Limit, exercise: Exercise, function: Callable[..., Any] | None, right: list[tuple[Place, Values]]
) -> bool:
    if function is None:
        return False
    expected = iter(right)

    def call(given: dict[str, Any]) -> Values:
        values = next(expected)[1]
        handed = [np.array(value) if isinstance(value, np.ndarray) else value for value in given.values()]
        found = numbers_in(exercise.returns, function, clock.call(function, *handed), values)
        if not agree(found, values):
            raise ValueError
        return found

    try:
        return len(list(exercise.play(call))) == len(right)
    except (limit.TimeIsUp, KeyboardInterrupt):
        raise
    except (Exception, NotAttempted, Unfit):  # a changed function may raise anything; then it is not right
        return False


def _finding(function: Callable[..., Any], group: list[Edit]) -> Finding:
    first = function.__code__.co_firstlineno - 1
    lines = [first + number for number in sorted({_line(edit) for edit in group})]
    return Finding("repair", {"kind": group[0].key, "lines": lines, "part": _part(group[0])})


def _part(edit: Edit) -> str:
    """What is shown of the learner's code."""
    part = edit.old
    if isinstance(part, list):
        return ""
    if isinstance(part, ast.cmpop) or (isinstance(part, ast.Constant) and isinstance(edit.holder, ast.BinOp)):
        part = edit.holder
    if edit.key in ("too much", "function") and isinstance(part, ast.Call):
        part = part.func
    text = edit.same.partition(": ")[2] if edit.key == "too much" else ast.unparse(part)
    return text if len(text) <= LONGEST else "the formula"


def _line(edit: Edit) -> int:
    for node in (edit.old, edit.holder):
        if isinstance(node, list):
            changed = [old for old, new in zip(node, edit.new, strict=False) if old is not new]
            return changed[0].lineno if changed else node[-1].lineno
        if hasattr(node, "lineno"):
            return node.lineno
    return 1
