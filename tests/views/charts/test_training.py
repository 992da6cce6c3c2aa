"""Four curves of a training run, a table with colours, and a row of images."""

import numpy as np
import pytest

from optlab import SGD, Minibatches
from optlab.training import Network, digits, train
from optlab.training.recipe import Recipe
from optlab.views.charts import plot_images, plot_table, plot_training
from optlab.views.charts.training import share_clipped

RUN = Recipe(steps=20, clip_norm=1.0).trained()


def test_each_pane_draws_what_its_headline_says():
    panes = plot_training(RUN, "It learns").axes
    drawn = {
        pane.get_title(loc="left") or pane.get_title(): [line.get_ydata() for line in pane.lines] for pane in panes
    }
    assert [*drawn] == [
        "loss",
        "accuracy",
        f"gradient: clipped in {100 * share_clipped(RUN):.0f} % of steps",
        "length of the weights",
    ]
    names = [
        ("batch_loss", "loss", "validation_loss"),
        ("accuracy", "validation_accuracy"),
        ("gradient_norm",),
        ("weight_norm",),
    ]
    for curves, wanted in zip(drawn.values(), names, strict=True):
        assert len(curves) == len(wanted)
        for y, name in zip(curves, wanted, strict=True):
            assert np.array_equal(y, RUN[name], equal_nan=True)


def test_another_run_stands_behind():
    pane = plot_training(RUN, "It learns", beside=Recipe(steps=10).trained()).axes[3]
    assert [len(line.get_xdata()) for line in pane.lines] == [4, 6]


def test_the_share_of_clipping_is_that_of_all_steps():
    lengths = Recipe(steps=20).trained()
    assert 0 < share_clipped(RUN) < 1
    assert share_clipped(lengths) == 0
    assert share_clipped(Recipe(steps=20, clip_norm=1e-3).trained()) == 1


def test_a_batch_of_runs_is_refused():
    net = Network([64, 10], digits().train, seed=[0, 1])
    with pytest.raises(ValueError, match=r"training is a batch of runs of shape \(2,\): it must be one run"):
        plot_training(train(SGD(0.1), Minibatches(net, 8, seed=0), 4), "Two")


def test_a_table_writes_each_number_and_brackets_the_lowest_of_a_row():
    chart = plot_table([1, 10], [0, 1], [[3.0, np.inf], [2.0, 1.0]], "A title", "rate", "decay")
    assert [text.get_text() for text in chart.axes[0].texts] == ["[3]", "∞", "2", "[1]"]
    assert str(chart) == "A title\ndecay 0: lowest 3 at rate 1\ndecay 1: lowest 1 at rate 10"
    with pytest.raises(ValueError, match=r"values has the shape \(1, 2\): it must be \(2, 2\)"):
        plot_table([1, 10], [0, 1], [[3.0, 1.0]], "A title", "rate", "decay")


def test_a_row_of_images():
    some = digits().train[:3]
    chart = plot_images(some.X, some.y, "Three")
    assert np.array_equal(chart.axes[1].images[0].get_array(), some.X[1].reshape(8, 8))
    assert [axes.get_xlabel() for axes in chart.axes] == [str(y) for y in some.y]
    with pytest.raises(ValueError, match=r"images has the shape \(3, 63\): it must be \(1 to 12, a square number"):
        plot_images(some.X[:, 1:], some.y, "Three")
    with pytest.raises(ValueError, match="words has 2: it must have one for each of the 3 images"):
        plot_images(some.X, some.y[:2], "Three")
