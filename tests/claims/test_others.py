"""The bounds that other seeds are held to."""

import numpy as np
import pytest

from tests.claims.others import percentile_of_others, share_of_others


def test_they_are_near_what_the_first_gave_and_nearer_with_more_seeds():
    assert [share_of_others(share)[0] for share in (0.5, 0.97, 1)] == pytest.approx([0.335, 0.885, 0.96], abs=0.01)
    assert share_of_others(0.5)[1] == pytest.approx(0.665, abs=0.01)
    assert np.ptp(share_of_others(0.5, others=50)) > np.ptp(share_of_others(0.5))


def test_one_in_a_thousand_of_others_is_outside():
    draw = np.random.default_rng(1)
    outside = 0
    for _ in range(50):
        low, high = percentile_of_others(draw.standard_normal(200))
        outside += not low <= np.median(draw.standard_normal(200)) <= high
        low, high = share_of_others(np.mean(draw.random(200) < 0.8))
        outside += not low <= np.mean(draw.random(200) < 0.8) <= high
    assert outside <= 2  # of 100
