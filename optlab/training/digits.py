"""Handwritten digits: real data, small enough to lie in this package."""

from functools import cache
from pathlib import Path

import numpy as np

from optlab.training.samples import Data, split

FILE = Path(__file__).with_name("digits.npz")  # digits.txt beside it says where it is from, and its licence
EACH = 36  # as many images of each digit are in the validation set, and in the test set
SEED = 1998  # seed of the split: the year in which the set was published
DARKEST = 16  # the largest value: a pixel counts the dark ones in a square of 4 × 4


@cache
def digits() -> Data:
    """1,797 images of the digits 0 … 9, 8 × 8 pixels each. (Alpaydin & Kaynak 1998, UCI; CC BY 4.0)

    The split is always the same: 36 images of each digit are for validation, 36 of each for the
    test, the other 1,077 for training. The same 13 people wrote all three.

    Returns:
        `Data`: ``train``, ``validation`` and ``test``, each with ``X`` ``(rows, 64)``, pixels from
        0 (white) to 1 (black), row by row, and ``y`` ``(rows,)``, the digit.

    >>> data = digits()
    >>> data.train, data.validation.y[:5]
    (Samples(1077 rows, 64 features), array([2, 1, 8, 9, 9]))
    """
    with np.load(FILE) as stored:
        X, y = stored["X"] / DARKEST, stored["y"].astype(int)
    return split(X, y, EACH, SEED)
