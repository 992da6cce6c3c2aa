"""Any step of a run as a picture: never blank, and the same pixels from wherever one comes."""

from functools import cache

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from optlab import Adam, GradientDescent, Momentum, bowl, parabola, rosenbrock, run
from optlab.objectives import quadratic
from optlab.views.scene.scene import Scene

CASES = {
    "a curve": ((GradientDescent(learning_rate=0.9),), parabola, ("loss",)),
    "contours": ((Adam(learning_rate=0.1),), rosenbrock, ("loss", "v_hat")),
    "two rules": ((Momentum(learning_rate=0.1), Adam(learning_rate=0.3)), bowl, ("loss", "distance", "gradient norm")),
    "no landscape": ((Adam(learning_rate=0.1),), quadratic([1, 10, 100]), ("position",)),
    "no panel": ((Adam(learning_rate=0.1),), rosenbrock, ()),
}
STEPS = 12
every_case = pytest.mark.parametrize("case", CASES)


def traces(case, rate=None):
    rules, objective, _ = CASES[case]
    return [run(type(rule)(learning_rate=rate or rule.learning_rate), objective, STEPS) for rule in rules]


@cache
def scene(case):
    return Scene(traces(case), CASES[case][2])


def frames(scene, order):
    return {t: scene.frame(t) for t in order}


def same(some, others):
    return all(np.array_equal(some[t], others[t]) for t in some)


def coloured(frame, colour):
    """Where a picture has a colour."""
    return (np.abs(frame - 255 * np.array(to_rgb(colour))) < 2).all(axis=2)


@every_case
def test_no_frame_is_blank_and_each_has_every_run_in_its_colour(case):
    for t in (0, 1, STEPS):
        frame = scene(case).frame(t)
        assert frame.shape == (400, 800, 3)
        for colour, _ in scene(case).looks:
            assert coloured(frame, scene(case).theme[colour]).sum() > 20


@every_case
def test_each_step_has_a_frame_of_its_own(case):
    seen = {scene(case).frame(t).tobytes() for t in range(STEPS + 1)}
    assert len(seen) == STEPS + 1


@every_case
def test_the_same_pixels_from_any_direction(case):
    forward = frames(scene(case), range(STEPS + 1))
    shuffled = np.random.default_rng(0).permutation(STEPS + 1).tolist()
    assert same(frames(scene(case), reversed(range(STEPS + 1))), forward)
    assert same(frames(scene(case), shuffled), forward)


@every_case
def test_the_same_pixels_after_a_detour_through_other_runs_and_in_a_scene_of_its_own(case):
    ours = Scene(traces(case), CASES[case][2])
    first = frames(ours, range(STEPS + 1))
    for rate in (0.001, 50.0):
        ours.show(traces(case, rate))
        fresh = Scene(traces(case, rate), CASES[case][2])
        assert same(frames(ours, (0, 5, STEPS)), frames(fresh, (0, 5, STEPS)))
        assert not np.array_equal(ours.frame(STEPS), first[STEPS])
    ours.show(traces(case))
    assert same(frames(ours, range(STEPS + 1)), first)


def test_dark_is_dark_to_its_edges_and_shows_the_same_run():
    dark = Scene(traces("contours"), ("loss",), theme="dark")
    edge = np.concatenate([dark.frame(3)[0], dark.frame(3)[:, -1]])
    assert edge.max() < 40
    assert coloured(dark.frame(3), dark.theme[dark.looks[0][0]]).sum() > 20
    assert not np.array_equal(dark.frame(3), dark.frame(4))


def test_a_presenter_has_a_larger_picture_with_larger_type():
    large, usual = Scene(traces("contours"), ("loss",), size="presenter"), scene("contours")
    assert large.frame(3).shape[0] > usual.frame(3).shape[0]
    assert large.size.text > 1.5 * usual.size.text
    assert large.frame(3).shape == (large.size.height, large.size.width, 3)


def test_the_moving_picture_and_the_one_at_rest_are_the_same_step():
    from io import BytesIO

    from PIL import Image

    still = np.asarray(Image.open(BytesIO(scene("contours").png(5))))
    moving = np.asarray(Image.open(BytesIO(scene("contours").jpeg(5))))
    assert np.array_equal(still, scene("contours").frame(5))
    assert np.abs(moving.astype(int) - still).mean() < 4


@pytest.mark.parametrize("case", ["a curve", "contours", "two rules"])
def test_a_start_that_is_pointed_at_is_where_the_picture_shows_it(case):
    rules, objective, panels = CASES[case]
    ours = Scene(traces(case), panels)
    place, found = (260, 203), ours.data_at(260, 203)
    assert found.shape == (objective.dim,)
    begun = [run(rule, objective, STEPS, found) for rule in rules]
    ours.show(begun)
    colour = ours.theme[ours.looks[-1][0]]
    if objective.dim == 2:
        assert coloured(ours.frame(0), colour)[place[1], place[0]]
    else:  # the head stands on the curve, above or below the pointer
        assert coloured(ours.frame(0), colour)[:, place[0]].any()
    landscape = ours.landscape
    point = landscape.place(begun[0]["position"], begun[0]["loss"])[0]
    x, y = landscape.axes.transData.transform(point)
    assert ours.data_at(x, ours.size.height - y) == pytest.approx(found)


def test_beside_the_landscape_there_is_no_start():
    assert scene("contours").data_at(700, 200) is None
    assert scene("contours").data_at(2, 2) is None
    assert scene("no landscape").data_at(300, 200) is None


def test_what_a_scene_refuses():
    single = traces("contours")
    batch = run(Adam(learning_rate=[0.1, 0.2]), rosenbrock, 3)
    for refused in ([], [batch]):
        with pytest.raises(ValueError, match="traces must be one or more single runs"):
            Scene(refused)
    with pytest.raises(ValueError, match="theme is 'blue': it must be one of 'light', 'dark'"):
        Scene(single, theme="blue")
    with pytest.raises(ValueError, match="size is 'huge': it must be one of 'normal', 'presenter'"):
        Scene(single, size="huge")
    with pytest.raises(KeyError, match="'cache' is not in this run: it must be one of position"):
        Scene(single, ("cache",))


def test_while_runs_follow_each_other_panels_only_grow_and_at_rest_they_fit():
    runs = [run(GradientDescent(learning_rate=rate), parabola, 20) for rate in (0.1, 0.9999, 0.5)]
    scene, graph = Scene([runs[0]]), 1
    first = scene.views[graph].range
    scene.show([runs[1]], moving=True)
    grown = scene.views[graph].range
    scene.show([runs[2]], moving=True)
    widest = scene.views[graph].range
    assert widest[1] <= grown[1] <= first[1]
    assert widest[2] >= grown[2] >= first[2]
    scene.show([runs[0]], moving=True)
    assert scene.views[graph].range == widest
    scene.show([runs[0]])
    assert scene.views[graph].range == first
    assert np.array_equal(scene.frame(5), Scene([runs[0]]).frame(5))
