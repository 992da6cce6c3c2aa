"""What a saved notebook shows: a short film that ends on the last step."""

from functools import cache
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from optlab import Adam, GradientDescent, Momentum, bowl, parabola, rosenbrock, run
from optlab.views.scene.film import film, frame_steps
from optlab.views.scene.scene import Scene

CASES = {
    "a curve": ((GradientDescent(learning_rate=0.4),), parabola, 10),
    "200 steps": ((Adam(learning_rate=0.1),), rosenbrock, 200),
    "two rules": ((Momentum(learning_rate=0.1), Adam(learning_rate=0.3)), bowl, 60),
    "leaves": ((GradientDescent(learning_rate=1.05),), parabola, 30),
}
every_case = pytest.mark.parametrize("case", CASES)


@cache
def made(case, theme="light"):
    rules, objective, steps = CASES[case]
    scene = Scene([run(rule, objective, steps) for rule in rules], ("loss", "gradient norm"), theme)
    return scene, film(scene)


def shown(moving):
    """Every picture of the film, as a browser shows it."""
    reel = Image.open(BytesIO(moving))
    for i in range(reel.n_frames):
        reel.seek(i)
        yield np.asarray(reel.convert("RGB")).astype(int), reel.info["duration"]


@every_case
def test_it_plays_once_is_short_and_small(case):
    scene, moving = made(case)
    durations = [duration for _, duration in shown(moving)]
    assert len(durations) == len(frame_steps(scene.steps))
    assert sum(durations) <= 5000
    assert Image.open(BytesIO(moving)).info["loop"] == 1
    assert len(moving) <= 150_000


@pytest.mark.parametrize(("case", "theme"), [*((case, "light") for case in CASES), ("200 steps", "dark")])
def test_its_frames_are_the_views_frames_within_its_palette(case, theme):
    scene, moving = made(case, theme)
    palette = np.array(Image.open(BytesIO(moving)).getpalette()).reshape(-1, 3)[:255]
    for t, (frame, _) in zip(frame_steps(scene.steps), shown(moving), strict=True):
        wanted = scene.frame(t).astype(int)
        assert np.abs(frame - wanted).mean() < 1, t
        assert np.array_equal(frame[0, 0], wanted[0, 0]), "the paper is the page's"
        if t in (0, scene.steps):
            wanted, frame = (picture[::2, ::2].reshape(-1, 3) for picture in (wanted, frame))
            colours, where = np.unique(wanted @ (1, 1 << 8, 1 << 16), return_index=True)
            nearest = np.abs(palette - wanted[where][:, None]).sum(axis=2).min(axis=1)
            off = np.abs(frame[where] - wanted[where]).sum(axis=1)
            assert len(colours) > 50
            assert (off <= nearest + 3 * 2 * 8).all(), t  # looked up among 32 levels, 8 wide, of each channel


def test_frames_are_spread_evenly_from_the_first_step_to_the_last():
    assert frame_steps(3) == [0, 1, 2, 3]
    steps = frame_steps(10_000)
    assert (steps[0], steps[-1]) == (0, 10_000)
    assert np.ptp(np.diff(steps)) <= 1


def test_it_may_end_earlier():
    scene, _ = made("200 steps")
    *_, (last, _) = shown(film(scene, last=7))
    assert np.abs(last - scene.frame(7)).mean() < 1
