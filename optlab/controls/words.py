"""A run in words: beside the picture, and for nbval and screen readers in its place."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from optlab.objectives import Objective
from optlab.objectives.plane import plane_of
from optlab.optimizers.rule import Rule
from optlab.runs.trace import Trace
from optlab.training.along import judged_along
from optlab.views.scene.panel import Panel
from optlab.views.sign import sign

STOPPED = "Stopped: the picture is still that of the runs before. Change a setting to run again."
TENTHS = (10, 90)  # percent of the draws
NAMED = 20  # coordinates of a start that are written out


def digest(traces: Sequence[Trace], start: Sequence[float]) -> str:
    """All of a run that a picture of it shows, its losses to four digits."""
    lines = [f"{rule}\n{_ending(trace)}" for rule, trace in zip(_rules(traces, start), traces, strict=True)]
    return "\n".join(lines)


def hidden_digest(traces: Sequence[Trace], start: Sequence[float]) -> str:
    """What may be said of a run that is still to be predicted."""
    return "\n".join([*_rules(traces, start), "What it will do is hidden until it has been predicted and played."])


def verdicts(traces: Sequence[Trace]) -> str:
    """The verdict, in a sentence a run."""
    if len(traces) == 1:
        return f"{_capital(str(traces[0].verdict))}. {_capital(_losses(traces[0]))}."
    return "\n".join(f"{_capital(trace.rule.title)}: {trace.verdict}." for trace in traces)


def crowded(crowd: Sequence[Trace]) -> list[str]:
    """What became of many draws of the noise, in a sentence a rule; each trace is a batch of runs, one a seed."""
    found = []
    for batch in crowd:
        with np.errstate(all="ignore"):
            low, high = np.percentile(np.nan_to_num(batch["loss"][-1], nan=np.inf), TENTHS, method="nearest")
        whose = f"{_capital(batch.rule.title)}: of" if len(crowd) > 1 else "Of"
        ends = f"{low:.4g} to {high:.4g}"
        found.append(f"{whose} {batch.batch[0]} draws of the noise, eight in ten end at a loss from {ends}.")
    return found


def judged(traces: Sequence[Trace], panels: Sequence[Panel]) -> list[str]:
    """What the panels say of validation samples, in a sentence a run; none where there are no such samples."""
    samples = next((panel.validation for panel in panels if panel.validation is not None), None)
    if samples is None:
        return []
    found = []
    for trace in traces:
        loss, accuracy = judged_along(trace, samples)
        right = "" if np.isnan(accuracy).all() else f", right {accuracy[0]:.1%} → {accuracy[-1]:.1%}"
        whose = f"{trace.rule.title}: " if len(traces) > 1 else ""
        found.append(f"{whose}validation loss {loss[0]:.4g} → {loss[-1]:.4g}{right}")
    return found


def projected(objective: Objective) -> list[str]:
    """What a map does not show, where it shows two directions of many."""
    plane = plane_of(objective)
    if plane is None:
        return []
    return [
        f"The map shows two of {plane.dim} directions: each path is a projection, and the lines are the loss with the "
        f"other {plane.dim - 2} at the minimum."
    ]


def heading(rule: Rule, look: tuple[str, str]) -> str:
    """A rule's name in its colour, with its marker."""
    colour, marker = look
    return f"<b>{sign(marker, colour)} {escape(rule.title)}</b>"


def _rules(traces: Sequence[Trace], start: Sequence[float]) -> list[str]:
    first = traces[0]
    where = f"({', '.join(f'{c:g}' for c in start)})" if len(start) <= NAMED else f"its {len(start):,} first weights"
    return [
        f"Player: {_rule(first.rule)} on {first.objective.name}, {first.steps} steps from {where}",
        *(f"and {_rule(trace.rule)}" for trace in traces[1:]),
    ]


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
