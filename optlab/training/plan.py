"""What is to be done in a race, in parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from optlab.training.network import Network
from optlab.training.result import Race
from optlab.training.samples import as_samples
from optlab.training.spaces import as_entry, draw_trials
from optlab.training.trials import Outcome, Trials, blocks
from optlab.values import as_seed, as_whole, shown

ROWS = 20  # rows of a curve, by default


def as_trials(entries, network, validation, trials, steps, batch_size, seed, schedule, every) -> tuple[Trials, ...]:
    """The race in parts, each of them for one method, one seed and some of its trials."""
    if not isinstance(entries, Mapping) or not entries:
        raise ValueError(f"entries is {shown(entries)}: it must hold one or more methods, name -> (rule, space)")
    if not isinstance(network, Network):
        raise ValueError(f"network is {shown(network)}: it must be a Network")
    methods = {name: as_entry(name, entry) for name, entry in entries.items()}
    validation, trials = as_samples("validation", validation), as_whole("trials", trials, low=1)
    network.on(validation)  # raises if they do not fit
    steps = as_whole("steps", steps, low=1)
    batch_size = as_whole("batch_size", batch_size, 1, len(network), ", the samples there are")
    every = max(1, steps // ROWS) if every is None else as_whole("every", every, low=1)
    if schedule is not None and not callable(schedule):
        raise ValueError(
            f"schedule is {shown(schedule)}: it must take a rate and the steps, as polynomial does, or be None"
        )
    seeds = as_seed(seed)
    found = []
    for one in (seeds,) if isinstance(seeds, int) else seeds:
        for name, (rule, space) in methods.items():
            settings = draw_trials(name, rule, space, trials, as_whole("seed", one, low=0))
            for part in blocks(trials, network.dim * network.start.itemsize):
                mine = {parameter: values[part] for parameter, values in settings.items()}
                given = (mine, schedule, network, validation, batch_size, steps, every)
                found.append(Trials(name, one, part.start, rule, *given))
    return tuple(found)


def kept(race: Any, todo: tuple[Trials, ...]) -> dict[tuple, Outcome]:
    """What a race that was not finished has, of the parts that are to be done."""
    if not isinstance(race, Race):
        raise ValueError(f"resume is {shown(race)}: it must be a Race that was not finished")
    if [repr(part) for part in race.parts] != [repr(part) for part in todo]:
        raise ValueError("resume is a race that was made with other arguments: they must be the same")
    return dict(race.outcomes)
