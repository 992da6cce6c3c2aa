"""A preset is predicted, played, and only then named."""

import pytest

from optlab import GradientDescent, Momentum, parabola
from optlab.controls import Player

SETTINGS = {"too slow": 0.01, "just right": 0.4, "diverges": 1.05}


@pytest.fixture
def player():
    player = Player(GradientDescent(learning_rate=0.1), parabola, steps=20, presets=SETTINGS)
    yield player
    player.close()


def predict(player, name, kind_words):
    player.presets.buttons[name].click()
    next(b for b in player.presets.answers if b.description == kind_words).click()


def test_a_name_is_hidden_until_its_run_has_ended(player):
    button = player.presets.buttons["diverges"]
    assert button.description == "η = 1.05"
    predict(player, "diverges", "it leaves for good")
    assert player.transport.play.value
    assert player.traces[0].rule == GradientDescent(learning_rate=1.05)
    player.go(19)
    assert button.description == "η = 1.05"
    player.go(20)
    assert button.description == "η = 1.05: diverges"
    assert "Yes" in player.presets.question.value
    assert str(player.traces[0].verdict) in player.presets.question.value


def test_a_wrong_prediction_is_told_kindly(player):
    predict(player, "too slow", "it arrives")
    player.go(20)
    assert "Not this time: you said that it arrives" in player.presets.question.value
    assert "still moving" in player.presets.question.value


def test_nothing_plays_before_a_prediction(player):
    player.presets.buttons["just right"].click()
    assert player.presets.choices.layout.display == ""
    assert not player.transport.play.value
    assert player.traces[0].rule.learning_rate == 0.1


def test_the_end_of_a_run_that_was_not_predicted_reveals_nothing(player):
    before = player.presets.question.value
    player.go(20)
    assert player.presets.question.value == before


def test_a_preset_may_set_several_hyperparameters():
    both = {"learning_rate": 0.2, "momentum": 0.5}
    player = Player(Momentum(), parabola, steps=5, presets={"calm": both})
    assert player.presets.buttons["calm"].description == "η = 0.2, μ = 0.5"
    assert player.presets.rules["calm"] == Momentum(learning_rate=0.2, momentum=0.5)


def test_a_preset_that_the_rule_does_not_have_is_refused():
    with pytest.raises(
        ValueError, match=r"^speed is not in GradientDescent: a preset sets one or more of learning_rate$"
    ):
        Player(GradientDescent(), parabola, presets={"fast": {"speed": 1}})
    with pytest.raises(ValueError, match=r"^learning_rate is -1: it must be above 0 and finite$"):
        Player(GradientDescent(), parabola, presets={"back": -1})


def test_what_is_to_be_predicted_is_hidden_until_it_has_been_played():
    plain, player = (Player(GradientDescent(), parabola, steps=20, predict=p) for p in (False, True))
    first = player.picture.frame
    assert first != plain.picture.frame
    assert player.picture.said == "Decide what it will do, then play it to its end."
    assert player.settings[0].controls["learning_rate"].gauge.value == ""
    player.go(20)
    plain.go(20)
    assert player.picture.frame == plain.picture.frame
    assert player.picture.said == plain.picture.said
    player.reset()
    assert player.picture.frame == first
