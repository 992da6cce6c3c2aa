"""A run in words: beside the picture, and for nbval and screen readers in its place."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from optlab.rule import Array, Rule
from optlab.trace import Trace

VEIL = "Decide what it will do, then play it to its end."
SHAPES = {"o": "●", "s": "■", "^": "▲", "D": "◆", "v": "▼", "P": "✚", "<": "◀", ">": "▶", "*": "★", "X": "✖"}


def digest(traces: Sequence[Trace], start: Array) -> str:
    """All of a run that a picture of it shows, its losses to four digits."""
    where = ", ".join(f"{c:g}" for c in start)
    first = traces[0]
    return "\n".join(
        [
            f"Player: {_rule(first.rule)} on {first.objective.name}, {first.steps} steps from ({where})",
            _ending(first),
            *(f"and {_rule(trace.rule)}\n{_ending(trace)}" for trace in traces[1:]),
        ]
    )


def said(traces: Sequence[Trace]) -> str:
    """The verdict, in a sentence a run."""
    if len(traces) == 1:
        return f"{_capital(traces[0].verdict)}. {_capital(_losses(traces[0]))}."
    return " ".join(f"{_capital(trace.rule.title)}: {trace.verdict}." for trace in traces)


def heading(rule: Rule, look: tuple[str, str]) -> str:
    """A rule's name in its colour, with its marker."""
    colour, marker = look
    return f'<b><span style="color:{colour}">{SHAPES.get(marker, "●")}</span> {escape(rule.title)}</b>'


def _rule(rule: Rule) -> str:
    settings = ", ".join(
        f"{k}={v:g}" if isinstance(v, float) else f"{k}={v!r}" for k, v in rule.hyperparameters.items()
    )
    return f"{type(rule).__name__}({settings})"


def _ending(trace: Trace) -> str:
    return f"{_losses(trace)}; {trace.verdict}"


def _losses(trace: Trace) -> str:
    loss = trace["loss"]
    ends = f"loss {loss[0]:.4g} → {loss[-1]:.4g}"
    if np.isnan(loss).all():
        return ends
    best = int(np.nanargmin(loss))
    return f"{ends}, smallest {loss[best]:.4g} at step {best}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
