"""A rule's formula, read from its own source: stated once, in ``update``, and never copied."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from optlab.notation import Typesetter, letter, written
from optlab.rule import Rule
from optlab.trace import Trace


class Formula:
    """A rule's formula for a notebook, typeset.

    >>> from optlab.optimizers import GradientDescent
    >>> Formula(GradientDescent())
    the formula of GradientDescent(learning_rate=0.1)
    """

    def __init__(self, rule: Rule) -> None:
        self.rule = rule

    def __repr__(self) -> str:
        return f"the formula of {self.rule!r}"

    def _repr_latex_(self) -> str:
        return aligned(line.replace("=", "&=", 1) for line in formula(self.rule))


def aligned(rows: Iterable[str]) -> str:
    """Lines of LaTeX, one under the other, as a notebook shows them."""
    return r"$$\begin{aligned} " + r" \\[4pt] ".join(rows) + r" \end{aligned}$$"


def formula(rule: Rule) -> list[str]:
    r"""The lines of a rule's update as LaTeX, its options resolved.

    >>> from optlab.optimizers import GradientDescent
    >>> for line in formula(GradientDescent()):
    ...     print(line)
    \Delta x_t = -\eta\,g_t
    x_t = x_{t-1} + \Delta x_t
    """
    return [f"{letter(name, 'now')} = {Typesetter(letter)(tree)}" for name, tree in lines(rule)]


def substituted(rule: Rule, numbers: Mapping[tuple[str, str], str]) -> list[str]:
    """The same lines with numbers, written out, in the place of letters; keys are ``(name, place)``."""

    def write(name: str, place: str) -> str:
        return numbers[name, place]

    return [Typesetter(write, times=r" \cdot ")(tree) for _, tree in lines(rule)]


def worked(trace: Trace, t: int, coordinate: int = 0) -> list[tuple[str, str, str]]:
    r"""Each line of update t for one coordinate: in letters, in that step's numbers, and what came out.

    Args:
        trace: a single run.
        t: from 1 to the run's steps.
        coordinate: which one.

    >>> from optlab import parabola, run
    >>> from optlab.optimizers import GradientDescent
    >>> worked(run(GradientDescent(), parabola, steps=3), 1)[0]
    ('\\Delta x_t = -\\eta\\,g_t', '-0.1 \\cdot 20', '-2')
    """
    rule = trace.rule.at(t)
    numbers = {("t", "now"): str(t)} | {(k, "rule"): written(v) for k, v in rule.hyperparameters.items() if _number(v)}
    for name in trace.names:
        if name != "loss":
            numbers[name, "now"] = written(trace[name][t, coordinate])
            numbers[name, "last"] = written(trace[name][t - 1, coordinate])
    names = [name for name, _ in lines(rule)]
    rows = zip(formula(rule), substituted(rule, numbers), names, strict=True)
    return [(letters, terms, numbers[name, "now"]) for letters, terms, name in rows]


def _number(value: Any) -> bool:
    return isinstance(value, float) and not isinstance(value, bool)


def lines(rule: Rule) -> list[tuple[str, ast.expr]]:
    """Name and right-hand side of each line of ``update``.

    What is not recorded, or only another name for something, is put in where it is used.
    """
    *assignments, last = _body(type(rule))
    recorded, inlined, kept = rule.record_type()._fields, {}, []
    for line in assignments:
        name, tree = line.targets[0].id, _Inliner(inlined).visit(_chosen(line.value, rule))
        if name != "step" and (name not in recorded or isinstance(tree, ast.Name | ast.Attribute)):
            inlined[name] = tree
        else:
            kept.append((name, tree))
    return [*kept, ("position", _chosen(last.value.args[0], rule))]


@cache
def _body(rule: type[Rule]) -> list[Any]:
    (function,) = ast.parse(textwrap.dedent(inspect.getsource(rule.update))).body
    return function.body


def _chosen(tree: ast.expr, rule: Rule) -> ast.expr:
    """The expression without its conditions: the rule's options decide them."""

    class Choose(ast.NodeTransformer):
        def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
            test = compile(ast.Expression(node.test), "<option>", "eval")
            return self.visit(node.body if eval(test, {"self": rule}) else node.orelse)

    copy = ast.parse(ast.unparse(tree), mode="eval").body
    return ast.fix_missing_locations(Choose().visit(copy))


class _Inliner(ast.NodeTransformer):
    def __init__(self, inlined: Mapping[str, ast.expr]) -> None:
        self.inlined = inlined

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return self.inlined.get(node.id, node)
