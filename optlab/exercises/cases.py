"""The sick runs of the diagnosis trainer: one thing of a healthy recipe is wrong in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from optlab.training.recipe import Recipe
from optlab.training.train import Training


class Case(NamedTuple):
    """What is wrong with a run.

    Attributes:
        words: the diagnosis.
        fault: the settings of a `Recipe` that make it sick.
        sign: what its curves show, and no other's.
        cure: what to do.
        also: settings that cure it too, though they are not at fault.
        aside: settings that differ from the healthy recipe and are not at fault.
    """

    words: str
    fault: Mapping[str, Any]
    sign: str
    cure: str
    also: tuple[str, ...] = ()
    aside: Mapping[str, Any] = {}

    def recipe(self, seed: int) -> Recipe:
        """The sick recipe."""
        return replace(Recipe(seed=seed), **self.aside, **self.fault)


CASES = {
    "healthy": Case(
        "Nothing is wrong",
        {},
        "The loss falls from about 2.4, fast at first; validation follows training closely; no jump stays.",
        "",
    ),
    "rate too large": Case(
        "The learning rate is too large",
        {"learning_rate": 3.0},
        "The length of the weights jumps in the first updates; then the loss stays at ln 10 = 2.30, "
        "and the weights stay long: the units of the network are dead.",
        "Take a tenth of the rate.",
    ),
    "rate too small": Case(
        "The learning rate is too small",
        {"learning_rate": 0.003},
        "The loss falls along a line that hardly bends, the weights hardly change, "
        "and nothing limits the gradient: clipping never acts.",
        "Take ten times the rate, and again, until it becomes worse.",
    ),
    "not shuffled": Case(
        "The images are sorted by label",
        {"shuffled": False},
        "The loss of a batch is often very low while that of all images is high: "
        "a batch holds one digit, which is learned, and the others are forgotten.",
        "Shuffle before every pass.",
    ),
    "not scaled": Case(
        "The pixels are not scaled",
        {"scaled": False},
        "The loss starts far above ln 10 = 2.30 although the weights begin as long as they should; "
        "a few updates later it is near ln 10, the units are dead, and no more is learned.",
        "Divide the pixels by their largest value.",
    ),
    "zero weights": Case(
        "All weights begin at 0",
        {"initialization": "zeros"},
        "The length of the weights begins at 0, and the loss stays at ln 10 = 2.30 from the first update on: "
        "only the last biases move.",
        "Draw the first weights at random, scaled to the layer: he for relu, xavier for tanh.",
    ),
    "large weights": Case(
        "The weights begin too large",
        {"initialization": "large"},
        "The loss starts far above ln 10 = 2.30, and the length of the weights begins at five times what it should be.",
        "Draw the first weights scaled to the layer: he for relu, xavier for tanh.",
    ),
    "overfitting": Case(
        "It overfits: there are too few images",
        {"images": 60},
        "The training loss goes to 0 and the training accuracy to 1, while validation stays far behind.",
        "Take more images. Decay or an early stop help where the validation loss turns and rises; "
        "here it only stays high.",
    ),
    "clipped": Case(
        "The gradient is clipped at every step",
        {"clip_norm": 0.02},
        "Clipping acts in (nearly) all steps: every step has the same length, and the run is slow.",
        "Clip at a length that the gradient rarely has.",
    ),
    "decay too strong": Case(
        "The weight decay is too strong",
        {"weight_decay": 0.3},
        "The length of the weights falls towards 0, and the loss comes back up to ln 10 = 2.30.",
        "Take a hundredth of the decay.",
    ),
    "mixed labels": Case(
        "The labels are mixed up",
        {"labels": "mixed"},
        "The training loss falls slowly, and the validation loss does not: it stays near ln 10 = 2.30 or above, "
        "and the validation accuracy near that of guessing, 0.1.",
        "Look at ten images with their labels.",
        aside={"images": 300},
    ),
    "one spoiled batch": Case(
        "One batch was spoiled",
        {"spoiled": True},
        "All is well until, from one update to the next, the gradient and the loss jump; then it recovers, or not.",
        "Clip the gradient: one batch can then not move the weights far. And look for the batch.",
        also=("clip_norm",),
    ),
}
AGAIN = 1.25  # a loss above this many times that of the start counts as a jump
BETTER = 0.85  # a mended run has at most this part of the sick run's mean validation loss


def mended(sick: Training, run: Training) -> bool:
    """Whether a run is better than the sick one, all the way, and nothing in it jumps.

    >>> slow, good = Recipe(learning_rate=0.003).trained(), Recipe().trained()
    >>> mended(slow, good), mended(slow, slow)
    (True, False)
    """
    calm = run["loss"].max() < AGAIN * run["loss"][0]
    return bool(calm and run["validation_loss"].mean() < BETTER * sick["validation_loss"].mean())


def put_right(case: Case, sick: Recipe, recipe: Recipe) -> bool:
    """Whether a recipe has the cause of a sick one mended, and not only covered by something else.

    >>> unsorted = CASES["not shuffled"]
    >>> sick = unsorted.recipe(seed=0)
    >>> put_right(unsorted, sick, replace(sick, batch_size=128)), put_right(unsorted, sick, Recipe())
    (False, True)
    """
    return any(getattr(recipe, name) != getattr(sick, name) for name in (*case.fault, *case.also))


def order_of(seed: int) -> list[str]:
    """The cases in an order that gives nothing away."""
    return np.random.default_rng(seed).permutation(list(CASES)).tolist()
