"""What comes of a check."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from optlab.exercises.box import boxed
from optlab.exercises.findings import Finding, Kind, Place
from optlab.exercises.words import CODE, sentences


@dataclass(frozen=True)
class Answer:
    """A value; ``str(answer)`` are its sentences, one a line.

    In a notebook they stand in a box. Its words have the page's own colour, so that they can be
    read in every theme; only the bar beside them is coloured, and a sign says the same.

    Attributes:
        exercise: the exercise's name; "" if there is none.
        kind: "right", "not attempted" or "wrong".
        finding: what is said first.
        place: the call that went wrong.
        mistakes: the keys of the mistakes that give exactly these numbers: any one of them.
        seen: what its source and its error show besides.

    >>> answer = Answer("best_rate", "wrong", Finding("nothing"), Place(step=2))
    >>> answer
    Not right yet: at step 2 it returns nothing (None). Is the return missing?
    Hint: At the best rate 1 − ηλmin and −(1 − ηλmax) are equal: both ends shrink alike. Solve that for η.
    >>> answer.outcome
    'wrong'
    """

    exercise: str
    kind: Kind
    finding: Finding
    place: Place | None = None
    mistakes: tuple[str, ...] = ()
    seen: tuple[Finding, ...] = ()

    @property
    def outcome(self) -> str:
        """In one word: the key of the mistake where one is known, else the kind."""
        return self.mistakes[0] if self.mistakes else self.kind

    def __str__(self) -> str:
        return "\n".join(sentences(self.exercise, self.finding, self.place, self.mistakes, self.seen))

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        lines = [_line(line) for line in str(self).splitlines()]
        return boxed(self.kind, "<br>".join(lines), "max-width: 60em")


def _line(line: str) -> str:
    """A line of code keeps its letters of equal width."""
    if line.startswith(CODE):
        return f"<code>{escape(line.strip())}</code>"
    return escape(line)
