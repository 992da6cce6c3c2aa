"""What a chart of curves draws, and what it says."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_hex

from optlab import Adam, AdamW
from optlab.views.charts.curves import FARTHEST, plot_curves
from optlab.views.style import BLUE, LIGHT, look

WORDS = {"title": "It falls", "xlabel": "step", "ylabel": "loss"}
X = np.arange(1.0, 6)


def lines(chart):
    return {line.get_label(): line for line in chart.axes[0].get_lines()}


def shown(rule):
    """The look of a rule on light paper."""
    colour, marker = look(rule)
    return LIGHT[colour], marker


def test_a_method_has_its_own_look_and_its_second_curve_another_dash():
    labels = ["Adam, rate 0.1", "Adam, rate 0.2", "AdamW", "theory"]
    drawn = lines(plot_curves(X, dict.fromkeys(labels, X), **WORDS))
    looks = {label: (drawn[label].get_color(), drawn[label].get_marker()) for label in labels}
    assert looks["Adam, rate 0.1"] == looks["Adam, rate 0.2"] == shown(Adam())
    assert looks["AdamW"] == shown(AdamW())
    assert drawn["Adam, rate 0.1"].get_linestyle() != drawn["Adam, rate 0.2"].get_linestyle()
    assert looks["theory"][0] not in {shown(Adam())[0], shown(AdamW())[0]}


def test_the_second_of_a_method_has_a_colour_of_its_own_beside_bands():
    labels = ["Adam, rate only", "Adam, all four", "SGD"]
    drawn = lines(plot_curves(X, dict.fromkeys(labels, X[:, None] * np.arange(11)), **WORDS))
    colours = [drawn[label].get_color() for label in labels]
    assert (colours[0], drawn[labels[0]].get_marker()) == shown(Adam())
    assert len({*colours}) == 3
    assert drawn[labels[1]].get_marker() in ("", "None")


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


def boxes(chart, names):
    """Where texts stand, by their words."""
    chart.png()
    renderer = chart.canvas.get_renderer()
    texts = [chart._suptitle, *chart.axes[0].texts]
    return {text.get_text(): text.get_window_extent(renderer) for text in texts if text.get_text() in names}


def test_a_long_headline_takes_lines_and_no_room_of_the_names():
    names = ["gradient descent", "momentum"]
    chart = plot_curves(X, dict.fromkeys(names, X), **WORDS | {"title": "word " * 30}, marks={"2/λ": 2})
    found = boxes(chart, [*names, "2/λ", chart._suptitle.get_text()])
    assert len(found) == 4
    for one, other in combinations(found.values(), 2):
        assert not one.overlaps(other)
    assert all(box.x0 >= 0 and box.x1 <= chart.bbox.x1 for box in found.values())


def test_a_name_stands_where_its_curve_ends_and_apart_from_the_others():
    ends = {"high": 9.0, "low": 1.0, "also low": 1.1, "lower": 0.9, "lost": np.nan}
    chart = plot_curves(X, {name: X * 0 + end for name, end in ends.items()}, **WORDS)
    found = boxes(chart, ends)
    assert not any(one.overlaps(other) for one, other in combinations(found.values(), 2))
    middles = {name: (box.y0 + box.y1) / 2 for name, box in found.items()}
    assert middles["high"] > middles["also low"] > middles["low"] > middles["lower"]
    at = chart.axes[0].transData.transform((0, 9.0))[1]
    assert middles["high"] == pytest.approx(at, abs=12)


def test_names_of_marks_that_nearly_coincide_stand_in_rows():
    marks = {"theory": 2.0, "measured": 2.05, "limit": 2.1, "far": 4.5}
    found = boxes(plot_curves(X, {"loss": X}, **WORDS, marks=marks), marks)
    assert len(found) == 4
    assert not any(one.overlaps(other) for one, other in combinations(found.values(), 2))
    assert found["theory"].y0 == found["far"].y0


@pytest.mark.parametrize("place", [0.0, 5.0])
def test_the_name_of_a_mark_at_the_edge_stays_inside_the_axes(place):
    marks = {"a name that is long": place}
    chart = plot_curves([0, 5], {"loss": [1, 2]}, **WORDS, marks=marks)
    plain = plot_curves(np.array([0, 5]), {"loss": [1, 2]}, **WORDS, marks={"a name that is long": 2.5})
    box, axes = boxes(chart, marks)["a name that is long"], chart.axes[0].bbox
    assert box.width == pytest.approx(boxes(plain, marks)["a name that is long"].width)
    assert axes.x0 <= box.x0
    assert box.x1 <= axes.x1


@pytest.mark.parametrize("curves", [{}, [X], {"short": [1, 2]}, {"deep": np.ones((5, 2, 2))}])
def test_what_is_no_set_of_curves_is_refused(curves):
    with pytest.raises(ValueError, match="must be"):
        plot_curves(X, curves, **WORDS)


def test_a_measurement_can_be_dots_over_its_line():
    drawn = lines(plot_curves(X, {"predicted": X, "measured": X}, **WORDS, dots=["measured"]))
    assert [drawn[name].get_linestyle() for name in ("predicted", "measured")] == ["-", "None"]
    assert drawn["measured"].get_marker() == "o"
    assert drawn["measured"].get_markevery() == 1
    assert drawn["measured"].get_zorder() > drawn["predicted"].get_zorder()
    with pytest.raises(ValueError, match="dots is 'guessed': it must be one of 'predicted'"):
        plot_curves(X, {"predicted": X}, **WORDS, dots=["guessed"])


@pytest.mark.parametrize("name", ["5 $", "$", "$$", r"$\frac{$", r"$\x$", "from $5 to $6"])
def test_dollars_in_names_are_dollars(name):
    chart = plot_curves([0, 1, 2], {name: [3, 2, 1], "other": [1, 2, 3]}, name, name, name, marks={name: 1})
    assert chart.png().startswith(b"\x89PNG")
    assert name in chart.digest
