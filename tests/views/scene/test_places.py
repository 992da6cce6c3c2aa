"""A picture that is drawn for its place on a slide: large letters everywhere, and nothing over anything else."""

from itertools import combinations

import pytest
from matplotlib.text import Text

from optlab import SGD, AdaGrad, Adam, GradientDescent, Minibatches, Momentum, bowl, parabola, rosenbrock, run
from optlab.objectives import LinearRegression, Scaled, quadratic, tilted_bowl
from optlab.views.scene.panel import Panel
from optlab.views.scene.scene import Scene
from optlab.views.style import SIZES, size_of

STEPS = 40
PLACES = (722, 460), (722, 310), (612, 500), (490, 470), (1150, 480)
LINE = LinearRegression([[1.0], [2.0], [3.0], [4.0]], [2.0, 3.0, 5.0, 4.0])
CASES = {
    "a curve": ((AdaGrad(1.0),), parabola, ("rate",), {}),
    "a map": ((Momentum(0.05),), bowl, ("loss",), {}),
    "a map with equal units": ((Momentum(0.01),), tilted_bowl(condition_number=100), ("position",), {"equal": True}),
    "in perspective": ((Adam(0.3),), rosenbrock, ("distance",), {"view": "perspective"}),
    "two panels of two": ((Adam(0.3),), rosenbrock, ("v_hat", "position"), {"arrows": True}),
    "three rules, three panels": (
        (Momentum(0.01), Adam(0.3), GradientDescent(0.001)),
        rosenbrock,
        ("loss", "distance", Panel("gradient norm", log=False)),
        {},
    ),
    "data and their line": ((SGD(0.05),), Minibatches(LINE, 2), ("fit", "loss"), {}),
    "large numbers": ((Adam(300.0),), Scaled(bowl, 1000), ("loss",), {}),
    "a long run": ((Momentum(0.01),), parabola, ("loss",), {}),
    "a panel alone": ((Adam(0.1),), quadratic([1, 10, 100]), ("position",), {}),
}
every_case = pytest.mark.parametrize("case", CASES)
every_place = pytest.mark.parametrize("place", PLACES, ids=str)


def scene_of(case, **given):
    rules, objective, panels, look = CASES[case]
    steps = 3000 if case == "a long run" else STEPS
    return Scene([run(rule, objective, steps) for rule in rules], panels, **look, **given)


def boxes(scene):
    """Where each text of the figure is, two pixels less on each side: what is around its letters may touch."""
    scene.canvas.draw()
    found = {}
    for text in scene.figure.findobj(Text):
        if text.get_visible() and text.get_text():
            box = text.get_window_extent()
            found[text] = (box.x0 + 2, box.y0 + 2, box.x1 - 2, box.y1 - 2)
    for axis in (axis for view in scene.views for axis in (view.axes.xaxis, view.axes.yaxis)):
        low, high = sorted(axis.get_view_interval())
        for tick in axis.get_major_ticks():  # those beyond the axis are not drawn
            if not low <= tick.get_loc() <= high:
                found.pop(tick.label1, None)
    return found


@every_case
@every_place
def test_no_letters_are_too_small_for_the_back_row(case, place):
    scene = scene_of(case, size=size_of(place))
    assert scene.frame(STEPS).shape[:2] == place[::-1]
    assert scene.letters >= 20 - 1e-9
    assert scene_of(case).letters < 16, "those of the notebook are no smaller: this measures nothing"


@every_case
@every_place
def test_no_text_is_cut_off_or_lies_over_another(case, place):
    scene = scene_of(case, size=size_of(place))
    scene.frame(STEPS)
    found = boxes(scene)
    width, height = scene.pixels
    for text, (left, bottom, right, top) in found.items():
        assert min(left, bottom) >= 0, text.get_text()
        assert max(right - width, top - height) <= 0, text.get_text()
    for (one, a), (two, b) in combinations(found.items(), 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, (one.get_text(), two.get_text())


def test_a_title_that_is_broken_says_the_same():
    narrow, wide = (scene_of("two panels of two", size=size_of(place)) for place in ((490, 470), (1150, 480)))
    titles = [[view.title.get_text() for view in scene.views] for scene in (narrow, wide)]
    assert any("\n" in title for title in titles[0])
    assert [title.replace("\n", " ") for title in titles[0]] == titles[1]


def test_a_place_of_any_size_is_drawn():
    for place in ((1, 1), (1e9, 1e9), (300.5, 200.5)):
        size = size_of(place)
        assert scene_of("a map", size=size).frame(0).shape == (size.height, size.width, 3)
    assert size_of((700, 400)).line == SIZES["slide"].line
