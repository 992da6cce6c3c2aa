"""Draw random runs, walk each of them five times as far, and count the verdicts that this proves wrong.

    python -m tests.runs.verdict_audit          # 3,000 runs; one line for each wrong verdict, and the count by reason
    python -m tests.runs.verdict_audit 500 7    # 500 runs of another seed

A verdict speaks of the steps that were made. It is called wrong only where they show otherwise, or where the
steps that follow show that the word was not earned: see `wrong`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from typing import get_type_hints

import numpy as np

from optlab import objectives, run, schedules
from optlab.objectives import LinearRegression, Minibatches, Noisy, Surface
from optlab.optimizers import Decay, Rate
from optlab.runs.measures import TOLERANCE
from tests.catalogue import DATA, OBJECTIVES, RULES

PARTS = [1, 2, 10]  # the steps of a run over those of its schedule
FARTHER = 5  # how many times as many steps show what became of a run
FAR = 100  # the loss above the lowest, at the end over that at the start, from which on a sentence must say so
LINE = np.linspace(-1, 1, 40)
NOISY_DATA = LinearRegression(X=LINE, y=2 * LINE + 0.3 * np.random.default_rng(0).normal(size=40))
NO_MINIMUM = [
    Surface("x², no minimum given", lambda w: w[0] * w[0], lambda w: 2 * w, start=10, window=(-12, 12)),
    Surface("−x²", lambda w: -w[0] * w[0], lambda w: -2 * w, start=0, window=(-12, 12)),
    Surface(
        "(1 − x²y²)²/2",
        lambda w: (1 - w[0] ** 2 * w[1] ** 2) ** 2 / 2,
        lambda w: np.array([-2 * w[0] * w[1] ** 2, -2 * w[0] ** 2 * w[1]]) * (1 - w[0] ** 2 * w[1] ** 2),
        start=(2, 0.1),
        window=((-3, 3), (-3, 3)),
    ),
]
ALL = [
    *OBJECTIVES,
    *NO_MINIMUM,
    LinearRegression(X=[[1, 2], [2, 4], [3, 6]], y=[1, 2, 2.5]),  # one solution of many is called the minimum
    LinearRegression(X=[2], y=[3]),
    *(Noisy(surface, sigma, seed=1) for surface in (objectives.bowl, objectives.rosenbrock) for sigma in (0.1, 2.0)),
    *(Minibatches(data, size, seed=2) for data in (DATA, NOISY_DATA) for size in (1, 3)),
]


def draws(count: int, seed: int) -> Iterator[tuple]:
    """Rules of random hyperparameters, each with an objective, a number of steps and a start."""
    draw = np.random.default_rng(seed)
    for _ in range(count):
        rule, objective = RULES[draw.integers(len(RULES))], ALL[draw.integers(len(ALL))]
        steps = int(draw.choice([5, 20, 50, 200, 500]))
        setting = {}
        for field in fields(rule):
            hint = get_type_hints(rule, include_extras=True)[field.name]
            if hint == Decay and draw.random() < 0.5:
                setting[field.name] = float(draw.choice([0, 0.5, 0.9, 0.99, 0.9999]))
            if hint == Rate and (field.name == "learning_rate" or draw.random() < 0.3):
                setting[field.name] = float(10 ** draw.uniform(-7 if draw.random() < 0.1 else -3, 1.2))
        if "learning_rate" in setting and draw.random() < 0.15:
            make = draw.choice([schedules.cosine, schedules.polynomial])
            setting["learning_rate"] = make(
                setting["learning_rate"], steps=max(1, steps // int(draw.choice([1, 2, 10])))
            )
        low, high = np.array(objective.window).T
        start = None if draw.random() < 0.5 else draw.uniform(low, high)
        yield rule(**setting), objective, steps, start


def wrong(trace, longer) -> str | None:
    """What is wrong with the verdict of a run, by what it and a longer one show; None if nothing is."""
    verdict, objective, loss = trace.verdict, trace.objective, trace["loss"]
    words, kind, known = str(verdict), verdict.kind, objective.minimum is not None
    if not np.isfinite(loss).all() or not np.isfinite(trace["position"]).all():
        return None if kind == "diverged" or np.isfinite(loss[-1]) else "no number, and not called diverged"
    lowest = float(objective.loss(objective.minimum.reshape(objective.dim, -1)[:, 0])) if known else loss.min()
    above, first = loss[-1] - lowest, loss[0] - lowest
    told = any(word in words for word in ("above", "worse", "as high"))
    if kind != "diverged" and above > FAR * first > 0 and not told:
        return "the loss ends far above its start, and nothing is said of it"
    after = longer["position"][trace.steps :]
    if kind == "converged":
        slope = np.linalg.norm(objective.full_gradient(trace["position"][-1]))
        steepest = max(
            np.linalg.norm(objective.full_gradient(w)) for w in trace["position"][:: max(1, trace.steps // 9)]
        )
        if not known and slope > 1e-2 * steepest:
            return "called converged where the ground is steep"
        if not known and not objective.noisy:
            beside = trace["position"][-1][:, None] + 1e-3 * np.random.default_rng(0).normal(size=(objective.dim, 200))
            # as near as where a minimum is known: of a way of 1, TOLERANCE is left; in a bowl, its square of the loss
            level = 1e-9 * (1 + abs(loss[-1])) + TOLERANCE**2 * max(loss[0] - loss[-1], 0)
            if (objective.loss(beside) < loss[-1] - level).mean() > 0.2:
                return "called converged where the ground beside is lower"
        reach = 10 * 1e-3 * max(trace.distance[0], 1e-9) if known and trace.distance[0] else 1e-2 * window_of(objective)
        if not np.linalg.norm(after - after[0][None], axis=1).max() < max(reach, 1e-9):
            return "called converged, and then it leaves"
    if kind == "stuck" and known and "not the minimum" in words and above <= 1e-9 * first:
        return "called stuck above the minimum, and it is as low"
    if kind == "diverged" and longer["loss"][-1] < loss[0] and "falls" not in words:
        return "called diverged, and then it is below its start"
    if kind == "oscillating":
        if ("shrink" in words or "as wide" in words) and not np.isfinite(longer["loss"][-1]):
            return "its swings are said to shrink or to stay, and it diverges"
        if objective.noisy and ("grow" in words or "shrink" in words):
            return "noise, and a trend is seen in its swings"
    rises = np.mean(loss[-len(loss) // 4 :]) - np.mean(loss[len(loss) // 2 : -len(loss) // 4])
    if kind in ("oscillating", "still moving") and loss[-1] > loss[0] and rises > 0.1 * np.ptp(loss) and not told:
        return "it climbs, and nothing is said of it" if "rise" not in words and "climb" not in words else None
    return None


def window_of(objective) -> float:
    """The length of the diagonal of what is drawn."""
    return float(np.hypot.reduce([high - low for low, high in objective.window]))


def audit(count: int = 3000, seed: int = 0) -> Iterator[tuple]:
    """Each wrong verdict: what is wrong, the verdict, the trace."""
    for rule, objective, steps, start in draws(count, seed):
        trace = run(rule, objective, steps, start)
        with np.errstate(all="ignore"):
            said = wrong(trace, run(rule, objective, FARTHER * steps, start))
        yield said, trace.verdict, trace


if __name__ == "__main__":
    count, seed = [*map(int, sys.argv[1:]), *(3000, 0)[len(sys.argv) - 1 :]]
    found, kinds = Counter(), Counter()
    for said, verdict, trace in audit(count, seed):
        kinds[verdict.kind] += 1
        if said:
            found[said] += 1
            print(f"{said}: {trace}\n    {trace['loss'][0]:.3g} → {trace['loss'][-1]:.3g}; {verdict}")
    print(*(f"{number:5} {kind}" for kind, number in kinds.most_common()), sep="\n")
    print(
        f"{found.total()} of {count} flagged", *(f"{number:5} {said}" for said, number in found.most_common()), sep="\n"
    )
