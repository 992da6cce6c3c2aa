"""What a step is the sum of: the terms of a rule's own formula, as letters and as numbers."""

from __future__ import annotations

import ast
import copy
from typing import NamedTuple

from optlab.formulas.program import NoFormula
from optlab.formulas.sums import calls, is_multiple, terms_of, without_rates
from optlab.formulas.ways import lines
from optlab.optimizers.rule import Rule


class Term(NamedTuple):
    """A term of the line that makes the step.

    Attributes:
        line: the name of what that line makes: ``"step"``, or what the step is only another name of.
        tree: the term, its sign included.
        slope: whether the gradient stands in it, or what a part around the rule has made of the gradient.
    """

    line: str
    tree: ast.expr
    slope: bool


def step_terms(rule: Rule, t: int | None = None) -> list[Term]:
    """The terms that add up to a rule's step, in their order; none if its update has no formula.

    Args:
        rule: whose.
        t: of which step; by default those of most steps.

    >>> from optlab import Adam, Momentum
    >>> [ast.unparse(term.tree) for term in step_terms(Momentum())]
    ['self.momentum * last.velocity', '-self.learning_rate * gradient']
    >>> [ast.unparse(term.tree) for term in step_terms(Adam())]
    ['-rate * m_hat']
    """
    try:
        made = dict(lines(rule, t))
    except NoFormula:
        return []
    line = "step"
    while isinstance(tree := made[line], ast.Name) and tree.id in made:
        line = tree.id
    slopes = {"gradient", *(name for name, tree in made.items() if is_multiple(tree, "gradient"))}
    slopes |= {name for name, tree in made.items() if calls(tree, "slope_at")}
    return [Term(line, term, bool(_names(term) & slopes)) for term in terms_of(tree)]


def undivided(rule: Rule, term: Term) -> ast.expr | None:
    """A term without what gives each coordinate a rate of its own, a division or a sign; None if nothing does.

    >>> from optlab import Adam, Momentum
    >>> ast.unparse(undivided(Adam(), step_terms(Adam())[0]))
    '-self.learning_rate * m_hat'
    >>> undivided(Momentum(), step_terms(Momentum())[0])
    """
    return without_rates(term.tree, dict(lines(rule)))


def looks_ahead(rule: Rule, term: Term) -> bool:
    """Whether a term leads to where the next slope is taken, by what this one has just made of it: Nesterov's.

    That is so where the step is what makes a part of the record, with the new part in the place of the last: without
    the term, the steps add up to another path, and it leads from there.

    >>> from optlab import Momentum, Nesterov
    >>> [[looks_ahead(rule, term) for term in step_terms(rule)] for rule in (Momentum(), Nesterov())]
    [[False, False], [True, False]]
    """
    made = dict(lines(rule))
    parts = {ast.unparse(one.tree) for one in step_terms(rule)} - {ast.unparse(term.tree)}
    for name in _names(term.tree) & made.keys() - {"position", "step"}:
        earlier = ast.unparse(_Earlier(name).visit(copy.deepcopy(term.tree)))
        if {ast.unparse(one) for one in terms_of(made[name])} == parts | {earlier}:
            return bool(parts)
    return False


class _Earlier(ast.NodeTransformer):
    """Puts what the last record has of a name in its place."""

    def __init__(self, name: str) -> None:
        self.name = name

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Attribute(ast.Name("last"), self.name) if node.id == self.name else node


def _names(tree: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
