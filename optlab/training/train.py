"""One training run, or a batch of them, watched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from optlab.objectives.objective import Objective
from optlab.optimizers.rule import Rule
from optlab.runs.bar import bar
from optlab.runs.record import kept_steps
from optlab.runs.walk import walk
from optlab.training.samples import Samples
from optlab.training.watched import Watch, as_measures, network_of
from optlab.values import Array, as_whole


@dataclass(frozen=True, eq=False, repr=False)
class Training:
    """What was seen while a network was trained.

    ``training[name]`` is ``(rows, *batch)``, a row for each t in ``training.t``:

    - ``loss``, ``accuracy``: on all the training samples;
    - ``validation_loss``, ``validation_accuracy``: on those for validation; NaN where there are none;
    - ``batch_loss``: on the samples of this step's batch, before the step: what a training loop prints;
    - ``gradient_norm``: the length of the gradient of this step's batch;
    - ``clipped``: in what part of the steps since the last row clipping acted;
    - ``step_ratio``: the length of the step beside that of all weights after it;
    - ``weight_norm``: the length of all weights and biases together;
    - ``learning_rate``: of this step.

    Row 0 is the start, where no step has been made: what belongs to a step is NaN there.

    Attributes:
        t: the steps that have a row, ``(rows,)``.
        position: the weights after the last step, ``(dim, *batch)``; their average, where the rule averages.
        stopped: whether it was interrupted; then the rows end at the last one that was finished.
    """

    rule: Rule
    objective: Objective
    columns: dict[str, Array]
    t: Array
    position: Array
    stopped: bool

    def __getitem__(self, name: str) -> Array:
        if name not in self.columns:
            raise KeyError(f"{name!r} was not watched: it must be one of {', '.join(self.columns)}")
        return self.columns[name]

    def __repr__(self) -> str:
        how = "stopped after" if self.stopped else "of"
        return f"Training({self.rule!r} on {self.objective.name}, {how} {self.t[-1]} steps)"


def train(
    rule: Rule,
    objective: Objective,
    steps: int,
    validation: Samples | None = None,
    every: int = 10,
    keep: Iterable[str] | None = None,
    start: Any = None,
    progress: Callable[[int, int], None] | None = None,
) -> Training:
    """Train a network, and watch it every few steps.

    It takes the same steps as `run`, and keeps another thing: not each weight at each step but what tells
    how the training goes. That takes at most 10 numbers a row and run, however large the network
    is; beside that, there are one state of the rule and the weights. An interrupt (Stop, Ctrl+C) ends
    it early and loses nothing.

    Args:
        rule: the optimizer; arrays of hyperparameters make a batch of runs, as everywhere.
        objective: a `Network`, or `Minibatches` of one, with or without a penalty.
        steps: how many updates, at least 1.
        validation: samples that are judged beside the training samples, and never trained on.
        every: one row in this many steps; the start and the last step have one too.
        keep: the names of what is watched; by default all. What is not kept is not computed.
        start: weights to start from, ``(dim, *batch)``; by default the network's own.
        progress: called after each step with how many are done and how many there are; by default work of
            more than a second has a bar, in a terminal and in a notebook.

    Raises:
        ValueError: as `run`; an objective that is no network, or samples that do not fit it.

    >>> from optlab import Adam, Minibatches
    >>> from optlab.training import Network, digits
    >>> data = digits()
    >>> net = Network([64, 32, 10], data.train)
    >>> training = train(Adam(0.01), Minibatches(net, 64, seed=0), 100, data.validation, every=50)
    >>> training.t, bool(training["validation_accuracy"][-1] > 0.9)
    (array([  0,  50, 100]), True)
    """
    network, names = network_of(objective), as_measures(keep)
    judge = None if validation is None else network.on(validation)
    steps, every = as_whole("steps", steps, low=1), as_whole("every", every, low=1)
    watch, stopped = Watch(names, objective, judge, kept_steps(steps, every)), False
    position: Any = None
    with bar("training") as tell, np.errstate(all="ignore"):  # a run may diverge: infinities and NaN are results here
        told = progress or tell
        try:
            for t, made, gradient in walk(rule, objective, steps, start):
                watch.see(t, rule, made, gradient)
                position = getattr(made, rule.judged)
                if t:
                    told(t, steps)
        except KeyboardInterrupt:
            if not watch.rows:
                raise
            stopped = True
    return Training(rule, objective, watch.seen(), watch.t[: watch.rows], position, stopped)
