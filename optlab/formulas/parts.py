"""The formula of a part around a rule, read from its own source, and put before and after the rule's lines."""

from __future__ import annotations

import ast
import inspect
import textwrap
from copy import deepcopy
from typing import Any

from optlab.formulas.notation import CALLS, LEVEL
from optlab.formulas.program import NoFormula

Line = tuple[str, ast.expr]


def with_part(rule: Any, inner: list[Line]) -> list[Line]:
    r"""The lines of a rule and of the part around it. A length has its letter, and no line.

    Raises:
        NoFormula: the part does not act in the same way at each step.

    >>> from optlab.optimizers import Clipped, GradientDescent
    >>> for name, tree in with_part(*(lambda rule: (rule, []))(Clipped(GradientDescent(), norm=1.0))):
    ...     print(name, "=", ast.unparse(tree))
    clipped = gradient * minimum(1, self.clip_norm / length)
    """
    part, _ = rule.made_of
    (function,) = ast.parse(textwrap.dedent(inspect.getsource(part.act))).body
    before: list[Line] = []
    after: list[Line] = []
    for node in function.body:  # type: ignore[attr-defined]
        if isinstance(node, ast.If):
            raise NoFormula(f"{rule.title}: not shown as a formula, since its steps are not all alike.")
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in part.computes:
            later = any(isinstance(leaf, ast.Name) and leaf.id == "made" for leaf in ast.walk(node.value))
            tree = _Leaves().visit(deepcopy(node.value))
            if all(_readable(one) for one in ast.walk(tree)):
                (after if later else before).append((ast.unparse(node.targets[0]), tree))
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "step":  # what is made of the rule's own
            inner = [
                (name, _Step(tree).visit(deepcopy(node.value)) if name == "step" else tree) for name, tree in inner
            ]
    if part.gives != "gradient" and rule.asks_for == "step":
        raise NoFormula(f"{rule.title}: not shown as a formula, since the part acts on a second gradient.")
    if part.gives != "gradient" and rule.asks_for == "curvature":
        raise NoFormula(f"{rule.title}: not shown as a formula, since the part does not act on the second gradient.")
    given = [(name, _Given(part.gives).visit(deepcopy(tree))) for name, tree in inner]
    return [*before, *given, *after]


class _Leaves(ast.NodeTransformer):
    """``made.position`` becomes ``position``, and ``np.minimum`` becomes ``minimum``."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        owner = ast.unparse(node.value)
        return ast.Name(node.attr) if owner in ("made", "np") else node


class _Step(_Leaves):
    """``made.step`` becomes what the rule's own step is."""

    def __init__(self, tree: ast.expr) -> None:
        self.tree = tree

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        return self.tree if ast.unparse(node) == "made.step" else super().visit_Attribute(node)


class _Given(ast.NodeTransformer):
    """What the rule calls its gradient is what the part gives it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self.name) if node.id == "gradient" else node


def _readable(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in CALLS
    if isinstance(node, ast.BinOp):
        return type(node.op) in LEVEL
    leaves = ast.Name | ast.Attribute | ast.Constant | ast.UnaryOp | ast.USub | ast.expr_context | ast.operator
    return isinstance(node, leaves)
