"""What a chart of curves draws, and what it says."""

import numpy as np
import pytest
from matplotlib.colors import to_hex

from optlab.views.curves import FARTHEST, plot_curves
from optlab.views.style import BLUE, METHODS

WORDS = {"title": "It falls", "xlabel": "step", "ylabel": "loss"}
X = np.arange(1.0, 6)


def lines(chart):
    return {line.get_label(): line for line in chart.axes[0].get_lines()}


def test_a_method_has_its_own_look_and_its_second_curve_another_dash():
    labels = ["Adam, rate 0.1", "Adam, rate 0.2", "AdamW", "theory"]
    drawn = lines(plot_curves(X, dict.fromkeys(labels, X), **WORDS))
    looks = {label: (drawn[label].get_color(), drawn[label].get_marker()) for label in labels}
    assert looks["Adam, rate 0.1"] == looks["Adam, rate 0.2"] == METHODS["Adam"]
    assert looks["AdamW"] == METHODS["AdamW"]
    assert drawn["Adam, rate 0.1"].get_linestyle() != drawn["Adam, rate 0.2"].get_linestyle()
    assert looks["theory"][0] not in {METHODS["Adam"][0], METHODS["AdamW"][0]}


def test_seeds_become_a_median_and_a_band():
    y = X[:, None] * np.arange(11)
    chart = plot_curves(X, {"noise": y}, **WORDS)
    assert lines(chart)["noise"].get_ydata() == pytest.approx(5 * X)
    corners = chart.axes[0].collections[0].get_paths()[0].get_extents()
    assert (corners.y0, corners.y1) == pytest.approx((1, 45))
    assert to_hex(chart.axes[0].collections[0].get_facecolor()[0]) == BLUE.lower()
    assert "noise: 5 at 1, smallest 5 at 1, 25 at 5" in str(chart)


def test_what_cannot_be_drawn_is_said():
    chart = plot_curves(X, {"wild": [1, 0, -2, 10 * FARTHEST, np.inf]}, **WORDS, yscale="log")
    assert np.isnan(lines(chart)["wild"].get_ydata()).tolist() == [False, True, True, True, True]
    assert str(chart) == "It falls\nwild: 1 at 1, smallest -2 at 3, inf at 5"
    leaving = plot_curves(X, {"wild": [1, 2, 3, np.inf, np.nan]}, **WORDS, yscale="log", ylim=(0.1, 10))
    assert lines(leaving)["wild"].get_ydata()[3] == FARTHEST
    nothing = plot_curves(X, {"lost": np.full(5, np.nan)}, **WORDS)
    assert str(nothing) == "It falls\nlost: nan at 1, nan at 5"


def test_a_long_headline_takes_lines_and_no_room_of_the_key():
    chart = plot_curves(X, {"gradient descent": X, "momentum": X}, **WORDS | {"title": "word " * 30}, marks={"2/λ": 2})
    chart.png()
    renderer = chart.canvas.get_renderer()
    headline, key = chart._suptitle.get_window_extent(renderer), chart.axes[0].get_legend().get_window_extent(renderer)
    assert not headline.overlaps(key)
    assert headline.x1 <= chart.bbox.x1
    assert key.x1 <= chart.bbox.x1
    assert "2/λ" in {text.get_text() for text in chart.axes[0].texts}


@pytest.mark.parametrize("curves", [{}, [X], {"short": [1, 2]}, {"deep": np.ones((5, 2, 2))}])
def test_what_is_no_set_of_curves_is_refused(curves):
    with pytest.raises(ValueError, match="must be"):
        plot_curves(X, curves, **WORDS)
