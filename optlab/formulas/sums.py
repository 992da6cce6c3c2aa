"""Sums and products of an expression, taken apart."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from optlab.formulas.notation import CALLS


def terms_of(tree: ast.expr, minus: bool = False) -> Iterator[ast.expr]:
    """The terms of a sum, each with its sign.

    >>> [ast.unparse(term) for term in terms_of(ast.parse("a * b - (c - d / e)", mode="eval").body)]
    ['a * b', '-c', 'd / e']
    """
    match tree:
        case ast.BinOp(left, ast.Add() | ast.Sub() as op, right):
            yield from terms_of(left, minus)
            yield from terms_of(right, minus != isinstance(op, ast.Sub))
        case ast.UnaryOp(ast.USub(), operand):
            yield from terms_of(operand, not minus)
        case _:
            yield _negative(tree) if minus else tree


def is_multiple(tree: ast.expr, name: str) -> bool:
    """Whether a product has a name as one of its factors.

    >>> product = ast.parse("2 * a / b", mode="eval").body
    >>> is_multiple(product, "a"), is_multiple(product, "b")
    (True, False)
    """
    return any(isinstance(factor, ast.Name) and factor.id == name for factor in _factors(tree, {})[0])


def without_rates(tree: ast.expr, made: dict[str, ast.expr]) -> ast.expr | None:
    """A product without what gives each coordinate a rate of its own: a division, or a sign; None if nothing does.

    Args:
        tree: the product.
        made: what the names in it stand for, as far as they stand for products.

    >>> made = {"rate": ast.parse("self.eta / sqrt(v)", mode="eval").body}
    >>> ast.unparse(without_rates(ast.parse("-rate * m", mode="eval").body, made))
    '-self.eta * m'
    """
    above, below = _factors(tree, made)
    if not _gives_rates(above, below):
        return None
    product, *others = [_inside_sign(one) for one in above if not (calls(one, "sqrt") and _differs(one))]
    for other in others:
        product = ast.BinOp(product, ast.Mult(), other)
    for other in below:
        product = product if _differs(other) else ast.BinOp(product, ast.Div(), other)
    return _negative(product) if ast.unparse(tree).startswith("-") else product


def _negative(tree: ast.expr) -> ast.expr:
    """The same with the other sign; the minus goes before the first factor, where one reads it."""
    match tree:
        case ast.BinOp(left, ast.Mult() | ast.Div() as op, right):
            return ast.BinOp(_negative(left), op, right)
        case ast.UnaryOp(ast.USub(), operand):
            return operand
        case _:
            return ast.UnaryOp(ast.USub(), tree)


def _factors(tree: ast.expr, made: dict[str, ast.expr]) -> tuple[list[ast.expr], list[ast.expr]]:
    """What stands above and what stands below the line of a fraction, signs left out."""
    match tree:
        case ast.UnaryOp(ast.USub(), operand):
            return _factors(operand, made)
        case ast.BinOp(left, ast.Mult() | ast.Div() as op, right):
            (above, below), (other, another) = _factors(left, made), _factors(right, made)
            return (above + other, below + another) if isinstance(op, ast.Mult) else (above + another, below + other)
        case ast.Name(name) if name in made and _gives_rates(*_factors(made[name], made)):
            return _factors(made[name], made)
        case _:
            return [tree], []


def _gives_rates(above: list[ast.expr], below: list[ast.expr]) -> bool:
    return any(map(_differs, below)) or any(calls(tree, "sign") for tree in above)


def _inside_sign(tree: ast.expr) -> ast.expr:
    return tree.args[0] if isinstance(tree, ast.Call) and calls(tree, "sign") else tree


def calls(tree: ast.expr, name: str) -> bool:
    """Whether an expression is a call of this function."""
    return isinstance(tree, ast.Call) and ast.unparse(tree.func) == name


def _differs(tree: ast.expr) -> bool:
    """Whether an expression has a value for each coordinate."""
    leaves = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return any(node.id not in ("t", "self", *CALLS) for node in leaves)
