"""Values that rise: warmup and cycles."""

from optlab.schedules.curve import curve
from optlab.schedules.decay import constant, half_wave
from optlab.values import as_amount, as_number, as_whole, shown


@curve
def cosine_restarts(high, steps, low=0.0, growth=1):
    """The cosine again and again, each cycle ``growth`` times as long as the last. (Loshchilov & Hutter 2017, SGDR)

    Args:
        high: where each cycle starts.
        steps: the length of the first cycle.
        low: what each cycle falls to.
        growth: a whole number, T_mult in the paper.

    >>> [round(cosine_restarts(1.0, steps=2, growth=2)(t), 3) for t in (1, 2, 3, 5, 7)]
    [1.0, 0.5, 1.0, 0.5, 1.0]
    """
    high, low, steps = as_amount("high", high), as_amount("low", low), as_whole("steps", steps, low=1)
    growth = as_whole("growth", growth, low=1)

    def at(t):
        done, length = t - 1, steps
        if growth == 1:
            done %= steps
        while done >= length:
            done, length = done - length, length * growth
        return low + (high - low) * half_wave(done / length)

    return at


@curve
def warmup(then, steps):
    """Up a straight line, then(1)·t/steps, to where another schedule takes over: then(t − steps). (Goyal et al. 2017)

    Args:
        then: a schedule, or a number to stay at.
        steps: how many updates the way up takes.

    >>> from optlab.schedules import cosine
    >>> [warmup(cosine(1.0, steps=4), steps=2)(t) for t in (1, 2, 3, 7)]
    [0.5, 1.0, 1.0, 0.0]
    """
    after, steps = then if callable(then) else constant(then), as_whole("steps", steps, low=1)
    return lambda t: after(1) * (t / steps) if t <= steps else after(t - steps)


@curve
def triangular(low, high, half):
    """Up from low to high in ``half`` steps, down again in as many, and so on. (Smith 2017, cyclical rates)

    >>> [triangular(0.25, 1.25, half=2)(t) for t in (1, 2, 3, 4, 5)]
    [0.25, 0.75, 1.25, 0.75, 0.25]
    """
    low, high, half = as_amount("low", low), as_amount("high", high), as_whole("half", half, low=1)
    return lambda t: low + (high - low) * (1 - abs((t - 1) % (2 * half) / half - 1))


@curve
def one_cycle(high, steps, rise=0.3, start_divisor=25.0, end_divisor=1e4):
    """Up once from high/start_divisor, then down to that over end_divisor, along cosines. (Smith & Topin 2018)

    The form and the defaults are those of PyTorch and fastai; the paper's is made of straight lines.

    Args:
        high: the highest value.
        steps: the length of the cycle; the last value is reached at t = steps, and kept.
        rise: the part of the steps that goes up; rise·steps must be above 1.
        start_divisor: at least 1.
        end_divisor: at least 1.

    >>> [round(one_cycle(1.0, steps=10)(t), 4) for t in (1, 3, 10, 11)]
    [0.04, 1.0, 0.0, 0.0]
    """
    high, steps = as_amount("high", high), as_whole("steps", steps, low=2)
    rise = as_number("rise", rise, high=1)
    start = high / as_number("start_divisor", start_divisor, low=1)
    end = start / as_number("end_divisor", end_divisor, low=1)
    top = rise * steps - 1
    if not 0 < top < steps - 1:
        raise ValueError(f"rise is {shown(rise)}: with {steps} steps it must be above {1 / steps:.3g} and below 1")

    def at(t):
        done = min(t - 1, steps - 1)
        if done <= top:
            return high + (start - high) * half_wave(done / top)
        return end + (high - end) * half_wave((done - top) / (steps - 1 - top))

    return at
