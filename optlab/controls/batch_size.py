"""A control for the batch size, and what the run then costs."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from optlab.objectives import Minibatches

FEW = 12  # with up to as many samples the slider has every batch size


class BatchSize(widgets.HBox):
    """How many samples an update looks at; ``batches`` is what the slider says now.

    Args:
        batches: where the slider begins.
        steps: of the run, whose cost is counted in gradient evaluations.
        changed: called with the same data in batches of the new size.
    """

    def __init__(self, batches: Minibatches, steps: int, changed: Callable[[Minibatches], None]) -> None:
        self.batches, self.steps, self.changed = batches, steps, changed
        label = widgets.Label("batch size")
        label.add_class("optlab-name")
        sizes = _sizes(len(batches.data), batches.batch_size)
        self.slider = widgets.SelectionSlider(options=sizes, value=batches.batch_size, readout=False)
        self.slider.tooltip = "batch size"
        self.cost = widgets.Label(self._said())
        super().__init__([label, self.slider, self.cost], layout={"align_items": "center"})
        self.add_class("optlab-batch_size")
        self.slider.observe(lambda change: self._take(change["new"]), "value")

    def show(self, batches: Minibatches, steps: int) -> None:
        """Show a batch size that was set elsewhere; ``changed`` is not called."""
        self.batches, self.steps = batches, steps
        self.slider.value = batches.batch_size
        self.cost.value = self._said()

    def _take(self, size: int) -> None:
        if size == self.batches.batch_size:
            return
        self.batches = Minibatches(self.batches.data, size, self.batches.seed)
        self.cost.value = self._said()
        self.changed(self.batches)

    def _said(self) -> str:
        size, samples = self.batches.batch_size, len(self.batches.data)
        return f"{size} of {samples}: {self.batches.evaluations(self.steps):,} gradient evaluations"


def _sizes(samples: int, first: int) -> list[int]:
    """1, 2, 5, 10, 20, … up to all of them; each size where there are few."""
    steps = range(1, samples) if samples <= FEW else [n * 10**k for k in range(len(str(samples))) for n in (1, 2, 5)]
    return sorted({first, samples, *(size for size in steps if size < samples)})
