"""Python's arithmetic as LaTeX."""

from __future__ import annotations

import ast

from optlab.formulas.notation import CALLS, COMPARISONS, LEVEL, SHAPE, Writer, as_latex, letters_of
from optlab.optimizers.matrices import MatrixRule, size
from optlab.optimizers.rule import Rule


def _levelled(text: str) -> tuple[str, int]:
    if text.startswith(r"\begin"):
        return text, 9
    return text, 1 if text.startswith("-") else 2 if r"\times" in text else 3 if "10^" in text else 9


class Typesetter:
    r"""Python's arithmetic as LaTeX, with parentheses only where they are needed.

    Of a rule for matrices, ``@`` is the product of matrices; what is done number by number has a sign of its own
    where one could take it for that of matrices: A ⊙ B, and A^∘2. Fractions and roots are number by number.

    Args:
        rule: whose update it is.
        write: what stands for a name; by default its letter.
        times: what stands between factors.
    """

    def __init__(self, rule: Rule | None, write: Writer, times: str = r"\,") -> None:
        self.write, self.times, self.matrices = write, times, rule is None or isinstance(rule, MatrixRule)
        self.letters = write if rule is None else letters_of(rule)

    def __call__(self, tree: ast.expr, level: int = 0) -> str:
        text, own = getattr(self, f"_{type(tree).__name__}")(tree)
        return rf"\left({text}\right)" if own < level else text

    def _Constant(self, tree: ast.Constant) -> tuple[str, int]:
        return _levelled(as_latex(float(ast.unparse(tree)), 12))

    def _Name(self, tree: ast.Name) -> tuple[str, int]:
        return _levelled(self.write(tree.id, "now"))

    def _Attribute(self, tree: ast.Attribute) -> tuple[str, int]:
        if tree.attr == "mT":
            return rf"{{{self(tree.value, 9)}}}^\top", 3
        return _levelled(self.write(tree.attr, "rule" if ast.unparse(tree.value) == "self" else "last"))

    def _UnaryOp(self, tree: ast.UnaryOp) -> tuple[str, int]:
        return f"-{self(tree.operand, 2)}", 2

    def _Compare(self, tree: ast.Compare) -> tuple[str, int]:
        return f"{self(tree.left)} {COMPARISONS[type(tree.ops[0])]} {self(tree.comparators[0])}", 0

    def _Call(self, tree: ast.Call) -> tuple[str, int]:
        name, function = ast.unparse(tree.func), getattr(tree, "function", None)
        if name == "where":
            test, this, that = tree.args
            return CALLS["where"][1] % (self(this), self(test), self(that)), 9
        latex = CALLS[name][1] if function is None else function.latex
        if latex.count("%s") == 1:
            return latex % ", ".join(map(self, tree.args)), 9
        return latex % tuple(self(one, 9) for one in tree.args), 3

    def _BinOp(self, tree: ast.BinOp) -> tuple[str, int]:
        level, kind = LEVEL[type(tree.op)], type(tree.op)
        if kind is ast.Div:
            return rf"\frac{{{self(tree.left)}}}{{{self(tree.right)}}}", level
        if kind is ast.Pow:
            if isinstance(tree.right, ast.Constant) and tree.right.value == 0.5:
                return rf"\sqrt{{{self(tree.left)}}}", 9
            each = r"\circ " if self.is_matrix(tree.left) else ""
            return f"{{{self(tree.left, 9)}}}^{{{each}{self(tree.right)}}}", level
        if kind is ast.Mult and self.is_matrix(tree.left) and self.is_matrix(tree.right):
            return rf"{self(tree.left, 3)} \odot {self(tree.right, 3)}", level
        product = isinstance(tree.right, ast.BinOp) and isinstance(tree.right.op, ast.MatMult)
        left = self(tree.left, level)
        right = self(tree.right, level + (not (product and kind is ast.Mult)))  # a number times a product of matrices
        if kind is ast.Mult:
            return left + (r" \cdot " if right[0].isdigit() else self.times) + right, level
        if kind is ast.Add and right.startswith("-"):
            return f"{left} - {right[1:]}", level
        signs = {ast.Add: " + ", ast.Sub: " - ", ast.MatMult: r"\,", ast.Mod: r" \bmod "}
        return left + signs[kind] + right, level

    def is_matrix(self, tree: ast.expr) -> bool:
        """Whether an expression is a matrix, and no number."""
        match tree:
            case ast.Name(name):
                return self.matrices and name != "t" and self._differs(name, "now")
            case ast.Attribute(_, "mT"):
                return True
            case ast.Attribute(ast.Name("last"), name):
                return self.matrices and self._differs(name, "last")
            case ast.Call():
                return getattr(tree, "function", None) is not size and any(map(self.is_matrix, tree.args))
            case ast.UnaryOp(_, operand):
                return self.is_matrix(operand)
            case ast.BinOp(left, _, right):
                return self.is_matrix(left) or self.is_matrix(right)
            case _:
                return False

    def _differs(self, name: str, place: str) -> bool:
        """Whether a name has more than one number: what is written as a length has not."""
        return name not in SHAPE and not self.letters(name, place).lstrip("{").startswith(r"\Vert")
