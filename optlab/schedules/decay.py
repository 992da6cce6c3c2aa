"""Values that fall, or stay."""

import math

from optlab.schedules.curve import curve
from optlab.values import as_amount, as_number, as_whole


@curve
def constant(value):
    """Always ``value``.

    >>> constant(0.1)(7)
    0.1
    """
    value = as_amount("value", value)
    return lambda t: value


@curve
def step_decay(high, every, factor=0.1):
    """high · factor^⌊(t − 1)/every⌋: falls at once, again and again. (He et al. 2016, section 3.4)

    >>> [step_decay(0.5, every=2, factor=0.5)(t) for t in (1, 2, 3, 5)]
    [0.5, 0.5, 0.25, 0.125]
    """
    high, every = as_amount("high", high), as_whole("every", every, low=1)
    factor = as_number("factor", factor, high=1)
    return lambda t: high * factor ** ((t - 1) // every)


@curve
def exponential(high, factor):
    """high · factor^(t − 1): the same part of it is lost in every step. (a standard choice; in tf.train since 2015)

    >>> exponential(0.5, factor=0.5)(3)
    0.125
    """
    high, factor = as_amount("high", high), as_number("factor", factor, high=1)
    return lambda t: high * factor ** (t - 1)


@curve
def inverse_sqrt(high):
    """high/√t: falls slowly enough to arrive, fast enough to settle in convex problems. (Zinkevich 2003, theorem 1)

    >>> inverse_sqrt(0.5)(4)
    0.25
    """
    high = as_amount("high", high)
    return lambda t: high / math.sqrt(t)


@curve
def polynomial(high, steps, low=0.0, power=1.0):
    """low + (high − low)·(1 − s)^power, s = min((t − 1)/steps, 1); power 1 is a straight line. (Liu et al. 2015)

    >>> [polynomial(1.0, steps=4, power=2)(t) for t in (1, 3, 5, 99)]
    [1.0, 0.25, 0.0, 0.0]
    """
    high, low, steps = as_amount("high", high), as_amount("low", low), as_whole("steps", steps, low=1)
    power = as_number("power", power)
    return lambda t: low + (high - low) * (1 - _part(t, steps)) ** power


@curve
def cosine(high, steps, low=0.0):
    """low + ½(high − low)(1 + cos πs), s = min((t − 1)/steps, 1). (Loshchilov & Hutter 2017, eq. 5)

    >>> [round(cosine(1.0, steps=4)(t), 3) for t in (1, 2, 3, 5, 99)]
    [1.0, 0.854, 0.5, 0.0, 0.0]
    """
    high, low, steps = as_amount("high", high), as_amount("low", low), as_whole("steps", steps, low=1)
    return lambda t: low + (high - low) * half_wave(_part(t, steps))


@curve
def wsd(high, steps, warmup=0.0, decay=0.1, low=0.0):
    """Warm up, stay, decay: up a straight line, then ``high``, then down a straight line at the end. (Hu et al. 2024)

    The way down is all that depends on the length of the run: from one run that stays at ``high``, a
    branch may fall wherever its result is wanted.

    Args:
        high: the value that is kept.
        steps: the length of the run; the last value is ``low``, at t = steps + 1, and kept.
        warmup: the part of the steps that goes up.
        decay: the part of the steps that goes down; both together at most 1.
        low: what it falls to.

    >>> [round(wsd(1.0, steps=10, warmup=0.2, decay=0.3)(t), 2) for t in (1, 2, 3, 8, 9, 10, 11)]
    [0.5, 1.0, 1.0, 1.0, 0.67, 0.33, 0.0]
    """
    high, low, steps = as_amount("high", high), as_amount("low", low), as_whole("steps", steps, low=1)
    warmup = as_number("warmup", warmup, high=1)
    up, down = warmup * steps, as_number("decay", decay, high=1 - warmup) * steps

    def at(t):
        left = steps - (t - 1)
        if left <= down:
            return low + (high - low) * max(left, 0) / max(down, 1e-300)
        return high * min(t / max(up, 1e-300), 1.0)

    return at


def _part(t, steps):
    return min(t - 1, steps) / steps


def half_wave(part):
    """From 1 to 0 along half a wave."""
    return (1 + math.cos(math.pi * part)) / 2
