"""What a check says."""

from __future__ import annotations

from html import escape
from typing import Literal

Kind = Literal["right", "not attempted", "wrong"]
LOOKS = {  # a sign, and the colour that JupyterLab's theme has for it; the second one is for other pages
    "right": ("✔", "var(--jp-success-color1, #388e3c)"),
    "not attempted": ("○", "var(--jp-warn-color1, #f57c00)"),
    "wrong": ("✘", "var(--jp-error-color1, #d32f2f)"),
}


class Answer(str):
    """A few sentences, one a line, with their ``kind``: "right", "not attempted" or "wrong".

    In a notebook they stand in a box. Its words have the page's own colour, so that they can be
    read in every theme; only the bar beside them is coloured, and a sign says the same.

    >>> answer = Answer("wrong", "Not right yet: at step 1 …", "Hint: 2 < 3.")
    >>> answer
    Not right yet: at step 1 …
    Hint: 2 < 3.
    >>> answer.kind
    'wrong'
    """

    kind: Kind

    def __new__(cls, kind: Kind, *lines: str) -> Answer:
        answer = super().__new__(cls, "\n".join(lines))
        answer.kind = kind
        return answer

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        sign, colour = LOOKS[self.kind]
        lines = "<br>".join(escape(line) for line in self.splitlines())
        box = f"border: 1px solid {colour}; border-left-width: 6px; padding: 6px 12px; max-width: 60em"
        return f'<div role="status" style="{box}"><b aria-hidden="true">{sign}</b> {lines}</div>'
