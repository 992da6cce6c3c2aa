"""What a panel shows: a quantity over the steps."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from optlab.runs.trace import Trace
from optlab.training.along import judged_along
from optlab.training.samples import Samples
from optlab.values import Array

MOST = 4  # of up to as many coordinates each is drawn
ROUNDING = 1e-12  # a loss below this, on data that a line fits exactly, is rounding
JUDGED = ("loss", "accuracy")  # what a network can be asked of other samples too


@dataclass(frozen=True)
class Panel:
    """What a panel shows.

    Args:
        name: ``"loss"``, ``"gradient norm"``, ``"distance"`` (to the nearest minimum), any name of the
            trace (``"velocity"``, ``"cache"``, ``"rate"``, …), or a hyperparameter (``"learning_rate"``, …),
            whose value at each step shows the course of a schedule; of a network also ``"accuracy"``.
        log: whether the axis is logarithmic; by default it is for loss, norm and distance.
        validation: samples whose loss or accuracy has a curve too, beside that of the training samples.

    >>> Panel("loss").logarithmic, Panel("velocity").logarithmic
    (True, False)
    """

    name: str
    log: bool | None = None
    validation: Samples | None = None

    @property
    def logarithmic(self) -> bool:
        """Whether the axis is logarithmic."""
        return self.name in {"loss", "gradient norm", "distance", "cache"} if self.log is None else self.log

    def switched(self) -> Panel:
        """The same on a linear axis, or if it is linear on a logarithmic one.

        >>> Panel("loss").switched().logarithmic
        False
        """
        return replace(self, log=not self.logarithmic)

    @property
    def validated(self) -> bool:
        """Whether it shows training and validation samples side by side."""
        return self.validation is not None and self.name in JUDGED

    def title(self, trace: Trace) -> str:
        """What stands above it: of a loss on a logarithmic axis, also what has been taken away from it.

        >>> from optlab import GradientDescent, objectives, parabola, run
        >>> [Panel("loss").title(run(GradientDescent(), on, 1)) for on in (parabola, objectives.double_well)]
        ['loss', 'loss − smallest']
        """
        taken = self.name == "loss" and self.logarithmic and not self.validated and abs(_floor(trace)) > ROUNDING
        return self.name.replace("_", " ") + (" − smallest" if taken else "")

    def series(self, trace: Trace) -> Array:
        """The numbers to draw, ``(steps + 1, curves)``; on a logarithmic axis what is not above 0 is left out.

        Raises:
            KeyError: neither the run nor its rule has this name.
        """
        values = self._values(trace).reshape(trace.steps + 1, -1)[:, :MOST]
        if self.name in trace.rule.born_at_1:  # in row 0 it has only a placeholder
            values = np.concatenate([np.full_like(values[:1], np.nan), values[1:]])
        return np.where(values > 0, values, np.nan) if self.logarithmic else values

    def curve_names(self, trace: Trace) -> tuple[str, ...]:
        """The coordinates that have a curve each, or one name where there is one curve for all."""
        if self.validated:
            return "training", "validation"
        return trace.objective.coordinates[: self.series(trace).shape[1]]

    def _values(self, trace: Trace) -> Array:
        if self.validated or (self.name == "accuracy" and self.name not in trace.names):
            which = JUDGED.index(self.name)
            sets = (None, self.validation) if self.validated else (None,)
            return np.column_stack([judged_along(trace, samples)[which] for samples in sets])
        if self.name == "loss":
            return trace["loss"] - (_floor(trace) if self.logarithmic else 0)
        if self.name == "gradient norm":
            with np.errstate(all="ignore"):
                return np.sqrt((trace["gradient"] ** 2).sum(axis=1))
        if self.name == "distance":
            return trace.distance
        if self.name in trace.rule.hyperparameters and self.name not in trace.names:
            later = [trace.rule.at(t).hyperparameters[self.name] for t in range(1, trace.steps + 1)]
            return np.array([np.nan, *later], dtype=float)
        return trace[self.name]


def _floor(trace: Trace) -> float:
    """The loss at the known minimum; where none is known 0, or the lowest of the run if that is below."""
    if trace.objective.minimum is None:
        return min(0.0, float(np.nanmin(trace["loss"], initial=0.0)))
    lowest = trace.objective.minimum.reshape(trace.objective.dim, -1)[:, :1]
    return float(trace.objective.loss(lowest)[0])
