"""The arithmetic of an update: its names replaced by what they stand for, or the one sentence that says why not."""

from __future__ import annotations

import ast
import inspect
import math
from typing import Any

import numpy as np

from optlab.formulas.notation import CALLS, COMPARISONS, GIVEN, LENGTH, LEVEL, named_call
from optlab.formulas.program import Program, at
from optlab.optimizers.matrices import MatrixRule
from optlab.optimizers.norm import norm, total
from optlab.optimizers.rule import Asked

BUILTINS = {"abs": "abs", "max": "maximum", "min": "minimum"}  # by Python's name: numpy's name for the same function


class Expressions(Program):
    """Reads the expressions of one update of one rule.

    What it returns is made of arithmetic, calls by their short name, transposes (``.mT``), and three kinds of
    leaves: numbers; ``self.name`` and ``last.name``; and names: ``t``, ``gradient``, its ``rows`` and
    ``columns``, or the key of an assignment.
    """

    keys: dict[str, str]  # by local name: the key of what it holds now
    sums: list[ast.expr]  # the sums over all coordinates that it has met

    def expression(self, node: ast.expr) -> ast.expr:
        """The same expression in terms of the leaves; raises NoFormula."""
        match node:
            case ast.Constant(value):
                return self.number(node, value)
            case ast.Name(name) if name in self.keys:
                return at(node, ast.Name(self.keys[name]))
            case ast.Name(name) if self.roles.get(name) in ("t", "gradient"):
                return at(node, ast.Name(self.roles[name]))
            case ast.Name(name):
                return self.number(node, self.outside.get(name))
            case ast.Attribute(value, "mT") if isinstance(self.rule, MatrixRule):
                return at(node, ast.Attribute(self.expression(value), "mT"))
            case ast.Attribute(ast.Name(owner), name):
                return self.attribute(node, owner, name)
            case ast.UnaryOp(ast.USub() as op, operand):
                return at(node, ast.UnaryOp(op, self.expression(operand)))
            case ast.BinOp(left, op, right) if type(op) in LEVEL:
                return at(node, ast.BinOp(self.expression(left), op, self.expression(right)))
            case ast.IfExp(test, body, orelse):
                return self.expression(body if self.decided(test) else orelse)
            case ast.Call(func, arguments):
                return self.call(node, func, arguments)
            case _:
                self.refuse(node, f"has `{ast.unparse(node)}` in it, for which there is no notation")

    def number(self, node: ast.expr, value: Any) -> ast.expr:
        if not isinstance(value, int | float) or isinstance(value, bool):
            self.refuse(node, f"has `{ast.unparse(node)}` in it, which is no number")
        return at(node, ast.Constant(value))

    def attribute(self, node: ast.Attribute, owner: str, name: str) -> ast.expr:
        role = self.roles.get(owner) if owner not in self.keys else None
        settings = self.rule.hyperparameters
        if role == "last" and name in self.fields:
            return at(node, ast.Attribute(ast.Name("last"), name))
        if role == "asked" and name in Asked._fields:
            return at(node, ast.Name(f"asked {name}"))
        if role == "self" and name in settings and not isinstance(settings[name], str | bool | None):
            return at(node, ast.Attribute(ast.Name("self"), name))
        if role == "self":
            return self.number(node, settings.get(name, inspect.getattr_static(self.rule, name, None)))
        return self.number(node, getattr(self.outside.get(owner), name, None))

    def call(self, node: ast.Call, func: ast.expr, arguments: list[ast.expr]) -> ast.expr:
        owner, _, short = ast.unparse(func).rpartition(".")
        if not owner and self.outside.get(short) in (norm, total):
            return self.over_all(node, short, arguments)
        if self.roles.get(owner) == "self" and short not in self.rule.hyperparameters:
            return self.given(node)  # a method of the rule's own
        if not owner and hasattr(self.outside.get(short), "latex") and not node.keywords:
            return at(node, named_call(self.outside[short], [self.expression(one) for one in arguments]))
        known = short in BUILTINS and short not in self.outside if not owner else self.outside.get(owner) in (np, math)
        short = short if owner else BUILTINS.get(short, short)
        if not known or short not in CALLS or node.keywords or len(arguments) != CALLS[short][0]:
            self.refuse(node, f"has `{ast.unparse(node)}` in it, for which there is no notation")
        if short != "where":
            return at(node, ast.Call(ast.Name(short), [self.expression(one) for one in arguments], []))
        test, *values = arguments
        return at(node, ast.Call(ast.Name("where"), [self.comparison(test), *map(self.expression, values)], []))

    def comparison(self, test: ast.expr) -> ast.Compare:
        if not isinstance(test, ast.Compare) or len(test.ops) > 1 or type(test.ops[0]) not in COMPARISONS:
            self.refuse(test, f"decides by `{ast.unparse(test)}`, which is no single comparison")
        read = ast.Compare(self.expression(test.left), test.ops, [self.expression(test.comparators[0])])
        return ast.fix_missing_locations(ast.copy_location(read, test))

    def over_all(self, node: ast.expr, short: str, arguments: list[ast.expr]) -> ast.expr:
        """A length has its letter. Any other sum over the coordinates has one only as a field of the record."""
        (vector,) = map(self.expression, arguments)
        if short == "norm" and isinstance(vector, ast.Name):
            return at(node, ast.Name(LENGTH + vector.id))
        if short == "norm" and isinstance(vector, ast.Attribute):
            return at(node, ast.Attribute(vector.value, LENGTH + vector.attr))
        return self.given(node)

    def given(self, node: ast.expr) -> ast.expr:
        self.sums.append(node)
        return at(node, ast.Name(GIVEN))
