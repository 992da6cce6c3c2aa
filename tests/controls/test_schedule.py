"""A schedule under the hand: its own numbers, its curve, and the letter with an index."""

import pytest

from optlab import GradientDescent, Momentum, parabola
from optlab.controls import Player
from optlab.controls.ledger import ledger
from optlab.schedules import constant, cosine, inverse_sqrt, one_cycle, polynomial, step_decay, warmup
from optlab.views.scene.panel import Panel


@pytest.fixture
def player():
    made = Player(
        GradientDescent(learning_rate=warmup(cosine(0.4, steps=20), steps=5)), parabola, steps=30, ledger=True
    )
    yield made
    made.close()


def control(player):
    return player.desk.settings[0].controls["learning_rate"]


def test_every_number_of_it_has_a_slider_that_changes_the_run(player):
    assert list(control(player).controls) == ["then.high", "then.steps", "then.low", "steps"]
    assert control(player).label.value == "ηₜ  learning rate: warmup"
    player.go(30)
    for name, value in {"then.high": 0.2, "then.steps": 10, "then.low": 0.05, "steps": 9}.items():
        before = player.picture.frame
        control(player).controls[name].slider.value = value
        assert player.traces[0].rule.learning_rate.numbers[name] == value
        assert player.picture.frame != before
    assert repr(player.traces[0].rule.learning_rate) == "warmup(then=cosine(high=0.2, steps=10, low=0.05), steps=9)"
    player.reset()
    assert repr(player.traces[0].rule.learning_rate) == "warmup(then=cosine(high=0.4, steps=20), steps=5)"
    assert control(player).controls["then.high"].value == 0.4


def test_a_setting_may_be_a_schedule_of_another_kind_or_none():
    presets = {"constant": 0.4, "cosine": cosine(0.4, steps=30), "warmup": warmup(0.4, steps=9)}
    made = Player(GradientDescent(cosine(0.4, steps=30)), parabola, steps=30, presets=presets)
    for name, label, parts in (
        ("constant", "constant", ["value"]),
        ("warmup", "warmup", ["then", "steps"]),
        ("cosine", "cosine", ["high", "steps", "low"]),
    ):
        made.prediction.presets.choose(name)
        assert made.state.phase == "asked"
        assert control(made).label.value == f"ηₜ  learning rate: {label}"
        assert list(control(made).controls) == parts
        assert all(part.slider.disabled for part in control(made).controls.values()), "it is to be predicted"
        made.prediction.answer(0)
        made.go(30)
        assert not any(part.slider.disabled for part in control(made).controls.values())
    made.prediction.presets.choose("constant")
    made.prediction.answer(0)
    made.go(30)
    control(made).controls["value"].slider.value = 0.1
    assert repr(made.traces[0].rule.learning_rate) == "constant(value=0.1)"
    made.reset()
    assert list(control(made).controls) == ["high", "steps", "low"]
    made.close()


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("steps", "2.5", "steps is 2.5: it must be a whole number"),
        ("steps", "0", "steps is 0: it must be a whole number from 1 up"),
        ("then.high", "-1", "high is -1.0: it must be a number from 0 up"),
        ("then.high", "fast", "then.high is 'fast': it must be a number"),
    ],
)
def test_a_bad_number_of_a_schedule_has_its_line(player, name, typed, said):
    control(player).controls[name].box.value = typed
    assert control(player).controls[name].complaint.value.replace("&#x27;", "'").startswith(said)
    assert repr(player.traces[0].rule.learning_rate) == "warmup(then=cosine(high=0.4, steps=20), steps=5)"


def test_the_ledger_writes_the_letter_with_its_step(player):
    assert r"&= -\eta_t\,g_t = -0.24 \cdot" in ledger(player.traces[0], 3)
    plain = Player(GradientDescent(), parabola, steps=3)
    assert r"&= -\eta\,g_t =" in ledger(plain.traces[0], 3)


def test_the_curve_of_a_schedule_is_shown_beside_the_loss(player):
    assert [panel.name for panel in player.stage.panels] == ["loss", "learning_rate"]
    own = Player(GradientDescent(learning_rate=cosine(0.4, steps=20)), parabola, panels="distance")
    assert [panel.name for panel in own.stage.panels] == ["distance"], "what is asked for is what is shown"
    two = Player(Momentum(momentum=inverse_sqrt(0.5), learning_rate=0.1), parabola, panels=("loss", Panel("momentum")))
    assert [panel.name for panel in two.stage.panels] == ["loss", "momentum"]


@pytest.mark.parametrize(
    "schedule", [constant(0.1), step_decay(0.1, every=5), polynomial(0.1, steps=9), one_cycle(0.1, steps=20)], ids=repr
)
def test_every_kind_of_schedule_has_its_controls(schedule):
    player = Player(GradientDescent(learning_rate=schedule), parabola, steps=10)
    for name, part in control(player).controls.items():
        assert part.value == schedule.numbers[name]
        part.slider.value = part.slider.options[3][1] if hasattr(part.slider, "options") else part.slider.value
    player.close()


def test_a_function_of_ones_own_is_shown_and_cannot_be_moved():
    player = Player(GradientDescent(learning_rate=lambda t: 0.1 / t), parabola, steps=5)
    assert control(player).field is None
    player.reset()
    player.close()
