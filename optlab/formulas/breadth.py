"""How wide a line of LaTeX is, near enough to break a long one."""

from __future__ import annotations

import re

MATRIX = r"\\begin\{pmatrix\}(.*?)\\end\{pmatrix\}"
COLOUR = r"\\textcolor\{#\w+\}"
FRACTION = r"\\frac\{([^{}]*)\}\{([^{}]*)\}"
GROUP = r"(?<!\\frac)(?<!\})\{([^{}]*)\}"  # a group in braces, but not those of a fraction
UNSEEN = r"\\(?:,|left|right|hat|tilde|bar|widehat|mathrm|mathbf|operatorname|text)|[\s{}^_]"


def breadth(latex: str) -> int:
    r"""How many signs stand beside each other; a fraction has those of its longer part,
    a matrix those of its longest row.

    >>> breadth(r"\hat m_t = \frac{13.39}{1 - {0.9}^{12}}")
    10
    """
    text, before = re.sub(MATRIX, _widest, re.sub(COLOUR, "", latex)), ""
    while text != before:  # from the inside out
        before = text
        text = re.sub(FRACTION, lambda part: max(part.groups(), key=breadth), text)
        text = re.sub(GROUP, r"\1", text)
    return len(re.sub(r"\\[a-zA-Z]+", "x", re.sub(UNSEEN, "", text)))


def _widest(matrix: re.Match) -> str:
    """The longest row of a matrix, with its parentheses and what is between its columns."""
    longest = max(matrix[1].split(r"\\"), key=breadth)
    return "(" + longest.replace("&", "xx") + ")"
