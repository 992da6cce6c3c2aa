"""What tuning is worth: the best that may be expected of k trials."""

from collections.abc import Mapping

import numpy as np

from optlab.values import Array, as_whole


def expected_best(losses: Array, k: int) -> Array:
    """The expected lowest loss of k trials. (Dodge et al. 2019, eq. 5–8)

    Of n losses, the worst first, all k draws are among the first i with chance
    (i/n)ᵏ, so the i-th is the best of them with chance (i/n)ᵏ − ((i − 1)/n)ᵏ.
    A trial may be drawn twice: even for k = n this stays above the best of all.

    Args:
        losses: ``(…, n)``, of the trials that were made; finite.
        k: from 1 to n.

    >>> two = np.array([4.0, 1.0])
    >>> expected_best(two, k=1), expected_best(two, k=2)
    (np.float64(2.5), np.float64(1.75))
    """
    n = losses.shape[-1]
    k = as_whole("k", k, 1, n, ", the trials there are")
    worst_first = np.sort(losses, axis=-1)[..., ::-1]
    within = (np.arange(n + 1) / n) ** k
    return worst_first @ np.diff(within)


def lowest_share(values: Mapping[str, Array]) -> dict[str, Array]:
    """In what share of the seeds, the last axis, each method has the lowest value; the first of equal ones.

    >>> lowest_share({"a": np.array([1.0, 2.0, 3.0, 4.0]), "b": np.array([2.0, 2.0, 1.0, 5.0])})
    {'a': np.float64(0.75), 'b': np.float64(0.25)}
    """
    lowest = np.argmin([*values.values()], axis=0)
    return {name: np.mean(lowest == i, axis=-1) for i, name in enumerate(values)}
