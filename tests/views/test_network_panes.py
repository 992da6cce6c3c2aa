"""A network in the place of a landscape: the boundary of two features, the first layer of images."""

import numpy as np
import pytest

from optlab import SGD, Adam, Minibatches, run
from optlab.objectives import L2
from optlab.training import Network, digits, mistakes, spirals
from optlab.views.contrast import TEXT, contrast
from optlab.views.scene.answers import Answers
from optlab.views.scene.boundary import Boundary
from optlab.views.scene.graph import Graph
from optlab.views.scene.panel import Panel
from optlab.views.scene.scene import Scene
from optlab.views.scene.weights import Weights

PLANE = Network([2, 12, 2], spirals(per_class=30).train)
IMAGES = Network([64, 8, 10], digits().train)
VALIDATION = digits().validation


def traced(net, steps=30):
    return run(Adam(learning_rate=0.02), Minibatches(net, 16, seed=0), steps)


@pytest.mark.parametrize(("net", "view"), [(PLANE, Boundary), (IMAGES, Weights)])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_any_step_in_any_order_gives_the_same_picture(net, view, theme):
    scene = Scene([traced(net)], theme=theme)
    assert isinstance(scene.views[0], view)
    first = {t: scene.frame(t) for t in (0, 30, 7)}
    for t in (7, 0, 30):
        assert np.array_equal(scene.frame(t), first[t])
    assert not np.array_equal(first[0], first[30])
    assert scene.data_at(200, 200) is None  # a start of so many weights is not set by hand


def test_the_ground_is_what_the_network_says_and_rings_are_its_mistakes():
    trace = traced(PLANE)
    scene = Scene([trace])
    scene.frame(20)
    view, w = scene.views[0], trace["position"][20]
    wrong = mistakes(PLANE, w)
    assert np.array_equal(np.transpose(view.rings.get_data()), PLANE.data.X[wrong])
    assert view.key(20)[0][0] == f"wrong: {wrong.sum()} of 36"
    painted = view.ground.get_array()
    left, right, low, high = view.ground.get_extent()
    for row, column in ((3, 5), (40, 60), (63, 0)):
        x = left + (right - left) * column / (painted.shape[1] - 1), low + (high - low) * row / (painted.shape[0] - 1)
        blue, orange = PLANE.probabilities(w, [x])[:, 0]
        assert (painted[row, column, 2] > painted[row, column, 0]) == (blue > orange)


def test_the_images_are_the_weights():
    trace = traced(IMAGES)
    scene = Scene([trace])
    scene.frame(30)
    painted = scene.views[0].image.get_array()
    weights = trace["position"][30][:512].reshape(8, 8, 8)
    first = painted[1:9, 1:9]  # a line of one pixel, then the first image
    assert np.array_equal(first[..., 0] > first[..., 2], weights[0] > 0)


def test_a_wrapped_network_is_found_and_a_network_with_no_picture_has_panels_alone():
    assert isinstance(Scene([run(Adam(), L2(Minibatches(PLANE, 16), 0.1), 3)]).views[0], Boundary)
    rows = digits().train
    other = Network([63, 4, 10], type(rows)(rows.X[:, :63], rows.y))
    assert len(Scene([run(Adam(), Minibatches(other, 16), 3)]).views) == 1


def test_a_run_that_diverged_has_a_picture():
    trace = run(Adam(learning_rate=1e300), Minibatches(PLANE, 16), 5)
    assert Scene([trace]).frame(5).std() > 0


def watched(*traces, **options):
    panels = [Panel("loss", validation=VALIDATION), Panel("accuracy", validation=VALIDATION)]
    return Scene(traces, [*panels, Panel("images", validation=VALIDATION)], **options)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", ["normal", "presenter"])
