"""What the source of a learner's function shows, whatever comes out of it."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from optlab.exercises.findings import Finding

LOOPS = (ast.For, ast.While)


def seen_in(function: Callable[..., Any]) -> list[Finding]:
    """What is hardly ever meant: ``x**1/2``, ``x^2``, a return that ends a loop in its first pass."""
    tree = tree_of(function)
    return [] if tree is None else [finding for node in ast.walk(tree) for finding in _odd(node)]


def unused_in(function: Callable[..., Any], names: tuple[str, ...]) -> list[Finding]:
    """Which of its arguments a function never looks at; by the exercise's names for them."""
    tree = tree_of(function)
    if tree is None or len(tree.args.args) != len(names):
        return []
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    unused = [name for name, argument in zip(names, tree.args.args, strict=True) if argument.arg not in read]
    return [Finding("unused", {"names": unused})] if unused else []


def names_in(function: Callable[..., Any]) -> set[str]:
    """What is called in a function, such as ``max`` and ``math.sqrt``; with ``(,)`` where it has two arguments."""
    tree = tree_of(function)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)] if tree else []
    found = {ast.unparse(call.func) for call in calls}
    return found | {f"{ast.unparse(call.func)}(,)" for call in calls if len(call.args) > 1}


def tree_of(function: Callable[..., Any]) -> ast.FunctionDef | None:
    """Its def, read; None where there is no source, or only part of a line, as of a lambda."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError, ValueError):
        return None
    return next((node for node in tree.body if isinstance(node, ast.FunctionDef)), None)


def _odd(node: ast.AST) -> Iterator[Finding]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitXor):
        yield Finding("caret")
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and isinstance(node.right, ast.Constant):
        power = node.left
        while isinstance(power, ast.BinOp) and isinstance(power.op, ast.Mult | ast.Div):
            power = power.right  # Python reads a / t**1/2 as ((a / t**1) / 2)
        if isinstance(power, ast.BinOp) and isinstance(power.op, ast.Pow) and ast.unparse(power.right) in ("1", "-1"):
            yield Finding("power", {"power": ast.unparse(power), "below": ast.unparse(node.right)})
    if isinstance(node, LOOPS) and isinstance(node.body[-1], ast.Return):
        yield Finding("return in loop")
