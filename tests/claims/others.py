"""Between what other seeds should lie, after what was measured with the first: so no bound is set by hand."""

import numpy as np

SURE = 0.0005, 0.9995  # 999 of 1,000 are between
DRAWS = 10_000


def share_of_others(share, others=200, first=200):
    """Between what the share of others lies, after this share of the first. (Jeffreys' prior)"""
    draw, hits = np.random.default_rng(0), share * first
    likely = draw.beta(hits + 0.5, first - hits + 0.5, size=10 * DRAWS)
    return np.quantile(draw.binomial(others, likely), SURE) / others


def percentile_of_others(values, at=50, others=200):
    """Between what a percentile of others lies, after these values of the first: drawn from them twice. (bootstrap)"""
    draw, values = np.random.default_rng(0), np.asarray(values)
    first = values[draw.integers(len(values), size=(DRAWS, len(values)))]
    again = np.take_along_axis(first, draw.integers(len(values), size=(DRAWS, others)), axis=1)
    return np.quantile(np.percentile(again, at, axis=1), SURE)


def as_the_first(first, others, at=50):
    """Whether a percentile of others lies where it should after the first; a value each for a seed."""
    low, high = percentile_of_others(first, at, len(others))
    return low <= np.percentile(others, at) <= high