def test_below_the_weights_is_what_the_network_says_of_validation_images(theme, size):
    trace = traced(IMAGES)
    scene = watched(trace, theme=theme, size=size)
    answers, weights, *graphs = scene.views
    assert [type(view) for view in scene.views] == [Answers, Weights, Graph, Graph]
    pictures = {t: scene.frame(t) for t in (0, 30, 12)}
    for t in (12, 0, 30):
        assert np.array_equal(scene.frame(t), pictures[t])
        said = IMAGES.predictions(trace["position"][t], VALIDATION.X[:10])
        right = said == VALIDATION.y[:10]
        words = [f"{label} {'✓' if fits else '✗'}" for label, fits in zip(said, right, strict=True)]
        assert [word.text for word in answers.words(t)] == words
        framed = np.reshape(answers.frames.get_data()[0], (-1, 6))[:, 0]
        assert np.rint(framed / 1.14).astype(int).tolist() == np.flatnonzero(~right).tolist()
    for word in answers.words(0):
        assert 0 < word.x < scene.size.width * 0.54
        assert answers.room()[3] <= word.y < scene.size.height - 2.5 * scene.size.text
    below, above = answers.axes.get_position(), weights.axes.get_position()
    assert below.y1 < above.y0, "the row lies below the weights"
    assert [graph.axes.get_title(loc="left") for graph in graphs] == [
        "loss: validation dashed",
        "accuracy: validation dashed",
    ]


def test_curves_of_training_and_validation_lie_side_by_side():
    trace = traced(IMAGES)
    judge = IMAGES.on(VALIDATION)
    for name, which in (("loss", IMAGES.loss), ("accuracy", IMAGES.accuracy)):
        series = Panel(name, validation=VALIDATION).series(trace)
        assert series.shape == (31, 2)
        assert series[20, 0] == pytest.approx(which(trace["position"][20]), rel=1e-12)
        assert series[20, 1] == pytest.approx(getattr(judge, name)(trace["position"][20]), rel=1e-12)
    assert Panel("accuracy").series(trace).shape == (31, 1)


def test_two_rules_have_a_network_each_and_of_three_only_the_first_is_shown():
    one, other = traced(PLANE), run(SGD(learning_rate=0.02), Minibatches(PLANE, 16, seed=0), 30)
    scene = Scene([one, other])
    scene.frame(30)
    left, right = scene.views[:2]
    assert (left.axes.get_title(loc="left"), right.axes.get_title(loc="left")) == (
        "Adam: what it says",
        "SGD: what it says",
    )
    assert (left.wrong, right.wrong) == tuple(mistakes(PLANE, t["position"][30]).sum() for t in (one, other))
    third = run(SGD(learning_rate=0.5), Minibatches(PLANE, 16, seed=0), 30)
    three = Scene([other, one, third]).views
    assert [type(view) for view in three] == [Boundary, Graph]
    assert three[0].axes.get_title(loc="left") == "SGD: what it says"


def test_two_rules_have_a_line_of_answers_each():
    one, other = traced(IMAGES), run(SGD(learning_rate=0.02), Minibatches(IMAGES, 16, seed=0), 30)
    answers = (scene := watched(one, other)).views[0]
    scene.frame(30)
    lines = [word.text for word in answers.words(30)]
    assert len(lines) == 20
    said = IMAGES.predictions(other["position"][30], VALIDATION.X[:10])
    assert [line[0] for line in lines[10:]] == [str(label) for label in said]
    assert len(colours := {word.colour for word in answers.words(30)}) == 2
    assert all(contrast(colour, scene.theme.paper) >= TEXT for colour in colours)
    assert answers.title.get_text() == "validation images: what Adam, then SGD says"


def test_a_network_that_diverged_says_nothing():
    trace = run(SGD(learning_rate=1e308), Minibatches(IMAGES, 16), 9)
    assert np.isnan(trace["loss"][-1])
    scene = watched(trace)
    scene.frame(9)
    assert [word.text for word in scene.views[0].words(9)] == ["? ✗"] * 10
