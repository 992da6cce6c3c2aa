"""The PyTorch lines of notebook 08, as they stand there, beside our run of the same."""

import re

import numpy as np
import pytest

from optlab import AdamW, Minibatches, optimizers, schedules
from optlab.training import Network, digits, train
from tests.test_twelve_points import FIRST_NETWORK, sources

DATA = digits()
NET = Network([64, 32, 10], DATA.train, activation="relu", initialization="he", seed=0)
BATCHES = Minibatches(NET, batch_size=32, seed=0)


def lines() -> str:
    """The block of code, as a student copies it."""
    (block,) = (s for s in sources(FIRST_NETWORK, "markdown") if "optimizer.zero_grad()" in s)
    return re.search(r"```python\n(.*?)```", block, re.DOTALL)[1]


def test_the_lines_stand_in_the_order_that_matters():
    places = [
        lines().index(word)
        for word in ("zero_grad()", "backward()", "clip_grad_norm_(", "optimizer.step()", "scheduler.step()")
    ]
    assert places == sorted(places)


@pytest.mark.parity
@pytest.mark.parametrize(("limit", "within"), [("1.0", 2e-5), ("1e9", 1e-10)])
def test_they_take_our_steps(limit, within):
    """Where clipping acts, PyTorch divides by ‖g‖ + 1e-6 and we by ‖g‖; where it never does, they are the same."""
    torch = pytest.importorskip("torch")
    torch.set_default_dtype(torch.float64)
    try:
        setup, loop = lines().replace("max_norm=1.0", f"max_norm={limit}").split("\nfor x, y in batches:\n")
        names = {"torch": torch, "batches": []}
        exec(setup, names)
        own = iter(np.split(NET.start, np.cumsum([np.prod(shape) for shape in NET.parameters.values()])[:-1]))
        with torch.no_grad():
            for parameter in names["model"].parameters():
                parameter.copy_(torch.tensor(next(own)).reshape(parameter.shape))
        for t in range(1, 201):
            rows = BATCHES.rows(t)
            names["batches"].append((torch.tensor(DATA.train.X[rows]), torch.tensor(DATA.train.y[rows])))
        exec("for x, y in batches:\n" + loop, names)
        theirs = np.concatenate([p.detach().numpy().ravel() for p in names["model"].parameters()])
    finally:
        torch.set_default_dtype(torch.float32)
    rule = optimizers.Clipped(AdamW(schedules.cosine(0.01, steps=200), weight_decay=0.1), norm=float(limit))
    ours = train(rule, BATCHES, steps=200, every=200, keep=("loss", "clipped"))
    assert (0 < ours["clipped"][-1] < 1) == (limit == "1.0")
    assert np.abs(ours.position - theirs).max() < within
