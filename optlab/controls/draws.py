"""Other draws of the noise."""

from __future__ import annotations

from optlab.objectives import Minibatches, Noisy, Objective


def another_draw(objective: Objective) -> Objective | None:
    """The same objective with the next seed; None where no seed decides anything.

    >>> from optlab import parabola
    >>> another_draw(Noisy(parabola, sigma=1.0, seed=3)).seed
    4
    >>> another_draw(parabola) is None
    True
    """
    if isinstance(objective, Noisy) and isinstance(objective.seed, int):
        return objective.with_seed(objective.seed + 1)
    if isinstance(objective, Minibatches) and isinstance(objective.seed, int):
        return Minibatches(objective.data, objective.batch_size, objective.seed + 1)
    return None


def all_draws(objective: Objective, count: int) -> Objective | None:
    """The same objective with the seeds 0, 1, 2, …: a batch of runs; None where no seed decides anything.

    >>> from optlab import parabola
    >>> all_draws(Noisy(parabola, sigma=1.0, seed=7), 3).batch
    (3,)
    """
    seeds = tuple(range(count))
    if isinstance(objective, Noisy) and isinstance(objective.seed, int):
        return objective.with_seed(seeds)
    if isinstance(objective, Minibatches) and isinstance(objective.seed, int):
        return Minibatches(objective.data, objective.batch_size, seeds)
    return None
