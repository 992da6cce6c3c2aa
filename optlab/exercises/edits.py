"""Small changes of a function, one at a time; each can be made and taken back."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from optlab.exercises.parts import instead_of

COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq)
FIRST = ("line", "lines", "loop", "name", "too much", "operator", "function", "comparison", "number", "minus")


class Edit(NamedTuple):
    """One change: in ``holder.field`` (or ``[place]`` of it) ``new`` stands where ``old`` stood.

    Attributes:
        key: the kind of mistake that it makes, or takes away; `optlab.exercises.english` has its words.
        same: equal for changes that may have to be made together, as of a name that is wrong in two lines.
    """

    key: str
    holder: Any
    field: str
    place: int | None
    old: Any
    new: Any
    same: str = ""

    def put(self, part: Any) -> None:
        """Write a part into the place."""
        if self.place is None:
            setattr(self.holder, self.field, part)
        else:
            getattr(self.holder, self.field)[self.place] = part


def edits_of(tree: ast.FunctionDef) -> list[Edit]:
    """All of them, the simplest first.

    >>> tree = ast.parse("def half(x): return x * 2").body[0]
    >>> [ast.unparse(edit.new) for edit in edits_of(tree) if edit.key == "operator"]
    ['x + 2', 'x - 2', 'x / 2', 'x ** 2']
    """
    stored = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    names = sorted({argument.arg for argument in tree.args.args} | stored)
    found = [edit for statement in tree.body for edit in _below(statement, names)]
    found += [edit for node in ast.walk(tree) for edit in _of_lines(node)]
    return sorted(found, key=lambda edit: FIRST.index(edit.key) if edit.key in FIRST else len(FIRST))


def made(tree: ast.FunctionDef, edits: Sequence[Edit], known: dict[str, Any]) -> Callable[..., Any] | None:
    """The function with these changes, or None if Python refuses it; the tree is as before.

    Args:
        known: the names that the function may use beside its own.
    """
    for edit in edits:
        edit.put(edit.new)
    try:
        module = ast.fix_missing_locations(ast.Module([tree], type_ignores=[]))
        names: dict[str, Any] = {}
        with warnings.catch_warnings(action="ignore"):  # Python warns about code such as 2(x)
            exec(compile(module, "<changed>", "exec"), known, names)
        return names[tree.name]
    except (SyntaxError, ValueError, TypeError):
        return None
    finally:
        for edit in reversed(edits):
            edit.put(edit.old)


def _below(node: ast.AST, names: list[str]) -> Iterator[Edit]:
    for field, value in ast.iter_fields(node):
        for place, part in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(part, ast.AST):
                continue
            yield from _below(part, names)
            if isinstance(part, ast.expr) and not isinstance(getattr(part, "ctx", None), ast.Store):
                subtracted = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub)
                for key, new, same in instead_of(part, names):
                    if not (key == "value" and subtracted):  # 1 - a would become a sign, as 1 - 2
                        yield Edit(key, node, field, place, part, new, f"{key}: {same}")
            if isinstance(part, ast.cmpop):
                for other in COMPARISONS:
                    if not isinstance(part, other):
                        yield Edit("comparison", node, field, place, part, other())


def _of_lines(node: ast.AST) -> Iterator[Edit]:
    """Lines that are too much, that stand in the wrong order, or inside a loop where they belong behind it."""
    body = getattr(node, "body", None)
    if not isinstance(body, list):
        return
    for i, line in enumerate(body):
        if len(body) > 1 and not isinstance(line, ast.Return):
            yield Edit("line", node, "body", None, body, body[:i] + body[i + 1 :])
        if i and not isinstance(line, ast.Return):
            yield Edit("lines", node, "body", None, body, [*body[: i - 1], line, body[i - 1], *body[i + 1 :]])
        if isinstance(line, ast.For) and len(line.body) > 1:
            shorter = ast.For(line.target, line.iter, line.body[:-1], line.orelse)
            yield Edit("loop", node, "body", None, body, [*body[:i], shorter, line.body[-1], *body[i + 1 :]])
        if isinstance(line, ast.For) and i + 1 < len(body) - 1:
            longer = ast.For(line.target, line.iter, [*line.body, body[i + 1]], line.orelse)
            yield Edit("loop", node, "body", None, body, [*body[:i], longer, *body[i + 2 :]])
