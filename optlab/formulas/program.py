"""The program of an update: its source, what its names are, and what its conditions come to."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, NoReturn

from optlab.optimizers.rule import Rule

ROLES = ("self", "t", "gradient", "last", "asked")


class NoFormula(ValueError):
    """Why an update is not shown as a formula: a sentence that names the line."""


class Decision(NamedTuple):
    """What a condition on the step comes to, on one way through an update; made of the same leaves as its lines."""

    test: ast.Compare
    outcome: bool


def at(node: ast.expr | ast.stmt, new: ast.expr) -> ast.expr:
    """A new expression that stands where another one does."""
    return ast.fix_missing_locations(ast.copy_location(new, node))


class Program:
    """The update of a rule.

    Args:
        rule: whose; its settings decide.
        update: the function.
        outcomes: of the conditions on the step, in the order in which they are met; True beyond these.
    """

    def __init__(self, rule: Rule, update: Callable[..., Any], outcomes: Sequence[bool] = ()) -> None:
        self.rule, self.fields, self.outcomes = rule, rule.record_type()._fields, outcomes
        self.decisions: list[Decision] = []
        self.title = f"{type(rule).__name__}.{update.__name__} is not shown as a formula"
        self.read(update)
        names = [argument.arg for argument in self.function.args.args]
        roles = ROLES[: 5 if rule.asks_for and update.__name__ != "asks_at" else 4]
        if len(names) != len(roles):
            self.refuse(self.function, f"does not take {', '.join(roles[:-1])} and {roles[-1]}")
        self.mine, self.roles = names[0], dict(zip(names, roles, strict=True))

    def read(self, function: Callable[..., Any]) -> None:
        """Find the source of a function, and what it knows of its file."""
        try:
            self.source = textwrap.dedent(inspect.getsource(function))
        except (OSError, TypeError):
            raise NoFormula(f"{self.title}: its source cannot be found.") from None
        (found,) = ast.parse(self.source).body
        if not isinstance(found, ast.FunctionDef):
            self.refuse(found, "is not a def")
        self.function = found
        known = inspect.getclosurevars(function)
        self.outside = {**known.globals, **known.nonlocals}

    def refuse(self, node: ast.expr | ast.stmt, reason: str) -> NoReturn:
        line = self.source.splitlines()[node.lineno - 1].strip()
        raise NoFormula(f"{self.title}: its line {node.lineno}, `{line}`, {reason}.")

    def decided(self, test: ast.expr) -> bool:
        """What a condition comes to: on the rule's own settings, or on the step."""
        if {node.id for node in ast.walk(test) if isinstance(node, ast.Name)} - {self.mine}:
            return self.by_step(test)
        try:
            return bool(eval(compile(ast.Expression(test), "<condition>", "eval"), {self.mine: self.rule}))
        except (TypeError, ValueError):  # a schedule or an array is neither true nor false
            self.refuse(test, "decides by a setting that is no single number")

    def by_step(self, test: ast.expr) -> bool:
        read = self.comparison(test)
        names = {node.id for node in ast.walk(test) if isinstance(node, ast.Name)} - {self.mine}
        if {node.id for node in ast.walk(self.complete(read)) if isinstance(node, ast.Name)} - {"t", "self"}:
            self.refuse(test, f"decides by {', '.join(sorted(names))}, and not by a setting of the rule or by the step")
        if any(callable(getattr(self.rule, node.attr)) for node in ast.walk(read) if isinstance(node, ast.Attribute)):
            self.refuse(test, "decides by a setting that is no single number")
        outcome = self.outcomes[len(self.decisions)] if len(self.decisions) < len(self.outcomes) else True
        self.decisions.append(Decision(self.complete(read), outcome))
        return outcome

    def complete(self, tree: ast.Compare) -> ast.Compare:
        """The same with the values of local names in their place."""
        raise NotImplementedError

    def comparison(self, test: ast.expr) -> ast.Compare:
        """A condition in terms of the leaves."""
        raise NotImplementedError
