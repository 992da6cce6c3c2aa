"""The runs that are compared with PyTorch, optax and Keras: rules, settings, objectives.

No case is chaotic: near a point where the sign of a gradient turns, or on a cycle that it
never leaves, a rounding in the last digit grows until no two correct programs agree. What is
fit is measured, without any peer: see GROWTH. Rates and objectives are chosen by that alone: relatives
have the same ones (SAM those of gradient descent, LAMB and Adan those of Adam, and a rule that finds its own
rate has 1), and where these are chaotic the tenth of them: see CHAOTIC.
"""

from dataclasses import dataclass

import numpy as np

from optlab.objectives import Surface, parabola, quadratic, rosenbrock
from optlab.objectives.l2 import L2
from optlab.optimizers import (
    LAMB,
    SAM,
    SGD,
    Adadelta,
    AdaGrad,
    Adam,
    AdamW,
    Adan,
    AMSGrad,
    DAdaptAdam,
    GradientDescent,
    Lion,
    Momentum,
    Nadam,
    Nesterov,
    Prodigy,
    RAdam,
    RMSProp,
    ScheduleFreeAdamW,
    ScheduleFreeSGD,
    Sophia,
)
from optlab.optimizers.rule import Rule

STEPS = 1000
TOLERANCE = 1e-12
GROWTH = 1e6  # of roundings, at most: of 1e-16 each they then stay below 1e-10
LITTLE = 1e4  # what TOLERANCE allows
LOOSER = {  # and why
    "Sophia": (
        1e-10,
        "its curvature is a difference of gradients over 10⁻⁴, which loses four digits in ours and theirs",
    ),
    "Adan": (1e-10, "with decay, on Rosenbrock, roundings grow by 17,000"),
    "Prodigy": (1e-10, "d is a quotient of sums: on Rosenbrock roundings grow by 600,000"),
    "DAdaptAdam": (1e-10, "d is a quotient of sums: on the chain roundings grow by 700,000"),
}


def _chain_gradient(w):
    """Fifty coordinates, each pulled to 1 and to its neighbours; plain arithmetic, so exact everywhere."""
    pull = np.arange(1, 51) / 10 * (w - 1)
    apart = w[1:] - w[:-1]
    pull[1:] += apart
    pull[:-1] -= apart
    return pull


def _chain(w):
    apart = w[1:] - w[:-1]
    return (np.arange(1, 51) / 20 * (w - 1) ** 2).sum() + (apart * apart).sum() / 2


BOWL = quadratic([0.1, 1, 10], start=[5, -4, 2])
CHAIN = Surface("a chain of 50", _chain, _chain_gradient, start=np.arange(50) * 7 % 11 / 4 + 2)
SMALL = {"parabola": parabola, "rosenbrock": rosenbrock, "bowl-L2": L2(BOWL, 0.1), "bowl": BOWL}


@dataclass(frozen=True)
class Falling:
    """A learning rate that falls to a tenth after step 400."""

    rate: float

    def __call__(self, t):
        return self.rate if t <= 400 else self.rate / 10


@dataclass(frozen=True)
class Case:
    """One run: a rule with its settings on an objective."""

    name: str
    rule: Rule
    objective: object

    @property
    def rates(self):
        """The learning rate of every step, ``(STEPS,)``."""
        return np.array([self.rule.at(t).learning_rate for t in range(1, STEPS + 1)])

    @property
    def is_big(self):
        return self.objective is CHAIN

    @property
    def tolerance(self):
        """How far two correct programs may be apart."""
        return LOOSER.get(type(self.rule).__name__, (TOLERANCE, ""))[0]

    def apart(self, ours, theirs):
        """The largest relative difference of any position, ``(steps + 1, dim)`` each.

        What is judged by a mean of all that was so far keeps the roundings of the largest of it: they fade
        as 1/t, while the gradient's point may fall faster, or pass through 0. So the scale of a Schedule-Free
        rule is the largest coordinate so far; see test_an_average_keeps_the_roundings_of_what_it_averaged.
        """
        return difference(ours, theirs, since_the_start=self.rule.judged != "position")


def family(rule, *settings, parabola, rosenbrock, bowl, chain50=None, chain50_rate=0.0):
    """Each setting of a rule: constant in 1-D, falling in 2-D, with decay in 3-D; the first one in 50-D too.

    Except SGD: its formula is gradient descent's, and 50-D files are large.
    """
    decoupled = "weight_decay" in rule.__dataclass_fields__
    rates = {"parabola": parabola, "rosenbrock": Falling(rosenbrock), "bowl" if decoupled else "bowl-L2": bowl}
    for setting in settings:
        said = "".join(f" {name}={value}" for name, value in setting.items())
        for where, rate in rates.items():
            yield Case(f"{rule.__name__}{said} on {where}", rule(rate, **setting), SMALL[where])
    if rule is not SGD:
        yield Case(
            f"{rule.__name__} on chain50", rule(Falling(chain50_rate or bowl), **(chain50 or settings[0])), CHAIN
        )


INSIDE, OUTSIDE = {"learning_rate_place": "inside"}, {"learning_rate_place": "outside"}
ROOT, CORRECTED = {"epsilon_place": "inside"}, {"epsilon_place": "corrected"}
OPTAX, LIBRARIES, PACKAGE = {"as_in": "optax"}, {"as_in": "libraries"}, {"as_in": "prodigyopt"}
CORRECTED_RATE = {"bias_correction": True}
AFTER, BEFORE = {"bias_correction": "after"}, {"bias_correction": "before"}

