"""What a verdict says, in English: the one place to add another language.

A sentence is found by a verdict's kind and reason. Its braces are the verdict's numbers; a tuple
of numbers is a point, and is written with three digits a coordinate, unless it has too many of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

SWUNG = "oscillating: it turned back {turns} times in its last {late} steps, and the swings "
RESTS = "at rest at {place} from step {step} on"
SENTENCES = {
    ("converged", "near a minimum"): "converged at step {step}: from there on within {tolerance:.2g} of the minimum",
    ("converged", "at rest"): f"converged: {RESTS}",
    ("converged", "as low"): f"converged: {RESTS}, and as low as the minimum",
    ("stuck", "at rest"): f"stuck: {RESTS}, which is not the minimum",
    ("stuck", "steep"): f"stuck: {RESTS}, where the slope is still {{slope:.3g}}",
    ("stuck", "no minimum"): f"stuck: {RESTS}, and the loss beside it is lower",
    ("still moving", "steps"): "still moving: the last step was {last_step:.3g} long",
    ("oscillating", "shrinks"): SWUNG + "shrink",
    ("oscillating", "grows"): SWUNG + "grow",
    ("oscillating", "stays"): SWUNG + "stay as wide",
    (
        "still moving",
        "noise",
    ): "still moving: noise moves it to and fro, and its loss falls from {first:.3g} to {last:.3g}",
    ("hovering", "noise"): (
        "hovering: noise moves it to and fro around {mean_place}, "
        "and the mean loss of its last {late} steps is {mean_loss:.3g}"
    ),
    ("worse", "ends"): "worse: the loss ends at {last:.3g}, and began at {first:.3g}",
    ("diverged", "overflow"): "diverged: at step {step} the numbers grew too large to be written down",
    ("diverged", "no number"): "diverged: at step {step} the result is not a number, such as 0/0",
    ("diverged", "above the start"): "diverged: from step {step} on the loss is above its start, and the steps grow",
    ("diverged", "falls for ever"): (
        "diverged: from step {step} on the loss is below its start and falls without end, and the steps grow"
    ),
}
NOTES = {
    "above the start": ", and the loss is above its start",
    "rises": ", and the loss rises",
    "falls": ", and the loss falls",
}
NAMES = {kind: kind for kind, _ in SENTENCES}  # the word for a kind in a count of many runs
FEW = 6  # as many coordinates of a point are written out
MANY = 50  # of a point with more coordinates than this, none is written out


def sentence(kind: str, reason: str, step: int | None, numbers: Mapping[str, Any], notes: tuple[str, ...] = ()) -> str:
    """The words of one run's verdict."""
    shown = {name: point(value) if isinstance(value, tuple) else value for name, value in numbers.items()}
    return SENTENCES[kind, reason].format(step=step, **shown) + "".join(NOTES[note] for note in notes)


def numbers_of(kind: str, reason: str) -> set[str]:
    """The names of the numbers in a sentence, beside the step.

    >>> numbers_of("still moving", "steps")
    {'last_step'}
    """
    return {name for _, name, _, _ in Formatter().parse(SENTENCES[kind, reason]) if name} - {"step"}


def count(counts: Mapping[str, int]) -> str:
    """The words of a batch's verdict: how many runs ended in which way.

    >>> count({"converged": 2, "diverged": 1})
    '3 runs: 2 converged, 1 diverged'
    """
    return f"{sum(counts.values())} runs: " + ", ".join(f"{number} {NAMES[kind]}" for kind, number in counts.items())


def point(coordinates: tuple[float, ...]) -> str:
    """The first coordinates of a point; how many there are, if they are the weights of a network.

    >>> point((1.0, 0.25)), point(1210 * (0.0,))
    ('(1, 0.25)', 'a point of 1,210 coordinates')
    """
    if len(coordinates) > MANY:
        return f"a point of {len(coordinates):,} coordinates"
    written = [f"{c:.3g}" for c in coordinates[:FEW]]
    return f"({', '.join(written)}{', …' if len(coordinates) > FEW else ''})"
