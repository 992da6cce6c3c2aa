"""What a value or a gradient returned: somebody wrote it, and it may be anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from optlab.values import Array

ONE_AT_A_TIME = ("can be converted to", "truth value of an array")  # numpy on math.sin(array) and on if array


def called(name: str, what: str, function: Callable[[Array], Any], w: Array) -> Any:
    """The value or the gradient at ``w``, as it was returned.

    Raises:
        ValueError: a function of one point that is given many.
    """
    try:
        return function(w)
    except (TypeError, ValueError) as mistake:
        if w.ndim > 1 and any(cause in str(mistake) for cause in ONE_AT_A_TIME):
            write = "write np.sin for math.sin, and np.where for if"
            raise ValueError(f"{what} of {name!r} must take arrays of points: {write}") from mistake
        raise


def shaped(name: str, what: str, result: Any, shape: tuple[int, ...], w: Array) -> Array:
    """What a value or a gradient returned, as an array of this shape and of the precision of ``w``.

    Raises:
        ValueError: nothing was returned, or complex numbers, or another shape.
    """
    if result is None:
        raise ValueError(f"{what} of {name!r} returned nothing: it must end with return")
    given = np.asarray(result)
    if given.dtype.kind == "c":
        raise ValueError(f"{what} of {name!r} returned complex numbers: it must return real ones")
    array = given.astype(w.dtype, copy=False)
    if array.shape == shape:
        return array
    if w.shape[0] == 1 and array.size == np.prod(shape):  # in one dimension (1, n) and (n,) mean the same
        return array.reshape(shape)
    said = f"{what} of {name!r} returned the shape {array.shape} for points of shape {w.shape}"
    raise ValueError(f"{said}: it must be {shape}")
