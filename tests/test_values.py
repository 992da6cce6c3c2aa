import numpy as np
import pytest

from optlab.values import as_amount, as_point, as_seed, as_whole


def test_integers_do_not_truncate():
    assert as_point("start", [1, 2]).dtype == float


def test_float32_stays_float32():
    assert as_point("start", np.float32([1, 2])).dtype == np.float32


def test_a_point_is_a_copy_that_nobody_can_change():
    mine = np.array([1.0, 2.0])
    point = as_point("start", mine)
    mine[0] = 9
    assert point.tolist() == [1.0, 2.0]
    with pytest.raises(ValueError, match=r"read-only"):
        point[0] = 9


@pytest.mark.parametrize("bad", [None, "3", [], [[1, 2], [3]], [np.nan], [np.inf], 1j, True, {}, [None], 10**400])
def test_what_is_no_point(bad):
    with pytest.raises(ValueError, match=r"^start is .*: it must be one or more finite numbers$"):
        as_point("start", bad)


@pytest.mark.parametrize("bad", [0, -1, 2.0, "2", None, True, np.nan, np.array([1]), [1]])
def test_what_is_no_whole_number(bad):
    with pytest.raises(ValueError, match=r"^steps is .*: it must be a whole number from 1 up$"):
        as_whole("steps", bad, low=1)


@pytest.mark.parametrize("bad", [-1, 1.5, np.nan, np.inf, None, "x", [], [0.5, 2.0], True, [[1], [1, 2]], 10**400])
def test_what_is_no_amount(bad):
    with pytest.raises(ValueError, match=r"^factor is .*: it must be a number from 0 to 1$"):
        as_amount("factor", bad, high=1)


@pytest.mark.parametrize("bad", [-1, 0.5, "1", None, [], [1, -1], [[1], [1, 2]], True, 2**70])
def test_what_is_no_seed(bad):
    with pytest.raises(ValueError, match=r"^seed is .*: it must be a whole number from 0 up"):
        as_seed(bad)
