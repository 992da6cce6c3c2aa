"""Rules for matrices beside optax, Keras and pytorch_optimizer: the cases, the peers, and their golden file.

``python -m tests.golden.matrices`` writes ``matrices.npz``, where the peers are installed, and prints how far each
case is from its peer. The runs on 8 × 8 are large: they are compared where the peers are installed.

PyTorch's own Muon is not among them: it computes in bfloat16, whose numbers have three digits
(``test_matrix_parity.py`` says how far it is). The rates are so small that no case arrives: near the
minimum Muon turns back and forth, and the last digit grows until no two correct programs agree. SOAP
has an ε of 0.1: in its second step the gradient off its own axes is nothing but rounding, and 1e-8 divides by
that. Its matrices are square: on a tall one the first gradient leaves some of the axes open.
"""

import os
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from unittest.mock import patch

import numpy as np

from optlab.objectives import matrix_bowl
from optlab.optimizers import SOAP, Muon, Shampoo
from tests.golden.cases import difference
from tests.golden.make import packed, unpacked

FILE = Path(__file__).with_name("matrices.npz")
STEPS, TOLERANCE = 1000, 1e-10
BOWLS = {"square": matrix_bowl(3, 3, 20, turned=True), "tall": matrix_bowl(4, 2, 20, turned=True, seed=1)}
BIG = matrix_bowl(8, 8, 1000, turned=True)


@dataclass(frozen=True)
class Case:
    """One run: a rule on a bowl, and the peer that has the same formula."""

    name: str
    peer: str
    rule: object
    objective: object

    @property
    def rates(self):
        """The learning rate of every step, ``(STEPS,)``."""
        return np.array([self.rule.at(t).learning_rate for t in range(1, STEPS + 1)])


def falling(rate):
    """A learning rate that falls to a tenth after step 400."""
    return lambda t: rate if t <= 400 else rate / 10


def cases():
    muons = {
        "optax": [{"nesterov": "corrected"}, {"nesterov": "corrected", "momentum": 0.8, "weight_decay": 0.1}],
        "keras": [{"scale": "largest", "epsilon": 1e-7 * 0.05}],
    }
    muons["optax"].append({"nesterov": "none", "epsilon": 0})
    muons["keras"].append({"scale": "largest", "momentum": 0.8, "epsilon": 1e-7 * 0.2, "weight_decay": 0.1})
    for peer, settings in muons.items():
        for bowl, objective in BOWLS.items():
            for i, setting in enumerate(settings):
                yield Case(f"Muon {i} on {bowl}, {peer}", peer, Muon(falling(0.002), **setting), objective)
    for bowl, objective in BOWLS.items():
        peer = "pytorch_optimizer"
        yield Case(f"Shampoo on {bowl}, {peer}", peer, Shampoo(falling(0.1)), objective)
        yield Case(f"Shampoo ε on {bowl}, {peer}", peer, Shampoo(falling(0.1), epsilon=0.1), objective)
    bowl = BOWLS["square"]
    other = SOAP(falling(0.002), beta1=0.9, beta2=0.99, epsilon=0.1, weight_decay=0.1, every=3)
    yield Case("SOAP on square, pytorch_optimizer", peer, SOAP(falling(0.002), epsilon=0.1), bowl)
    yield Case("SOAP other on square, pytorch_optimizer", peer, other, bowl)
    yield Case("Muon on 8 × 8, optax", "optax", Muon(0.001, nesterov="corrected"), BIG)
    yield Case("Shampoo on 8 × 8, pytorch_optimizer", "pytorch_optimizer", Shampoo(0.1), BIG)
    yield Case("SOAP on 8 × 8, pytorch_optimizer", "pytorch_optimizer", SOAP(0.001, epsilon=0.1), BIG)


