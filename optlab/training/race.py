"""A fair race: as many trials for each method, in a space that is stated, and a choice on validation data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from typing import Any

from optlab.runs.bar import bar
from optlab.runs.spread import Unfinished, alone, as_executor, failed, spread
from optlab.schedules.decay import polynomial
from optlab.training.network import Network
from optlab.training.plan import as_trials, kept
from optlab.training.result import Race
from optlab.training.samples import Samples
from optlab.training.trials import Outcome
from optlab.values import as_seed


def race(
    entries: Mapping[str, tuple],
    network: Network,
    validation: Samples,
    trials: int = 48,
    steps: int = 300,
    batch_size: int = 64,
    seed: Any = 0,
    schedule: Callable[[Any, int], Any] | None = polynomial,
    every: int | None = None,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
    resume: Race | None = None,
) -> Race:
    """Tune every method with the same number of trials, drawn from its space, and keep what came of each.

    A seed draws the trials of each method, the first weights and the batches. So all trials of a
    seed begin at the same weights and see the same batches, whatever the method.

    Args:
        entries: name -> (rule, space); a space is name -> (low, high) of each hyperparameter that is tuned,
            drawn log-uniformly; see `draw_trials`.
        network: what is trained, with its training data. Its own seed is not used.
        validation: the samples by which trials are compared.
        trials: of each method and seed.
        steps: of each trial.
        batch_size: samples an update.
        seed: a whole number from 0 up, or a row of them: then the race is run once for each.
        schedule: takes the learning rate and the steps, returns a schedule: by default `polynomial`, a
            straight line to 0; None keeps the rate.
        every: steps between two rows of a curve; by default a twentieth of all.
        executor: spreads the work: anything with the interface of `concurrent.futures.Executor`. The numbers
            are the same without one.
        progress: called with the steps done and those there are; by default work of more than a second has
            a bar, in a terminal and in a notebook.
        resume: a race that was not finished, made with the same arguments: what it has is not computed again.

    Returns:
        A `Race`. An interrupt (Stop, Ctrl+C) returns what is finished; `resume` goes on from there.

    Raises:
        ValueError: an argument outside its range; the message names it.
        Unfinished: the executor failed; what it had computed is in the exception's ``done``.

    >>> from optlab import SGD
    >>> from optlab.training import Network, spirals
    >>> data = spirals()
    >>> net = Network([2, 8, 2], data.train)
    >>> result = race({"sgd": (SGD(), {"learning_rate": (0.01, 1.0)})}, net, data.validation, trials=8, steps=50)
    >>> result.losses["sgd"].shape, bool(result.best_of(8)["sgd"] < result.best_of(1)["sgd"])
    ((8,), True)
    """
    executor = as_executor(executor)
    single = isinstance(as_seed(seed), int)
    todo = as_trials(entries, network, validation, trials, steps, batch_size, seed, schedule, every)
    done: dict[tuple, Outcome] = {} if resume is None else kept(resume, todo)
    left = [part for part in todo if part.key not in done]
    try:
        with bar("race") as tell:
            told = progress or tell
            for part, outcome in alone(left, told) if executor is None else spread(left, executor, told):
                done[part.key] = outcome
    except KeyboardInterrupt:
        pass  # what is finished is returned
    except Exception as failure:  # of any kind: what is finished is handed over with it
        if executor is None:
            raise
        said = f"{failed(failure, len(done), len(todo))}: they are in the exception's done; race(…, resume=it) goes on"
        raise Unfinished(said, Race(todo, done, single)) from failure
    return Race(todo, done, single)
