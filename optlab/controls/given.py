"""What a player is given, checked: a mistake is answered in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from optlab.controls.draws import all_draws
from optlab.controls.question import Question
from optlab.objectives import Objective
from optlab.optimizers.rule import Rule
from optlab.training import Network, Samples
from optlab.training.watched import part_of
from optlab.values import Array, as_point, as_whole, shown
from optlab.views.scene.answers import NAME as IMAGES
from optlab.views.scene.data_line import shows_data_line
from optlab.views.scene.panel import JUDGED, Panel
from optlab.views.scene.weights import shows_weights

MOST_SEEDS = 200


def singles(rules: Any) -> list[Rule]:
    """One rule or several as a list of those that a player can show.

    Raises:
        ValueError: something that is no rule, none at all, or a hyperparameter that is an array.
    """
    found = list(rules) if isinstance(rules, list | tuple) else [rules]
    for rule in found or ["nothing"]:
        if not isinstance(rule, Rule):
            raise ValueError(f"rules is {shown(rules)}: it must be a Rule, such as Adam(), or a list of them")
        for name, value in rule.hyperparameters.items():
            if hasattr(value, "shape"):
                raise ValueError(f"{name} is an array: a player shows single runs, so it must be one number")
    return found


def single_start(start: Any, objective: Objective) -> Array:
    """Where a player begins, ``(dim,)``; None is the objective's own start.

    Raises:
        ValueError: another dimension, or several starts.
    """
    point = objective.start if start is None else as_point("start", start, objective.dim)
    if point.ndim > 1:
        raise ValueError(f"start has the shape {point.shape}: a player shows single runs, so it must be (dim,)")
    return point


def as_panels(panels: Any, objective: Objective, rules: Sequence[Rule], validation: Any = None) -> list[Panel]:
    """Names or `Panel`s, one or several, as a list of panels; None is the loss, and each schedule that they share.

    With samples for ``validation`` they have a curve in each panel of the loss or the accuracy (which is one of
    the usual panels then); and where they are images, a row of them is shown too.

    Raises:
        ValueError: something else, the distance to a minimum that nobody knows, or the accuracy of what has no labels.
    """
    network = part_of(objective, Network)
    labelled = network is not None and network.data.labelled
    if panels is None:
        named = [rule.hyperparameters for rule in rules]
        judged = JUDGED if validation is not None and labelled else JUDGED[:1]
        panels = [*judged, *(name for name in named[0] if all(callable(each.get(name)) for each in named))]
    given = [panels] if isinstance(panels, str | Panel) else panels
    if not isinstance(given, Sequence) or not all(isinstance(panel, str | Panel) for panel in given):
        raise ValueError(f"panels is {shown(panels)}: it must be names such as 'loss', or Panels")
    found = [panel if isinstance(panel, Panel) else Panel(panel) for panel in given]
    if objective.minimum is None and any(panel.name == "distance" for panel in found):
        said = f"{objective.name} has no known minimum, so it must be another panel, such as 'loss'"
        raise ValueError(f"panels has 'distance': {said}")
    if any(panel.name == "fit" for panel in found) and not shows_data_line(objective):
        raise ValueError(f"panels has 'fit': {objective.name} must be a LinearRegression with one feature and a bias")
    if any(panel.name == "accuracy" for panel in found) and not labelled:
        raise ValueError(f"panels has 'accuracy': {objective.name} must be a Network of samples with labels")
    return found if validation is None else _validated(found, objective, network, validation)


def _validated(panels: list[Panel], objective: Objective, network: Any, validation: Any) -> list[Panel]:
    if network is None:
        raise ValueError(
            f"validation is {shown(validation)}: it must be left out, since {objective.name} is no Network"
        )
    samples: Samples = network.on(validation).data
    row = [Panel(IMAGES, validation=samples)] if shows_weights(network) and network.data.labelled else []
    return [replace(panel, validation=samples) if panel.name in JUDGED else panel for panel in panels] + row


def as_question(ask: Any, presets: Any, rules: Sequence[Rule]) -> Question | None:
    """The question that a player asks: True is the usual one, which presets ask too; None where there is none.

    Raises:
        ValueError: something that is no question.
    """
    if isinstance(ask, Question):
        return ask
    if not isinstance(ask, bool):
        raise ValueError(f"ask is {shown(ask)}: it must be a Question, or True for the usual one")
    if not ask and presets is None:
        return None
    return Question() if len(rules) == 1 else Question("Which one ends lowest?")


def as_shown(show: Any, rules: Sequence[Rule]) -> tuple[str, ...] | None:
    """The names of the hyperparameters that are shown at once; None for all.

    Raises:
        ValueError: a name that none of the rules has.
    """
    if show is None:
        return None
    names = (show,) if isinstance(show, str) else show
    known = list(dict.fromkeys(name for rule in rules for name in rule.hyperparameters))
    if not isinstance(names, Sequence) or not all(name in known for name in names):
        raise ValueError(f"show is {shown(show)}: it must name one or more of {', '.join(known)}")
    return tuple(names)


def as_seeds(seeds: Any, objective: Objective) -> int:
    """How many draws of the noise to show behind a run.

    Raises:
        ValueError: no whole number from 0 to 200, or more than 0 where no seed decides anything.
    """
    count = as_whole("seeds", seeds, 0, MOST_SEEDS)
    if count and all_draws(objective, count) is None:
        said = f"{objective.name} has no noise that a seed decides, so it must be 0"
        raise ValueError(f"seeds is {count}: {said}")
    return count
