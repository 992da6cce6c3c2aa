"""What a check of a gradient found: a value, and its words in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SENTENCES = {  # in braces: the numbers of a finding. For another language only these are translated
    "right": "the gradient is right: it is the value's slope at all of {points} points",
    "no value": "the gradient cannot be checked: the value is no number at any of {points} points of the window",
    "wrong": (
        "the gradient along {coordinate} is wrong: at ({place}) it is {given:.6g}, "
        "the value's slope is {slope:.6g}, so it is off by {off:.3g}"
    ),
}
MISTAKES = {
    "sign": "the sign is wrong",
    "zero": "it is always 0",
    "half": "a factor 2 is missing",
    "double": "there is a factor 2 too many",
    "swapped": "it is the slope along {other}: are the coordinates swapped?",
    "factor": "everywhere it is {factor:.4g} times the slope",
}


@dataclass(frozen=True, repr=False)
class Finding:
    """Whether a gradient is that of its value; ``str(finding)`` says it in a sentence.

    Attributes:
        right: whether it is.
        mistake: the likely one, a key of `MISTAKES`; "" where none explains what was found, and
            "no value" where there was nothing to compare with.
        numbers: those in the sentence, by name.
    """

    right: bool
    mistake: str = ""
    numbers: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        numbers = dict(self.numbers)
        if self.right or self.mistake == "no value":
            return SENTENCES[self.mistake or "right"].format(**numbers)
        numbers["place"] = ", ".join(f"{c:.4g}" for c in self.numbers["place"])
        guess = f" ({MISTAKES[self.mistake].format(**numbers)})" if self.mistake else ""
        return SENTENCES["wrong"].format(**numbers) + guess

    __repr__ = __str__
