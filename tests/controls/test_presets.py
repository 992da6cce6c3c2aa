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


def predict(player, name, words):
    player.prediction.presets.buttons[name].click()
    next(b for b in player.prediction.answers if words in b.description).click()


def test_a_name_is_hidden_until_its_run_has_ended(player):
    button = player.prediction.presets.buttons["diverges"]
    assert button.description == "η = 1.05"
    predict(player, "diverges", "leaves for good")
    assert player.transport.play.value
    assert player.traces[0].rule == GradientDescent(learning_rate=1.05)
    player.go(19)
    assert button.description == "η = 1.05"
    player.go(20)
    assert button.description == "η = 1.05: diverges"
    assert player.prediction.result.value.startswith("<b>Right.</b> This is “diverges”.")
    assert "Diverged" in player.picture.said


def test_a_wrong_prediction_is_told_kindly(player):
    predict(player, "too slow", "arrives")
    player.go(20)
    said = player.prediction.result.value
    assert said.startswith("This is “too slow”. You said A. This time it was <b>B: It is still on its way</b>.")
    assert "Wrong" not in said


def test_nothing_of_any_run_is_shown_before_a_setting_is_chosen(player):
    assert player.state.phase == "choose"
    player.prediction.answer(0)
    player.go(5)
    player.state.playing = True
    assert (player.state.phase, player.state.t, player.state.playing) == ("choose", 0, False)
    player.prediction.presets.choose("just right")
    assert player.state.phase == "asked"
    assert player.traces[0].rule.learning_rate == 0.4
    assert not player.transport.play.value


def test_another_setting_in_mid_play_is_asked_about_anew(player):
    predict(player, "too slow", "arrives")
    player.go(7)
    player.prediction.presets.buttons["diverges"].click()
    assert (player.state.phase, player.state.t, player.state.playing) == ("asked", 0, False)
    assert player.traces[0].rule.learning_rate == 1.05
    player.go(20)
    assert player.prediction.presets.buttons["too slow"].description == "η = 0.01"


def test_a_question_of_ones_own_is_asked_of_each_setting():
    from optlab.controls import Question

    player = Player(
        GradientDescent(),
        parabola,
        steps=5,
        presets=SETTINGS,
        ask=Question(
            "Does it cross?", {"yes": lambda r: r["position"].min() < 0, "no": lambda r: r["position"].min() >= 0}
        ),
    )
    assert player.prediction.rights == {"too slow": [1], "just right": [1], "diverges": [0]}
    assert str(player).splitlines()[-3:] == [
        "asked: Does it cross? (too slow) → no",
        "asked: Does it cross? (just right) → no",
        "asked: Does it cross? (diverges) → yes",
    ]
    player.close()


def test_a_preset_may_set_several_hyperparameters():
    both = {"learning_rate": 0.2, "momentum": 0.5}
    player = Player(Momentum(), parabola, steps=5, presets={"calm": both})
    assert player.prediction.presets.buttons["calm"].description == "η = 0.2, μ = 0.5"
    assert player.prediction.presets.rules["calm"] == Momentum(learning_rate=0.2, momentum=0.5)


def test_a_preset_that_the_rule_does_not_have_is_refused():
    with pytest.raises(
        ValueError, match=r"^speed is not in GradientDescent: a preset sets one or more of learning_rate$"
    ):
        Player(GradientDescent(), parabola, presets={"fast": {"speed": 1}})
    with pytest.raises(ValueError, match=r"^learning_rate is -1: it must be above 0 and finite$"):
        Player(GradientDescent(), parabola, presets={"back": -1})


@pytest.mark.parametrize("presets", [3, "slow", [0.1], {}, {1: 0.1}], ids=repr)
def test_presets_of_a_wrong_kind_are_refused_in_a_sentence(presets):
    with pytest.raises(ValueError, match=r"^presets is [^\n]*: it must be a dictionary from names to learning rates"):
        Player(GradientDescent(), parabola, presets=presets)
