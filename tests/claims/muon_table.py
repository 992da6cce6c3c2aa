"""Makes the races of Muon of notebook 10: ``python -m tests.claims.muon_table``, ten minutes of one processor."""

from dataclasses import replace

import numpy as np

from optlab.objectives.batches import Minibatches
from optlab.schedules.decay import polynomial
from optlab.training import Network, digits, train
from optlab.training.muons import FILE, METHODS, muon_for, muon_trials
from optlab.training.races import BATCH, RATES, SEEDS, STEPS

DATA = digits()
NET = Network([64, 32, 10], DATA.train, precision="single")
RULE = muon_for(NET.parameters)


def ended(seed, rates):
    """The validation loss at the end of each trial; that of the start, where it ended above it: untrained."""
    rule = replace(RULE, **{name: polynomial(each, STEPS) for name, each in rates.items()})
    batches = Minibatches(NET.drawn(seed), BATCH, seed)
    seen = train(rule, batches, STEPS, DATA.validation, STEPS, ("validation_loss",), progress=quiet)
    start, end = seen["validation_loss"]
    return np.where(end < start, end, start)


def raced(seed):
    """What is stored of the races of one seed."""
    fixed = ended(seed, dict.fromkeys(("weights_learning_rate", "rest_learning_rate"), RATES))
    return np.stack([ended(seed, muon_trials(method, seed)) for method in METHODS]), fixed


def stored(parts):
    """The arrays of the file, from what came of some seeds."""
    losses, one_rate = (np.stack(part, axis=-1) for part in zip(*parts, strict=True))
    return {"losses": losses.swapaxes(1, 2).astype("f2"), "one_rate": one_rate.astype("f2")}


def quiet(done, steps):
    """No bar."""


def main():
    parts = []
    for seed in range(SEEDS):
        parts.append(raced(seed))
        if seed % 10 == 9:
            print(f"{seed + 1} of {SEEDS}", flush=True)
    np.savez_compressed(FILE, **stored(parts))


if __name__ == "__main__":
    main()
