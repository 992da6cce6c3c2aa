"""A path thinned to what can be seen."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from optlab.views.scene.track import NEAR, TRAIL, Track

RNG = np.random.default_rng(0)


@pytest.fixture
def axes():
    return Figure((8, 4), dpi=100).add_subplot(xlim=(0, 1), ylim=(0, 1))


def line(count):
    return np.column_stack([np.linspace(0, 1, count)] * 2)


def pixels(axes, points):
    return axes.transData.transform(points)


def test_what_cannot_be_seen_is_left_out(axes):
    long = Track(axes, line(100_000))
    reach = np.abs(np.diff(pixels(axes, line(2)), axis=0)).sum()
    assert len(long.all()) <= reach / NEAR + 2


def test_what_is_left_out_lies_on_the_path_that_is_kept(axes):
    points = 0.5 + np.cumsum(RNG.normal(0, 4e-4, (5_000, 2)), axis=0)
    track = Track(axes, points)
    last_kept = track.kept[np.searchsorted(track.kept, np.arange(len(points)), side="right") - 1]
    away = np.abs(pixels(axes, points) - pixels(axes, points[last_kept])).sum(axis=1)
    assert len(track.kept) < len(points)
    assert away.max() <= NEAR


def test_a_path_of_moves_that_are_all_seen_keeps_them_all(axes):
    points = RNG.uniform(0, 1, (50, 2))
    assert np.array_equal(Track(axes, points).all(), points)
    assert np.array_equal(Track(axes, points).drawn(), pixels(axes, points))


@pytest.mark.parametrize("t", [0, 1, 7, 4_999])
def test_it_ends_where_the_run_is(axes, t):
    track = Track(axes, line(5_000))
    assert np.array_equal(track.until(t)[-1], pixels(axes, track.points)[t])
    assert (np.diff(track.until(t)[:, 0]) >= 0).all()


def test_a_long_one_shows_its_last_part(axes):
    points = RNG.uniform(0, 1, (5_000, 2))
    shown = Track(axes, points).until(4_000)
    assert len(shown) == TRAIL + 1
    assert np.array_equal(shown, pixels(axes, points)[4_000 - TRAIL : 4_001])


def test_nan_is_no_obstacle(axes):
    points = line(20)
    points[5:9] = np.nan
    track = Track(axes, points)
    assert np.array_equal(track.until(19)[-1], pixels(axes, points)[19])