CASES = [
    *family(GradientDescent, {}, parabola=0.1, rosenbrock=0.001, bowl=0.05),
    *family(SGD, {}, parabola=0.02, rosenbrock=0.0005, bowl=0.02),
    *family(
        Momentum, OUTSIDE, INSIDE, OUTSIDE | {"momentum": 0.5}, INSIDE | {"momentum": 0.99},
        parabola=0.1, rosenbrock=0.0002, bowl=0.02,
    ),
    *family(
        Nesterov, OUTSIDE, INSIDE, OUTSIDE | {"momentum": 0.5}, INSIDE | {"momentum": 0.99},
        parabola=0.1, rosenbrock=0.0002, bowl=0.02,
    ),
    *family(AdaGrad, {}, ROOT, {"epsilon": 0.01}, ROOT | {"epsilon": 0.01}, parabola=1.0, rosenbrock=0.3, bowl=0.5),
    *family(
        RMSProp, {}, ROOT, {"centred": True, "epsilon": 0.5}, ROOT | {"centred": True, "epsilon": 0.5},
        ROOT | {"decay_rate": 0.99}, parabola=0.01, rosenbrock=0.0001, bowl=0.0009, chain50={"epsilon": 0.1},
    ),
    *family(Adadelta, {}, {"decay_rate": 0.9}, parabola=1.0, rosenbrock=0.05, bowl=1.0),
    *family(
        Adam, {}, ROOT, CORRECTED, CORRECTED | {"epsilon": 0.01}, {"beta1": 0.5, "beta2": 0.99},
        parabola=0.02, rosenbrock=0.01, bowl=0.003,
    ),
    *family(
        AdamW, {}, ROOT, CORRECTED, {"weight_decay": 0.3}, CORRECTED | {"weight_decay": 0.3},
        parabola=0.02, rosenbrock=0.01, bowl=0.003,
    ),
    *family(
        AMSGrad, AFTER, BEFORE, {}, AFTER | CORRECTED, AFTER | {"beta2": 0.9},
        parabola=0.02, rosenbrock=0.01, bowl=0.003,
    ),
    *family(
        Nadam, {}, {"momentum_decay": 1.0}, {"momentum_warmup": False}, {"beta1": 0.8, "beta2": 0.99},
        parabola=0.02, rosenbrock=0.01, bowl=0.003,
    ),
    *family(
        RAdam, {"as_in": "optax"}, {"as_in": "PyTorch"}, {"as_in": "optax", "beta1": 0.8, "beta2": 0.99},
        {"as_in": "PyTorch", "beta2": 0.99, "epsilon": 0.01}, parabola=0.02, rosenbrock=0.01, bowl=0.003,
    ),
    *family(SAM, {}, {"rho": 0.5}, {"rho": 0.0}, parabola=0.1, rosenbrock=0.001, bowl=0.05, chain50_rate=0.005),
    *family(
        Adan, {}, OPTAX, {"weight_decay": 0.3}, OPTAX | {"weight_decay": 0.3}, {"beta2": 0.5, "epsilon": 0.01},
        parabola=0.02, rosenbrock=0.01, bowl=0.003,
    ),
    *family(
        Prodigy, PACKAGE, OPTAX, PACKAGE | {"beta1": 0.8, "d0": 1e-4}, parabola=1.0, rosenbrock=1.0, bowl=1.0,
    ),
    *family(
        DAdaptAdam, {}, CORRECTED_RATE, {"beta1": 0.8, "d0": 1e-4}, parabola=1.0, rosenbrock=0.1, bowl=1.0,
    ),
    *family(
        LAMB, {}, {"weight_decay": 0.3}, {"beta1": 0.5, "epsilon": 0.01},
        parabola=0.02, rosenbrock=0.01, bowl=0.003, chain50_rate=0.0003,
    ),
    *family(
        Sophia, {}, OPTAX, {"weight_decay": 0.3, "gamma": 0.1}, OPTAX | {"every": 3},
        parabola=0.02, rosenbrock=0.01, bowl=0.003,
    ),
    *family(
        ScheduleFreeAdamW, LIBRARIES, LIBRARIES | {"weight_decay": 0.3}, LIBRARIES | {"beta1": 0.5, "beta2": 0.99},
        parabola=0.02, rosenbrock=0.01, bowl=0.003,
    ),
    *family(ScheduleFreeSGD, {}, {"beta": 0.5}, {"beta": 0.98}, parabola=0.1, rosenbrock=0.001, bowl=0.05),
    *family(
        Lion, {}, {"weight_decay": 0.3}, {"beta1": 0.8, "beta2": 0.95},
        parabola=0.0031, rosenbrock=0.0017, bowl=0.0013,
    ),
]  # fmt: skip

CHAOTIC = [  # what a case would be at the rate of its relatives: there roundings grow by more
    Case("DAdaptAdam on rosenbrock", DAdaptAdam(Falling(1.0)), rosenbrock),
    Case("LAMB on chain50", LAMB(Falling(0.003)), CHAIN),
    Case("SAM on chain50", SAM(Falling(0.05)), CHAIN),
]

NOT_COMPARED: dict[str, str] = {}  # a rule, and why no library can be asked


def difference(ours, theirs, since_the_start=False):
    """The largest relative difference of any position, ``(steps + 1, dim)`` each.

    The scale of step t is the largest coordinate at either of its ends, or at any step so far.
    """
    size = np.abs(theirs).max(axis=1)
    scale = np.maximum(size, np.concatenate([size[:1], size[:-1]]))
    scale = np.maximum.accumulate(size) if since_the_start else scale
    apart = np.abs(ours - theirs).max(axis=1)
    return float(np.max(apart / np.where(scale > 0, scale, 1)))
