"""Makes the races of matrix rules of notebook 10: ``python -m tests.claims.matrix_table``, half an hour of one core."""

from dataclasses import replace

import numpy as np

from optlab.objectives.batches import Minibatches
from optlab.schedules.decay import polynomial
from optlab.training import Network, digits, train
from optlab.training.matrix_races import ENTRIES, FILE, ONE, matrix_trials, mixed
from optlab.training.races import BATCH, RATES, SEEDS, STEPS

DATA = digits()
NET = Network([64, 32, 10], DATA.train, precision="single")


def ended(method, seed, rates):
    """The validation loss at the end of each trial; that of the start, where it ended above it: untrained."""
    rule = replace(mixed(method, NET.parameters), **{name: polynomial(each, STEPS) for name, each in rates.items()})
    batches = Minibatches(NET.drawn(seed), BATCH, seed)
    seen = train(rule, batches, STEPS, DATA.validation, STEPS, ("validation_loss",), progress=quiet)
    start, end = seen["validation_loss"]
    return np.where(end < start, end, start)


def raced(method, seed):
    """The losses of the trials of a method, ``(48,)``."""
    return ended(method, seed, matrix_trials(method, seed))


def at_every_rate(seed):
    """Muon's loss at each of the rates of notebook 09, ``(11,)``."""
    return ended(ONE, seed, dict.fromkeys(("weights_learning_rate", "rest_learning_rate"), RATES))


def quiet(done, steps):
    """No bar."""


def main():
    found = {"one_rate": np.stack([at_every_rate(seed) for seed in range(SEEDS)], axis=-1)}
    for method in ENTRIES:
        found[method] = np.array([raced(method, seed) for seed in range(SEEDS)])
        print(method, flush=True)
    np.savez_compressed(FILE, **{name: losses.astype("f2") for name, losses in found.items()})


if __name__ == "__main__":
    main()
