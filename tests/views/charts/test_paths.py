"""What a chart of paths draws, and what it says."""

from io import BytesIO

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from optlab import GradientDescent, bowl, parabola, quadratic, run, sweep
from optlab.views.charts.paths import plot_paths
from optlab.views.scene.strokes import Stroke
from optlab.views.style import LIGHT, look

RUN = run(GradientDescent(0.1), bowl, steps=5)


def unit(axes):
    """How many pixels a unit of each coordinate takes."""
    (left, bottom), (right, top) = axes.transData.transform([(0, 0), (1, 1)])
    return right - left, top - bottom


def test_a_unit_is_as_long_upwards_as_to_the_right():
    narrow = run(GradientDescent(0.01), quadratic([1, 100], start=(8, 0.5)), steps=5)
    for paths in ({"one": narrow}, {"one": narrow, "two": RUN}):
        for axes in plot_paths(paths, title="t").axes:
            assert unit(axes)[0] == pytest.approx(unit(axes)[1])


def test_the_whole_path_is_drawn_on_its_own_map():
    other = run(GradientDescent(0.2), quadratic([1, 2]), steps=5)
    chart = plot_paths({"one": RUN, "two": other}, title="t")
    assert [axes.get_title(loc="left") for axes in chart.axes] == ["one", "two"]
    for axes, trace in zip(chart.axes, (RUN, other), strict=True):
        strokes = [artist for artist in axes.artists if isinstance(artist, Stroke)]
        places = [stroke.inches.transform(stroke.path.vertices) for stroke in strokes]
        drawn = [axes.transData.inverted().transform(pixels) for pixels in places if len(pixels)]
        assert any(len(path) == 6 and np.allclose(path, trace["position"]) for path in drawn)


def test_a_path_is_where_its_map_is_in_the_saved_picture():
    """It is saved at twice the pixels: the head stands there too."""
    chart = plot_paths({"one": RUN}, title="t")
    x, y = chart.axes[0].transData.transform(RUN["position"][-1])
    saved = np.asarray(Image.open(BytesIO(chart.png())).convert("RGB"))
    colour = 255 * np.array(to_rgb(LIGHT[look(RUN.rule)[0]]))
    assert np.abs(saved[saved.shape[0] - round(2 * y), round(2 * x)] - colour).max() < 6


def test_it_says_where_each_path_begins_and_ends():
    assert str(plot_paths({"one": RUN}, title="Down")) == "Down\none: from (-5, -2) to (-4.52, -0.156) in 5 steps"


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        ({}, "paths is {}: it must be a dict of 1 to 3 runs"),
        ({"a": run(GradientDescent(), parabola, steps=2)}, "it must be a single run of two coordinates"),
        ({"a": sweep(GradientDescent(np.ones(2)), bowl, steps=2)}, "it must be a single run of two coordinates"),
    ],
)
def test_what_cannot_be_drawn_is_refused(paths, said):
    with pytest.raises(ValueError, match=said):
        plot_paths(paths, title="t")
