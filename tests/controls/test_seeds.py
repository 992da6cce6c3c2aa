"""Many draws of the noise behind a player's runs, equal axes, the perspective; and two threads at one player."""

import asyncio
from threading import Thread

import numpy as np
import pytest

from optlab import SGD, Adam, GradientDescent, Momentum, bowl, rosenbrock, run
from optlab.controls import Player
from optlab.objectives import LinearRegression, Minibatches, Noisy

NOISY = Noisy(bowl, sigma=2.0, seed=7)


def ends(rule, objective, steps):
    """Between what losses eight of ten runs end."""
    losses = np.sort(run(rule, objective, steps)["loss"][-1])
    return f"{losses[round(0.1 * (len(losses) - 1))]:.4g} to {losses[round(0.9 * (len(losses) - 1))]:.4g}"


def test_the_draws_are_those_of_the_seeds_from_0_up_and_are_told():
    player = Player([SGD(0.05), Momentum(0.02)], NOISY, 30, seeds=21)
    for batch, rule, cloud in zip(
        player.stage.crowd, (SGD(0.05), Momentum(0.02)), player.stage.scene.landscape.clouds, strict=True
    ):
        wanted = run(rule, Noisy(bowl, 2.0, seed=range(21)), 30)
        assert np.array_equal(batch["position"], wanted["position"])
        assert len(cloud.get_segments()) == 21
        assert ends(rule, Noisy(bowl, 2.0, seed=range(21)), 30) in player.picture.said
    assert "of 21 draws" in player.picture.alt
    player.close()


def test_the_batches_of_data_are_draws_too():
    data = LinearRegression(X=np.arange(1.0, 9.0), y=2 * np.arange(1.0, 9.0))
    player = Player(SGD(0.005), Minibatches(data, 2, seed=3), 20, seeds=11)
    assert player.stage.crowd[0].batch == (11,)
    player.desk.batch_size.slider.value = 8
    player.stage.settle()
    assert np.ptp(player.stage.crowd[0]["loss"][-1]) < 1e-12, "all of the data have no noise"
    player.close()


def test_they_are_not_drawn_while_a_hand_moves_and_are_back_at_rest():
    player = Player(SGD(0.05), NOISY, 30, seeds=10)

    async def moved():
        player.desk.settings[0].controls["learning_rate"].box.value = "0.03"
        assert player.stage.crowd == []
        assert "draws" not in player.picture.said
        await asyncio.sleep(0.6)
        assert player.stage.crowd[0].rule.learning_rate == 0.03
        assert "Of 10 draws" in player.picture.said

    asyncio.run(moved())
    player.close()


def test_nothing_of_them_is_seen_before_an_answer():
    player = Player(SGD(0.05), NOISY, 30, seeds=10, ask=True)
    assert player.stage.crowd == []
    assert "draws" not in player.picture.alt
    player.prediction.answer(0)
    player.go(30)
    assert player.stage.crowd[0].batch == (10,)
    assert "Of 10 draws" in player.picture.said
    player.close()


@pytest.mark.parametrize(
    ("objective", "seeds", "words"),
    [
        (bowl, 5, "seeds is 5: .* has no noise"),
        (NOISY, -1, "seeds is -1: it must be a whole number from 0 to 200"),
        (NOISY, 2.5, "seeds is 2.5"),
    ],
)
def test_bad_seeds_are_refused_in_a_sentence(objective, seeds, words):
    with pytest.raises(ValueError, match=words):
        Player(SGD(0.1), objective, 5, seeds=seeds)


def test_a_map_may_have_equal_units_and_a_surface_be_seen_from_the_side():
    player = Player(GradientDescent(0.1), bowl, 5, equal=True)
    axes = player.stage.scene.landscape.axes
    across, up = np.diff(axes.transData.transform([(0, 0), (1, 1)]), axis=0)[0]
    assert across == pytest.approx(up)
    side = Player(Adam(0.1), rosenbrock, 5, view="perspective")
    assert type(side.stage.scene.landscape).__name__ == "Relief"
    for each in (player, side):
        each.close()


def test_two_threads_at_one_player_leave_words_picture_and_controls_of_one_run():
    """JupyterLab answers a hand in one thread while a cell runs in another."""
    player = Player(GradientDescent(0.1), bowl, 20)
    failed = []

    def hand():
        try:
            for i in range(60):
                player.picture._asked(None, {"kind": "drag", "x": 150 + 2 * i, "y": 200, "id": str(i)}, None)
        except Exception as error:  # a thread's own is lost
            failed.append(error)

    def cell():
        try:
            for i in range(60):
                player.go(i % 20)
                player.desk._set(0, GradientDescent(0.05 + 0.001 * i))
        except Exception as error:
            failed.append(error)

    threads = [Thread(target=hand), Thread(target=cell)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    (trace,) = player.traces
    assert tuple(trace["position"][0]) == player.state.start
    assert f"{trace['loss'][-1]:.4g}" in player.picture.said
    assert player.stage.scene.traces[0] is trace
    player.close()
