"""The batch size under a slider: of the data's batches, and of nothing else."""

import numpy as np
import pytest

from optlab import SGD, LinearRegression, Minibatches, parabola, run
from optlab.controls import Player
from optlab.controls.batch_size import BatchSize

DATA = LinearRegression(X=[1, 2, 3, 4], y=[3, 3, 7, 7])


@pytest.fixture
def player():
    made = Player(SGD(learning_rate=0.05), Minibatches(DATA, batch_size=1, seed=3), steps=10)
    yield made
    made.close()


@pytest.mark.parametrize("size", [2, 3, 4])
def test_the_slider_runs_the_same_data_in_other_batches(player, size):
    start, frame, first = (2.0, 1.0), player.picture.frame, str(player)
    player.state.start = start
    player.desk.batch_size.slider.value = size
    expected = run(SGD(learning_rate=0.05), Minibatches(DATA, size, seed=3), 10, start)
    assert np.array_equal(player.traces[0]["position"], expected["position"])
    assert f"{size} of 4 samples an update" in str(player)
    assert player.stage.scene.objective.batch_size == player.stage.objective.batch_size == size
    assert player.picture.frame != frame
    assert str(player) != first


def test_it_says_what_the_run_costs(player):
    assert player.desk.batch_size.cost.value == "1 of 4: 10 gradient evaluations"
    player.desk.batch_size.slider.value = 3
    assert player.desk.batch_size.cost.value == "3 of 4: 20 gradient evaluations"  # batches of 3, 1, 3, 1, …


def test_reset_brings_the_first_size_back(player):
    frame, text = player.picture.frame, str(player)
    player.desk.batch_size.slider.value = 4
    player.reset()
    assert (player.picture.frame, str(player)) == (frame, text)
    assert player.desk.batch_size.slider.value == 1


def test_it_keeps_the_theme_and_the_veil(player):
    player.state.theme = "dark"
    dark = player.stage.scene.theme
    player.state.phase = "guessed"
    player.desk.batch_size.slider.value = 2
    assert player.stage.scene.theme == dark
    assert player.state.hidden
    assert not player.stage.scene.ghosts


@pytest.mark.parametrize(
    ("samples", "size", "sizes"),
    [
        (4, 1, (1, 2, 3, 4)),
        (1, 1, (1,)),
        (100, 1, (1, 2, 5, 10, 20, 50, 100)),
        (130, 7, (1, 2, 5, 7, 10, 20, 50, 100, 130)),
    ],
)
def test_the_sizes_on_the_slider(samples, size, sizes):
    data = LinearRegression(X=np.arange(samples), y=np.arange(samples))
    control = BatchSize(Minibatches(data, size), steps=1, changed=print)
    assert control.slider.options == sizes
    assert control.slider.value == size


def test_other_objectives_have_none():
    player = Player(SGD(learning_rate=0.05), parabola, steps=10)
    assert player.desk.batch_size is None
    player.close()


@pytest.mark.parametrize("size", [1, 3, 4])
def test_evaluations_count_the_samples_looked_at(size):
    batches = Minibatches(DATA, size)
    counted = np.cumsum([0, *(len(batches.rows(t)) for t in range(1, 12))])
    assert batches.evaluations(np.arange(12)).tolist() == counted.tolist()
    assert [batches.evaluations(t) for t in range(12)] == counted.tolist()
