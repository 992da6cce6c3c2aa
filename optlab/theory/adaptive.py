"""Rules that divide a slope by its own size: what is left when the slope is always the same."""

from functools import singledispatch

from optlab.optimizers import AdaGrad, Adam, RMSProp
from optlab.optimizers.rule import Rule
from optlab.values import Number, as_whole


def step_length(rule: Rule, t: int) -> Number | None:
    """How long step t is along each coordinate while the slope stays the same, whatever that is (as ε → 0).

    AdaGrad: η/√t, so that T steps lead about 2η√T far. (Duchi, Hazan & Singer 2011)
    RMSProp: η/√(1 − ρᵗ). (Tieleman & Hinton 2012)
    Adam: η; without its bias correction η(1 − β₁ᵗ)/√(1 − β₂ᵗ). (Kingma & Ba 2015, section 3)

    >>> from optlab import Adam
    >>> round(step_length(Adam(learning_rate=1, bias_correction=False), t=12), 2)
    6.57
    """
    t = as_whole("t", t, low=1)
    return None if rule.scheduled else _step_length(rule.at(t), t)


def resting_amplitude(rule: Rule) -> Number | None:
    """How far from the minimum a constant rate leaves the rule hopping from side to side: η/2 for RMSProp.

    Its steps there are η long, since the cache is the square of the slope.

    >>> from optlab import RMSProp
    >>> resting_amplitude(RMSProp(learning_rate=0.01))
    0.005
    """
    return rule.learning_rate / 2 if isinstance(rule, RMSProp) and not rule.scheduled else None


@singledispatch
def _step_length(rule: Rule, t: int) -> Number | None:
    return None


@_step_length.register
def _step_length_adagrad(rule: AdaGrad, t: int) -> Number:
    return rule.learning_rate / t**0.5


@_step_length.register
def _step_length_rmsprop(rule: RMSProp, t: int) -> Number | None:
    return None if rule.centred else rule.learning_rate / (1 - rule.decay_rate**t) ** 0.5


@_step_length.register
def _step_length_adam(rule: Adam, t: int) -> Number:
    if rule.bias_correction:
        return rule.learning_rate
    return rule.learning_rate * (1 - rule.beta1**t) / (1 - rule.beta2**t) ** 0.5
