"""Hyperparameters with one value for each run of a batch."""

from typing import Any

import numpy as np


class PerRun(np.ndarray):
    """A hyperparameter with one value for each run, which computes as a Python number does.

    It takes the precision of the array that it meets. Its powers are Python's, number by
    number: numpy's vectorised ones differ from them in the last digit on some machines, and a
    sweep must equal its runs exactly.
    """

    def __pow__(self, exponent: Any, mod: None = None, /) -> Any:
        return _power(self, exponent)

    def __rpow__(self, base: Any, mod: None = None, /) -> Any:
        return _power(base, self)

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        met = [x for x in inputs if isinstance(x, np.ndarray) and not isinstance(x, PerRun)]
        dtype = np.result_type(*met) if met else float
        plain = [np.asarray(x, dtype).view(np.ndarray) if isinstance(x, PerRun) else x for x in inputs]
        result = getattr(ufunc, method)(*plain, **options)
        return result if met else np.asarray(result).view(PerRun)  # of 0 dimensions numpy makes a plain number


def _power(base: float | np.ndarray, exponent: float | np.ndarray) -> PerRun:
    pairs = np.broadcast_arrays(base, exponent)
    powers = [b**e for b, e in zip(*(x.ravel().tolist() for x in pairs), strict=True)]
    return np.array(powers, np.result_type(base, exponent)).reshape(pairs[0].shape).view(PerRun)
