"""What stands in a formula in place of a value that a program has given a name."""

from __future__ import annotations

import ast
from copy import deepcopy

from optlab.formulas.notation import LENGTH


class Expander(ast.NodeTransformer):
    """Puts fields, or else values, in the place of keys."""

    def __init__(self, made: dict[str, ast.expr], named: dict[str, str]) -> None:
        self.made, self.named = made, named

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if (inner := node.id.removeprefix(LENGTH)) in self.named:
            return ast.Name(node.id.replace(inner, self.named[inner]))
        return self.visit(deepcopy(self.made[node.id])) if node.id in self.made else node
