"""The terms of a step as letters: in LaTeX with a colour for each, and in plain characters."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from html import unescape

from optlab.formulas.notation import Writer, letters_of
from optlab.formulas.step_terms import step_terms
from optlab.formulas.typesetter import Typesetter
from optlab.optimizers.rule import Rule

LONGEST = 40  # a term in plain letters has at most as many characters: more have no room in a picture


def coloured(rule: Rule, colours: Sequence[str], write: Writer | None = None, times: str = r"\,") -> tuple[str, str]:
    r"""The line that makes the step: its name, and its right-hand side as LaTeX with each term in its colour.

    Args:
        rule: whose.
        colours: one for each of its `step_terms`.
        write: what stands for a name; by default its letter.
        times: what stands between factors.

    >>> from optlab import GradientDescent
    >>> print(coloured(GradientDescent(), ["#009E73"], times=" "))
    ('step', '\\textcolor{#009E73}{-\\eta g_t}')
    """
    text, typeset = "", Typesetter(rule, write or letters_of(rule), times)
    for term, colour in zip(step_terms(rule), colours, strict=True):
        letters = typeset(term.tree, 1)
        sign, letters = ("-", letters[1:]) if letters.startswith("-") and text else ("+" if text else "", letters)
        text += rf" {sign} " * bool(sign) + rf"\textcolor{{{colour}}}{{{letters}}}"
    return step_terms(rule)[0].line, text


def plain(rule: Rule, tree: ast.expr) -> str:
    """An expression in plain characters, without the step's index; "" if it is too long for a line.

    >>> from optlab import Adam, Momentum
    >>> [plain(Momentum(), term.tree) for term in step_terms(Momentum())], plain(Adam(), step_terms(Adam())[0].tree)
    (['μv', '−ηg'], '−rate·m̂')
    """
    text = Typesetter(rule, letters_of(rule), "·")(tree)
    for latex, sign in ((r"\left", ""), (r"\right", ""), (r" \cdot ", "·"), (r"\,", "·"), (r" \odot ", "⊙")):
        text = text.replace(latex, sign)
    text = re.sub(r"_(\{t-1\}|t)", "", re.sub(r"_\{(\w),t(-1)?\}", r"_\1", text))
    text = re.sub(r"\\(?:mathrm|operatorname)\{(\w+)\}", r"\1", text)
    text = re.sub(r"\{(\w+)\}\^\\top", r"\1ᵀ", text)
    text = re.sub(r"\\hat (\w)", "\\1\N{COMBINING CIRCUMFLEX ACCENT}", text)
    text = re.sub(r"\\tilde (\w)", "\\1\N{COMBINING TILDE}", text)
    while text != (flat := re.sub(r"\\(?:frac|sqrt)" + 2 * r"(?:\{([^{}]*)\})?", _in_a_row, text)):
        text = flat
    text = re.sub(r"\\(max|min)", r"\1", text)
    text = re.sub(r"\\(?:var)?([a-zA-Z]+)", lambda word: unescape(f"&{word[1]};"), text)
    text = re.sub(r"_(\d)", lambda digit: chr(ord("₀") + int(digit[1])), text).replace("-", "−")
    text = re.sub(r"(?<=\b\w)·(?=\w\b)", "", text)  # between single letters
    return "" if re.search(r"[\\{}&]", text) or len(text) > LONGEST else text


def _in_a_row(found: re.Match) -> str:
    """A fraction or a root of what has no braces any more, with parentheses where they are needed."""
    above, below = found.groups()
    if above is None or (below is None) == found[0].startswith(r"\frac"):
        return found[0]
    if below is None:
        return f"√{above}" if re.fullmatch(r"[^ ·/]*", above) else f"√({above})"
    above = f"({above})" if " " in above else above
    return f"{above}/{below}" if re.fullmatch(r"[^ ·/]*", below) else f"{above}/({below})"
