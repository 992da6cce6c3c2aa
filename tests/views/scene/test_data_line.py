"""The data, and the line that moves through them."""

import numpy as np
import pytest

from optlab import SGD, LinearRegression, Minibatches, parabola, run
from optlab.controls import Player
from optlab.views.scene import Scene

DATA = LinearRegression(X=[1, 2, 3, 4], y=[2, 4, 6, 8])
BATCHES = Minibatches(DATA, batch_size=1)


def test_the_line_is_that_of_the_step_and_the_ring_is_round_its_sample():
    trace = run(SGD(0.01), BATCHES, 8)
    (view,) = [view for view in Scene([trace], ("fit",)).views if hasattr(view, "rings")]
    view.draw(3)
    x, y = view.lines[0].get_data()
    weights, bias = trace["position"][3]
    assert np.allclose(y, weights * x + bias)
    assert view.rings.get_xydata().tolist() == [[3.0, 6.0]]
    view.draw(0)
    assert len(view.rings.get_xydata()) == 0


def test_a_player_shows_it_and_says_where_there_is_none():
    assert Player(SGD(0.01), BATCHES, 8, panels=("fit", "loss")).picture.frame
    with pytest.raises(ValueError, match=r"panels has 'fit': f\(x\) = x² must be a LinearRegression with one feature"):
        Player(SGD(0.01), parabola, 8, panels="fit")
