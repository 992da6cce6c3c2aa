"""Pictures encoded in strips: the same as if each were encoded alone."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from optlab import Adam, GradientDescent, bowl, parabola, rosenbrock, run
from optlab.views.scene.scene import FINE, Scene
from optlab.views.scene.strips import HIGH, Strips
from optlab.views.scene.writing import encoded

RNG = np.random.default_rng(0)


def noise(height, width):
    return RNG.integers(0, 256, (height, width, 4), np.uint8)


def opened(jpeg):
    return np.asarray(Image.open(BytesIO(jpeg)).convert("RGB"))


@pytest.mark.parametrize("ratio", [1, 1.337, 2])
def test_the_frames_of_a_run_are_those_that_are_drawn(ratio):
    scene = Scene([run(Adam(0.1), rosenbrock, 60)], ratio=ratio)
    for t in (0, 1, 2, 30, 31, 60, 5):
        jpeg = scene.jpeg(t)
        assert jpeg == Scene(scene.traces, ratio=ratio).jpeg(t)
        whole = encoded(scene.picture(t), "JPEG", quality=85 if ratio < FINE else 75)
        assert np.array_equal(opened(jpeg), opened(whole))


def test_another_run_and_other_axes_leave_nothing_behind():
    def runs(rate):
        return [run(GradientDescent(rate), parabola, 20)]

    scene = Scene(runs(0.1))
    scene.jpeg(20)
    for rate in (0.9, 1.1):
        scene.show(runs(rate))
        assert scene.jpeg(20) == Scene(runs(rate)).jpeg(20)


@pytest.mark.parametrize("height", [HIGH, 5 * HIGH - 7, 23 * HIGH])
def test_whatever_rows_change(height):
    pixels, strips = noise(height, 51), Strips(85)
    strips(pixels)
    for rows in (slice(0, 1), slice(height - 1, height), slice(height // 2, None), slice(0), slice(None)):
        pixels[rows] = noise(height, 51)[rows]
        assert strips(pixels) == Strips(85)(pixels)


def test_only_what_changed_is_encoded(monkeypatch):
    scene, encoded = Scene([run(GradientDescent(), bowl, 50)]), []
    scene.jpeg(20)
    parts = Strips._parts
    monkeypatch.setattr(Strips, "_parts", lambda self, pixels: encoded.append(len(pixels)) or parts(self, pixels))
    scene.jpeg(20)
    assert not encoded
    scene.jpeg(21)
    assert 0 < sum(encoded) <= scene.pixels[1] / 2
