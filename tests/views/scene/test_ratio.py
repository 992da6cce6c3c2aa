"""A screen with more device pixels to a CSS pixel gets the same picture, sharper."""

import numpy as np
import pytest
from PIL import Image, features

from optlab import Adam, GradientDescent, bowl, parabola, rosenbrock, run
from optlab.views.scene.scene import Scene
from tests.views.scene.test_scene import coloured

TRACES = {
    "contours": [run(Adam(learning_rate=0.1), rosenbrock, 30)],
    "two rules": [run(rule, bowl, 30) for rule in (Adam(learning_rate=0.3), GradientDescent(learning_rate=0.6))],
    "leaves": [run(GradientDescent(learning_rate=1.1), parabola, 12)],
}

# Where Pillow lacks its engine raqm it rounds the width of each letter to a pixel: a long line of words
# is then a few pixels longer at one ratio than at another (69 measured, 51 with raqm).
MOVED = 60 if features.check("raqm") else 75


@pytest.mark.parametrize("size", ["normal", "presenter"])
@pytest.mark.parametrize("ratio", [0.67, 1, 1.1, 1.25, 1.5, 2, 3])
def test_a_picture_has_as_many_pixels_as_the_screen(ratio, size):
    scene = Scene(TRACES["contours"], size=size, ratio=ratio)
    wanted = round(scene.size.height * ratio), round(scene.size.width * ratio), 3
    assert scene.frame(3).shape == wanted
    assert scene.canvas.get_width_height() == scene.pixels


@pytest.mark.parametrize("ratio", [1.25, 2])
@pytest.mark.parametrize("case", TRACES)
def test_it_is_the_same_picture_words_included(case, ratio):
    """Scaled down to the size on the page it differs only by what rounding to pixels moves."""
    one, more = Scene(TRACES[case]), Scene(TRACES[case], ratio=ratio)
    for t in (0, 3, 12):
        small = more.picture(t).convert("RGB").resize(one.pixels, Image.Resampling.BOX)
        off = np.abs(np.asarray(small).astype(int) - one.frame(t))
        assert off.mean() < 6
        blocks = off.reshape(20, 20, 40, 20, 3).mean(axis=(1, 3, 4))  # no part of it has moved or has another size
        assert blocks.max() < MOVED


@pytest.mark.parametrize("ratio", [1, 1.25, 2])
def test_a_start_is_pointed_at_in_css_pixels(ratio):
    scene = Scene(TRACES["contours"], ratio=ratio)
    found = scene.data_at(260, 203)
    assert found == pytest.approx(Scene(TRACES["contours"]).data_at(260, 203), abs=0.01)
    scene.show([run(Adam(learning_rate=0.1), rosenbrock, 30, found)])
    assert coloured(scene.frame(0), scene.theme[scene.looks[0][0]])[round(203 * ratio), round(260 * ratio)]


@pytest.mark.parametrize("ratio", [0, 0.2, 8, float("nan")])
def test_a_ratio_out_of_range(ratio):
    with pytest.raises(ValueError, match=r"ratio is .*: it must be from 0\.5 to 4\.0"):
        Scene(TRACES["contours"], ratio=ratio)
