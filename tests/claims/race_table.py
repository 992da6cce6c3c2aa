"""Makes the races of notebook 09: ``python -m tests.claims.race_table``, a quarter of an hour of one processor."""

from time import process_time

import numpy as np

from optlab.objectives.batches import Minibatches
from optlab.schedules.decay import polynomial
from optlab.training import Network, digits, race, train
from optlab.training.races import BATCH, ENTRIES, FILE, ONE_RATE, RATES, SAME_TIME, SEEDS, STEPS, TRIALS
from optlab.training.spaces import draw_trials
from optlab.training.trials import tuned

DATA = digits()
NET = Network([64, 32, 10], DATA.train, precision="single")
TOGETHER = 5  # seeds of one go
ROUNDS = 10  # of the measurement of time, of which the shortest counts
WITHOUT = "Adam, rate only"
AGAIN = 6  # of the best trials are run again with fewer steps


def raced(seeds):
    """What is stored of the races of some seeds, the seeds along the first axis."""
    found = race(ENTRIES, NET, DATA.validation, TRIALS, STEPS, BATCH, seeds, progress=quiet)
    peeked = race({WITHOUT: ENTRIES[WITHOUT]}, NET, DATA.test, TRIALS, STEPS, BATCH, seeds, every=STEPS, progress=quiet)
    test = found.test(DATA.test)
    again = [in_the_same_time(name, found.losses[name], seeds) for name in ENTRIES]
    return {
        "losses": np.stack([found.losses[name] for name in ENTRIES], axis=1),
        "curves": np.stack([found.chosen_curves[name] for name in ENTRIES], axis=1),
        "test": np.stack([test[name] for name in ENTRIES], axis=1),
        "on_test": peeked.losses[WITHOUT],
        "same_time": np.stack(again, axis=1),
        "one_rate": np.stack([at_every_rate(rule, seeds) for rule in ONE_RATE.values()], axis=1),
    }


def at_every_rate(rule, seeds):
    """The validation loss at the end, judged as in a race, ``(seeds, rates)``."""
    rule = tuned(rule, {"learning_rate": RATES[:, None]}, polynomial, STEPS)
    return judged(rule, STEPS, seeds).T


def in_the_same_time(name, losses, seeds):
    """The lowest loss of a method's best trials when they have only the steps that SGD's time pays for, ``(seeds,)``.

    All 48 trials would take as long as the race. A trial that is left out could only make the lowest lower.
    """
    rule, space = ENTRIES[name]
    drawn = [draw_trials(name, rule, space, TRIALS, seed) for seed in seeds]
    best = np.argsort(losses, axis=1)[:, :AGAIN]
    kept = {key: np.stack([one[key][row] for one, row in zip(drawn, best, strict=True)], axis=1) for key in space}
    return judged(tuned(rule, kept, polynomial, SAME_TIME[name]), SAME_TIME[name], seeds).min(axis=0)


def judged(rule, steps, seeds):
    """The validation loss at the end; that of the start where the end is higher, or no number."""
    batches = Minibatches(NET.drawn(seeds), BATCH, seeds)
    seen = train(rule, batches, steps, DATA.validation, steps, ("validation_loss",), progress=quiet)
    start, end = seen["validation_loss"]
    return np.where(end < start, end, start)


def microseconds():
    """Of a step of one trial: the shortest of several rounds, the methods by turns."""
    taken = []
    for _ in range(ROUNDS):
        for name, entry in ENTRIES.items():
            begun = process_time()
            race({name: entry}, NET, DATA.validation, 24, 100, BATCH, every=100, progress=quiet)
            taken.append((process_time() - begun) / 24 / 100 * 1e6)
    return np.reshape(taken, (ROUNDS, len(ENTRIES))).min(axis=0)


def quiet(done, steps):
    """No bar."""


def stored(parts):
    """The arrays of the file, from what came of some seeds after others."""
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return {
        "losses": joined["losses"].swapaxes(0, 1).astype("f2"),
        "curves": joined["curves"].transpose(1, 2, 0).astype("f2"),
        "test": joined["test"].T.astype("f4"),
        "on_test": joined["on_test"].astype("f2"),
        "same_time": joined["same_time"].T.astype("f2"),
        "one_rate": joined["one_rate"].transpose(1, 2, 0).astype("f2"),
        "t": np.arange(0, STEPS + 1, STEPS // 20),
        "seconds": microseconds(),
    }


def main():
    parts = []
    for first in range(0, SEEDS, TOGETHER):
        parts.append(raced(list(range(first, first + TOGETHER))))
        print(f"{first + TOGETHER} of {SEEDS}", flush=True)
    np.savez_compressed(FILE, **stored(parts))


if __name__ == "__main__":
    main()
