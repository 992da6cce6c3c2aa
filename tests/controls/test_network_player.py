"""A player on a network: what it shows of validation samples, its ledger of one weight of thousands, its bar."""

import numpy as np
import pytest

from optlab import SGD, Adam, LinearRegression, Minibatches, parabola
from optlab.controls import Player
from optlab.controls import room as room_module
from optlab.controls.coordinate import Weight
from optlab.controls.words import STOPPED
from optlab.training import Network, Samples, digits, spirals

DATA, PLANE = digits(), spirals()
IMAGES = Minibatches(Network([64, 8, 10], DATA.train), 32, seed=0)
POINTS = Minibatches(Network([2, 16, 2], PLANE.train), 16, seed=0)


def test_validation_samples_are_judged_beside_the_training_samples():
    player = Player(SGD(0.3), IMAGES, steps=20, validation=DATA.validation)
    assert [panel.name for panel in player.stage.panels] == ["loss", "accuracy", "images"]
    judge, ends = IMAGES.data.on(DATA.validation), player.traces[0]["position"][[0, -1]]
    (start, right), (end, better) = (judge.judgement(w) for w in ends)
    said = f"validation loss {start:.4g} → {end:.4g}, right {right:.1%} → {better:.1%}"
    assert str(player).splitlines()[-1] == said
    assert said in player.stage.alt()
    player.close()


def test_a_question_hides_what_validation_says():
    player = Player(SGD(0.3), IMAGES, steps=5, validation=DATA.validation, ask=True)
    assert "validation loss" not in player.picture.alt
    player.close()


def test_points_of_a_plane_have_curves_and_no_row_of_images():
    player = Player(Adam(0.03), POINTS, steps=5, panels="loss", validation=PLANE.validation)
    assert [panel.name for panel in player.stage.panels] == ["loss"]
    assert player.stage.panels[0].validation is not None
    player.close()


@pytest.mark.parametrize(
    ("objective", "given", "words"),
    [
        (parabola, {"validation": DATA.validation}, "validation is .*: it must be left out, since .* is no Network"),
        (IMAGES, {"validation": PLANE.validation}, "sizes begins with 64: it must be 2"),
        (IMAGES, {"validation": 3}, "data is 3: it must be samples"),
        (parabola, {"panels": "accuracy"}, "panels has 'accuracy': .* must be a Network of samples with labels"),
        (
            Network([1, 3, 1], Samples([[0.0], [1.0]], [0.5, 0.25]), loss="squared error"),
            {"panels": "accuracy"},
            "panels has 'accuracy'",
        ),
    ],
)
def test_bad_input_is_answered_in_one_sentence(objective, given, words):
    with pytest.raises(ValueError, match=words):
        Player(SGD(0.1), objective, steps=3, **given)


def test_a_ledger_shows_any_weight_by_its_name_and_its_place():
    player = Player(SGD(0.3), IMAGES, steps=8, ledger=True)
    player.go(3)
    ledger, trace, net = player.desk.ledger, player.traces[0], IMAGES.data
    weight = ledger.coordinate
    assert isinstance(weight, Weight)
    assert trace["gradient"][1, weight.value] != 0, "it begins with a weight that moves"
    weight.name.value = "weights2"
    weight.indices[0].value, weight.indices[1].value = 7, 5
    assert net.coordinates[weight.value] == "weights2[7,5]"
    assert f"{trace['gradient'][3, weight.value]:.4g}" in ledger.page.value
    weight.name.value = "biases2"
    assert net.coordinates[weight.value] == "biases2[7]"
    assert weight.indices[1].layout.display == "none"
    weight.indices[0].value = 99
    assert net.coordinates[weight.value] == "biases2[9]", "an index stays inside"
    player.close()


@pytest.mark.parametrize("value", [0, 70, 2047, 2048, 2079, 2080, 2399, 2409])
def test_every_weight_has_one_name(value):
    net = Network([64, 32, 10], DATA.train)
    weight = Weight(net.parameters, value)
    place = ",".join(str(index.value) for index in weight.indices if index.layout.display != "none")
    assert f"{weight.name.value}[{place}]" == net.coordinates[value]


def test_what_has_a_few_named_coordinates_keeps_its_buttons():
    player = Player(SGD(0.01), LinearRegression([1, 2], [2, 4]), steps=3, ledger=True)
    assert list(player.desk.ledger.coordinate.options) == [("weights", 0), ("bias", 1)]
    player.close()


def test_a_run_that_takes_long_has_a_bar_and_leaves_none(monkeypatch):
    monkeypatch.setattr(room_module, "SOON", 0.0)
    player = Player(SGD(0.3), Minibatches(Network([64, 64, 10], DATA.train), 32, seed=0), steps=400)
    seen = []
    player.stage.room.observe(lambda change: seen.append(len(change["new"])), "children")
    player.stage.replace(0, SGD(0.1))
    assert seen == [1, 0]
    monkeypatch.setattr(room_module, "SOON", 60.0)
    player.stage.replace(0, SGD(0.2))
    assert seen == [1, 0], "a short one has none"
    player.close()


def test_a_run_that_is_stopped_leaves_the_last_picture(monkeypatch):
    player = Player(SGD(0.3), IMAGES, steps=10)
    before, frame = player.traces[0], player.picture.frame

    def stopped(*given):
        raise KeyboardInterrupt

    monkeypatch.setattr(player.stage.room, "run", stopped)
    player.stage.replace(0, SGD(0.1))
    assert player.traces[0] is before
    assert player.picture.frame == frame
    assert player.picture.said == STOPPED
    monkeypatch.undo()
    player.stage.replace(0, SGD(0.1))
    assert player.traces[0].rule == SGD(0.1)
    assert np.isfinite(player.traces[0]["loss"]).all()
    player.close()
