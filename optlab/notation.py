"""Arithmetic as LaTeX: the letters of the field, numbers, and Python's operators."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable

GREEK = {
    "learning_rate": ("η", r"\eta"),
    "momentum": ("μ", r"\mu"),
    "decay_rate": ("ρ", r"\rho"),
    "beta1": ("β₁", r"\beta_1"),
    "beta2": ("β₂", r"\beta_2"),
    "epsilon": ("ε", r"\varepsilon"),
    "weight_decay": ("λ", r"\lambda"),
    "momentum_decay": ("ψ", r"\psi"),
}
STATE = {
    "position": "x",
    "gradient": "g",
    "step": r"\Delta x",
    "velocity": "v",
    "cache": r"\mathrm{cache}",
    "rate": r"\mathrm{rate}",
    "m_hat": r"\hat m",
    "v_hat": r"\hat v",
    "v_max": r"v^{\max}",
}
LEVEL = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 4, ast.Pow: 3}
CALLS = {"sqrt": r"\sqrt{%s}", "abs": r"\left|%s\right|", "sign": r"\operatorname{sign}(%s)", "maximum": r"\max(%s)"}
Writer = Callable[[str, str], str]  # of a name and where it stands ("rule", "last" or "now")


def symbol(name: str) -> str:
    """The Greek letter of a hyperparameter, in plain characters; "" if it has none.

    >>> symbol("beta1")
    'β₁'
    """
    return GREEK.get(name, ("", ""))[0]


def letter(name: str, place: str) -> str:
    if place == "rule":
        return GREEK[name][1] if name in GREEK else rf"\mathrm{{{name}}}"
    if name == "t":
        return "t"
    letter = STATE.get(name, name if len(name) == 1 else rf"\mathrm{{{name}}}".replace("_", r"\_"))
    return f"{letter}_{{t-1}}" if place == "last" else f"{letter}_t"


def written(value: float) -> str:
    r"""A number as LaTeX, to four digits.

    >>> written(-0.00001234)
    '-1.234 \\times 10^{-5}'
    """
    if not math.isfinite(value):
        return r"\mathrm{undefined}" if math.isnan(value) else r"\infty" if value > 0 else r"-\infty"
    digits, _, power = f"{value:.4g}".partition("e")
    if power:
        return rf"{digits} \times 10^{{{int(power)}}}".replace(r"1 \times ", "", digits == "1")
    return digits


class Typesetter:
    """Python's arithmetic as LaTeX, with parentheses only where they are needed."""

    def __init__(self, write: Writer, times: str = r"\,") -> None:
        self.write, self.times = write, times

    def __call__(self, tree: ast.expr, level: int = 0) -> str:
        text, own = getattr(self, f"_{type(tree).__name__}")(tree)
        return rf"\left({text}\right)" if own < level else text

    def _Constant(self, tree: ast.Constant) -> tuple[str, int]:
        return f"{tree.value:g}", 9

    def _Name(self, tree: ast.Name) -> tuple[str, int]:
        return self._leaf(tree.id, "now")

    def _Attribute(self, tree: ast.Attribute) -> tuple[str, int]:
        return self._leaf(tree.attr, "rule" if tree.value.id == "self" else "last")

    def _leaf(self, name: str, place: str) -> tuple[str, int]:
        text = self.write(name, place)
        return text, (1 if text.startswith("-") else 2 if r"\times" in text else 3 if "10^" in text else 9)

    def _UnaryOp(self, tree: ast.UnaryOp) -> tuple[str, int]:
        return f"-{self(tree.operand, 2)}", 2

    def _Call(self, tree: ast.Call) -> tuple[str, int]:
        return CALLS[tree.func.attr] % ", ".join(map(self, tree.args)), 9

    def _BinOp(self, tree: ast.BinOp) -> tuple[str, int]:
        level, kind = LEVEL[type(tree.op)], type(tree.op)
        if kind is ast.Div:
            return rf"\frac{{{self(tree.left)}}}{{{self(tree.right)}}}", level
        if kind is ast.Pow:
            if isinstance(tree.right, ast.Constant) and tree.right.value == 0.5:
                return rf"\sqrt{{{self(tree.left)}}}", 9
            return f"{{{self(tree.left, 9)}}}^{{{self(tree.right)}}}", level
        left = self(tree.left, level)
        right = self(tree.right, level + 1)
        if kind is ast.Mult:
            return left + (r" \cdot " if right[0].isdigit() else self.times) + right, level
        return f"{left} {'+' if kind is ast.Add else '-'} {right}", level