def run_optax(case):
    """Every position of ``optax.contrib.muon``. Its matrices are (inputs, outputs), so it is given Wᵀ."""
    import jax
    import optax

    jax.config.update("jax_enable_x64", True)
    rule, rates, shape = case.rule, jax.numpy.array(case.rates), case.objective.shape
    optimizer = optax.contrib.muon(
        learning_rate=lambda count: rates[count], beta=rule.momentum, eps=rule.epsilon,
        nesterov=rule.nesterov != "none", weight_decay=rule.weight_decay,
    )  # fmt: skip

    @jax.jit
    def step(w, state, gradient):
        change, state = optimizer.update(gradient, state, w)
        return optax.apply_updates(w, change), state

    w = jax.numpy.array(case.objective.start.reshape(shape).T)
    state, positions = optimizer.init(w), [np.array(w).T.ravel()]
    for _ in range(STEPS):
        gradient = case.objective.gradient(positions[-1]).reshape(shape).T
        w, state = step(w, state, jax.numpy.array(gradient))
        positions.append(np.array(w).T.ravel())
    return np.array(positions)


def run_keras(case, single=False):
    """Every position of ``keras.optimizers.Muon``. Its m is a sum, 1/(1 − μ) of ours, so its ε is as much larger.

    Its norm is computed in single precision whatever the matrix has; here in double, unless ``single``.
    """
    os.environ["KERAS_BACKEND"] = "jax"
    import jax
    import keras
    from keras.src import ops

    jax.config.update("jax_enable_x64", True)
    keras.config.set_floatx("float64")
    rule, shape = case.rule, case.objective.shape
    w = keras.Variable(case.objective.start.reshape(shape), dtype="float64")
    optimizer = keras.optimizers.Muon(learning_rate=1.0, momentum=rule.momentum, weight_decay=rule.weight_decay or None)
    positions = [np.array(w.value).ravel()]
    norm = ops.norm if single else jax.numpy.linalg.norm
    with patch.object(ops, "norm", norm):
        for rate in case.rates.tolist():
            optimizer.learning_rate = rate
            optimizer.apply([jax.numpy.array(case.objective.gradient(positions[-1]).reshape(shape))], [w])
            positions.append(np.array(w.value).ravel())
    return np.array(positions)


def run_pytorch_optimizer(case, single=False):
    """Every position of pytorch_optimizer.

    Its SOAP turns the axes in single precision, on purpose; here in double, unless ``single``.
    """
    import pytorch_optimizer
    import torch

    rule, shape = case.rule, case.objective.shape
    words = {"matrix_eps": rule.epsilon} if isinstance(rule, Shampoo) else {
        "betas": (rule.beta1, rule.beta2), "eps": rule.epsilon, "weight_decay": rule.weight_decay,
        "precondition_frequency": rule.every,
    }  # fmt: skip
    w = torch.tensor(case.objective.start.reshape(shape), dtype=torch.float64)
    optimizer = getattr(pytorch_optimizer, type(rule).__name__)([w], lr=1.0, **words)
    positions = [w.numpy().ravel().copy()]
    with patch.object(torch, "float32", torch.float32 if single else torch.float64):
        for rate in case.rates.tolist():
            optimizer.param_groups[0]["lr"] = rate
            w.grad = torch.from_numpy(case.objective.gradient(positions[-1]).reshape(shape).copy())
            optimizer.step()
            positions.append(w.numpy().ravel().copy())
    return np.array(positions)


CASES = {case.name: case for case in cases()}
RUNS = {"optax": run_optax, "keras": run_keras, "pytorch_optimizer": run_pytorch_optimizer}


def golden():
    """What the file holds: trajectories by the name of the case, and the versions that made them."""
    with np.load(FILE) as file:
        return {name: unpacked(file[name]) for name in CASES if name in file.files}, file["versions"].tolist()


def main():
    from optlab import run

    found = {}
    for case in CASES.values():
        found[case.name] = RUNS[case.peer](case)
        print(case.name, difference(run(case.rule, case.objective, STEPS)["position"], found[case.name]), flush=True)
    made_by = [f"{name} {version(name)}" for name in (*RUNS, "jax", "torch")]
    small = {name: packed(positions) for name, positions in found.items() if CASES[name].objective is not BIG}
    np.savez_compressed(FILE, versions=made_by, **small)


if __name__ == "__main__":
    main()
