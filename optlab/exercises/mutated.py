"""Mistakes in one place of a solution: another name, another operator, another number, a function left out."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np

from optlab.exercises.edits import edits_of, made
from optlab.exercises.exercise import Exercise

OPERATORS = {ast.Add: "added", ast.Sub: "subtracted", ast.Mult: "multiplied", ast.Div: "divided by"}
EDITED = {  # by kind of edit: its key among the mistakes
    "too much": "without",
    "function": "function",
    "minus": "sign",
    "square": "square and root",
    "parentheses": "parentheses",
    "sides": "sides",
}
LONG = "a part of the formula"


@cache
def mutated(exercise: Exercise) -> list[tuple[str, Callable[..., Any]]]:
    """All of them, each with a key of its own, such as "instead x: gradient", and a function that makes it."""
    source = inspect.getsource(exercise.solution)
    tree = ast.parse(source)
    names = sorted({node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | {*exercise.arguments})
    names = [name for name in names if not hasattr(np, name) and name not in ("np", "min", "max", "range")]
    found = []
    for place, node in enumerate(ast.walk(tree)):
        for key, change in _changes(node, names):
            fresh = ast.parse(source)
            change(next(other for i, other in enumerate(ast.walk(fresh)) if i == place))
            names_made: dict[str, Any] = {}
            exec(compile(ast.fix_missing_locations(fresh), "<mutated>", "exec"), {"np": np}, names_made)
            found.append((key, names_made[exercise.name]))
    return found + list(_edited(tree.body[0]))


def _edited(tree: Any) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Those that `optlab.exercises.edits` makes, where the place can be named."""
    for edit in edits_of(tree):
        if edit.key not in EDITED or (function := made(tree, [edit], {"np": np})) is None:
            continue
        part = edit.old
        if edit.key == "function":
            yield f"function {ast.unparse(edit.new.func)}: {ast.unparse(part.func)}", function
        elif edit.key == "too much" and isinstance(part, ast.BinOp):
            lost = _label(part.right if edit.new is part.left else part.left)
            if lost != LONG:
                yield f"without {lost}: the formula", function
        elif edit.key != "too much" and not isinstance(part, ast.Constant) and _label(part) != LONG:
            yield f"{EDITED[edit.key]}: {_label(part)}", function


def _changes(node: ast.AST, names: list[str]) -> Iterator[tuple[str, Callable[[Any], None]]]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        for name in names:
            if name != node.id:
                yield f"instead {name}: {node.id}", _setter("id", name)
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        for operator, word in OPERATORS.items():
            if not isinstance(node.op, operator):
                yield f"operator {word}: {_label(node.right)}", _setter("op", operator())
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        for number in (node.value + 1, node.value - 1, 2 * node.value, node.value / 2):
            if number != node.value:
                yield f"instead {number:g}: {node.value:g}", _setter("value", number)
    if isinstance(node, ast.Call) and len(node.args) == 1 and ast.unparse(node.func).startswith("np."):
        identity = ast.parse("lambda a: a", mode="eval").body
        yield f"missing {ast.unparse(node.func)}: {_label(node.args[0])}", _setter("func", identity)


def _setter(field: str, value: Any) -> Callable[[Any], None]:
    return lambda node: setattr(node, field, value)


def _label(node: ast.AST) -> str:
    """A part of a formula that is short enough to be named, without giving the formula away."""
    words = ast.unparse(node)
    return words if len(words) <= 16 else LONG
