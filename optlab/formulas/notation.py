"""Arithmetic as LaTeX: the letters of the field, numbers, and Python's operators."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable
from html import unescape
from typing import Any

from optlab.optimizers.matrices import MatrixRule
from optlab.optimizers.rule import Rule

USUAL = {  # the usual letters; a rule gives others in its `letters`
    "learning_rate": r"\eta",
    "momentum": r"\mu",
    "decay_rate": r"\rho",
    "epsilon": r"\varepsilon",
    "weight_decay": r"\lambda",
    "position": "x",
    "gradient": "g",
    "step": r"\Delta x",
}
OF_MATRICES = {"position": "W", "gradient": "G", "step": r"\Delta W"}  # the usual letters of a rule for matrices
SHAPE = ("rows", "columns")  # names of two numbers: the shape of a gradient that is a matrix
LEVEL = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.MatMult: 2, ast.Mod: 2, ast.Div: 4, ast.Pow: 3}
COMPARISONS = {ast.Lt: r"\lt", ast.LtE: r"\le", ast.Gt: r"\gt", ast.GtE: r"\ge", ast.Eq: "=", ast.NotEq: r"\ne"}
CALLS = {  # how many arguments, and the notation
    "sqrt": (1, r"\sqrt{%s}"),
    "abs": (1, r"\left|%s\right|"),
    "sign": (1, r"\operatorname{sign}(%s)"),
    "exp": (1, r"\exp(%s)"),
    "log": (1, r"\ln(%s)"),
    "tanh": (1, r"\tanh(%s)"),
    "sin": (1, r"\sin(%s)"),
    "cos": (1, r"\cos(%s)"),
    "square": (1, r"{\left(%s\right)}^{2}"),
    "maximum": (2, r"\max(%s)"),
    "minimum": (2, r"\min(%s)"),
    "clip": (3, r"\operatorname{clip}(%s)"),
    "slope_at": (1, r"\nabla f(%s)"),  # the second gradient within a step
    "where": (3, r"\begin{cases} %s & \text{if } %s \\ %s & \text{else} \end{cases}"),
}
GIVEN = "given"  # marks a sum over all coordinates: it has a letter, and no line of its own
LENGTH = "length_of_"  # before a name: the length of the vector, the same number in every coordinate
Writer = Callable[[str, str], str]  # takes a name and where it stands: "rule", "last" or "now"


def symbol(rule: Rule, name: str) -> str:
    """The letter of a hyperparameter in plain characters; "" if it has none.

    >>> from optlab.optimizers import Adam
    >>> symbol(Adam(), "beta1")
    'β₁'
    """
    latex = (USUAL | dict(rule.letters)).get(name) or letter(name)
    plain = re.sub(r"\\(?:var)?([a-zA-Z]+)", lambda word: unescape(f"&{word[1]};"), latex)  # HTML has LaTeX's names
    plain = re.sub(r"_(\d)", lambda digit: chr(ord("₀") + int(digit[1])), plain)
    return plain if re.fullmatch(r"\w+", plain) and plain != name else ""


def usual(rule: Rule) -> dict[str, str]:
    """The letters that a rule has where it names no others."""
    return USUAL | (OF_MATRICES if isinstance(rule, MatrixRule) else {})


class Call(ast.Call):
    """A call of a function that has a notation of its own."""

    function: Any


def named_call(function: Any, arguments: list[ast.expr]) -> Call:
    """The call of a function that is `named`."""
    call = Call(ast.Name(function.__name__), arguments, [])
    call.function = function
    return call


def letters_of(rule: Rule) -> Writer:
    r"""How a rule's names are written: its own letters before the usual ones, a name in upright type where it has none.

    >>> from optlab.optimizers import Adam
    >>> print(letters_of(Adam())("m_hat", "last"))
    \hat m_{t-1}
    """
    known = usual(rule) | dict(rule.letters)

    def write(name: str, place: str) -> str:
        if name == "t":
            return "t"
        if name in SHAPE:
            return rf"\mathrm{{{name}}}"
        if name.startswith(LENGTH):
            return rf"\Vert {write(name.removeprefix(LENGTH), place)}\Vert"
        latex = known.get(name) or letter(name)
        if place == "rule" and not callable(getattr(rule, name, None)):
            return latex
        time = "t-1" if place == "last" else "t"
        if indexed := re.fullmatch(r"(\\?[a-zA-Z]+)_(\w)", latex):
            return f"{indexed[1]}_{{{indexed[2]},{time}}}"
        base = rf"{{{latex}}}" if re.search(r"(?<!\\)_", latex) else latex  # it has an index inside
        return f"{base}_{{t-1}}" if place == "last" else f"{base}_t"

    return write


def letter(name: str) -> str:
    """A name that has no usual letter: Greek, a hat on another, a letter of its own, or upright."""
    if name.endswith("_hat"):
        inner = letter(name.removesuffix("_hat"))
        return rf"\hat {inner}" if len(inner) == 1 else rf"\widehat{{{inner}}}"
    word = name.rstrip("0123456789")
    if "α" <= unescape(f"&{word};") <= "ω":  # the name of a Greek letter
        return rf"\{word}" + (f"_{name.removeprefix(word)}" if word != name else "")
    return name if len(name) == 1 else rf"\mathrm{{{name}}}".replace("_", r"\_")


def as_latex(value: float, digits: int = 4) -> str:
    r"""A number as LaTeX, to four digits.

    >>> as_latex(-0.00001234)
    '-1.234 \\times 10^{-5}'
    """
    if not math.isfinite(value):
        return r"\mathrm{undefined}" if math.isnan(value) else r"\infty" if value > 0 else r"-\infty"
    figures, _, power = f"{value:.{digits}g}".partition("e")
    if power:
        return rf"{figures} \times 10^{{{int(power)}}}".replace(r"1 \times ", "", figures == "1")
    return figures
