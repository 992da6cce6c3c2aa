"""Predict, then reveal: nothing of the run is to be had before it has been predicted and played."""

import re
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from optlab import Adam, GradientDescent, Momentum, bowl, parabola, run
from optlab.controls import Player, Question
from optlab.controls.outcomes import OUTCOMES, WORDS, describes
from optlab.objectives import Noisy
from optlab.runs.endings import KINDS

STEPS = 20


def pixels(frame):
    return np.asarray(Image.open(BytesIO(frame)).convert("RGB")).tobytes()


def asked(rule=None, ask=True, **more):
    return Player(rule or GradientDescent(learning_rate=0.4), parabola, STEPS, ask=ask, **more)


def seen(player):
    """All that a student can see, hear or find on the page, and in the saved notebook."""
    said = [player.picture.alt, player.picture.said, player.prediction.result.value, player.prediction.text.value]
    said += [b.description for b in player.prediction.answers]
    for settings in player.desk.settings:
        control = settings.controls["learning_rate"]
        said += [control.gauge.value]
    data, about = player._repr_mimebundle_()
    return said, pixels(player.picture.frame), data["image/png"], about


@pytest.mark.parametrize("panels", ["loss", "position", "distance", "step", "gradient norm"])
def test_runs_that_end_in_other_ways_look_the_same_before_an_answer(panels):
    """Two runs from the same start: of what they do, nothing differs on the page or in the film."""
    arrives, leaves = (asked(GradientDescent(rate), panels=panels) for rate in (0.4, 1.2))
    for one, other in zip(seen(arrives), seen(leaves), strict=True):
        assert re.sub(r"=1\.2|=0\.4", "", str(one)) == re.sub(r"=1\.2|=0\.4", "", str(other))
    assert arrives.desk.ledger is None
    for player in (arrives, leaves):
        player.close()


@pytest.mark.parametrize("answer", range(len(OUTCOMES)))
def test_an_answer_plays_the_run_and_its_end_tells(answer):
    player = asked()
    assert player.state.phase == "asked"
    player.prediction.answers[answer].click()
    assert (player.state.phase, player.state.playing) == ("guessed", True)
    player.go(STEPS - 1)
    assert player.picture.said == ""
    assert "converged" not in player.picture.alt
    player.go(STEPS)
    assert player.state.phase == "free"
    assert "Converged" in player.picture.said
    right = [i for i, kind in enumerate(OUTCOMES) if describes(kind, player.traces[0])]
    assert 0 in right
    assert ("Right" in player.prediction.result.value) == (answer in right)
    assert [b.description[0] for b in player.prediction.answers] == [
        "✓" if i in right else "ABCDEFGH"[i] for i in range(len(OUTCOMES))
    ]
    player.close()


def test_afterwards_it_may_be_replayed_and_compared_with_what_was_said():
    player, plain = asked(), Player(GradientDescent(learning_rate=0.4), parabola, STEPS)
    player.prediction.answer(4)
    player.go(STEPS)
    said = player.prediction.result.value
    for t in (0, 5, STEPS):
        player.go(t)
        plain.go(t)
        assert player.picture.frame == plain.picture.frame, "ghost, axes and all"
        assert player.prediction.result.value == said
    assert "play it again and compare" in said.lower()


def test_another_run_than_the_one_asked_about_has_no_answer_beside_it():
    player = asked()
    player.prediction.answer(0)
    player.go(STEPS)
    player.desk.settings[0].controls["learning_rate"].box.value = "0.01"
    assert player.prediction.result.value == "This is another run now: reset asks again."
    assert not any("✓" in b.description for b in player.prediction.answers)
    player.go(STEPS)
    assert "Right" not in player.prediction.result.value
    player.reset()
    assert player.state.phase == "asked"
    assert player.traces[0].rule.learning_rate == 0.4


def test_before_an_answer_nothing_moves_and_on_the_way_nothing_changes():
    player = asked(Momentum(0.1), start=3.0)
    control = player.desk.settings[0].controls["learning_rate"]
    for move in (lambda: player.go(4), lambda: setattr(player.state, "playing", True)):
        move()
        assert (player.state.t, player.state.playing) == (0, False)
    assert all(part.disabled for part in player.transport.moving)
    assert control.slider.disabled
    player.prediction.answer(1)
    assert not any(part.disabled for part in player.transport.moving)
    assert control.slider.disabled
    assert control.box.disabled
    player.picture._asked(None, {"kind": "press", "x": 200, "y": 150, "id": "1"}, None)
    assert player.state.start == (3.0,)
    player.go(STEPS)
    assert not control.slider.disabled
    player.picture._asked(None, {"kind": "press", "x": 200, "y": 150, "id": "2"}, None)
    assert player.state.start != (3.0,)


@pytest.mark.parametrize("key", ["a", "B", "c"])
def test_a_letter_chooses_an_answer(key):
    player = asked()
    player.picture._asked(None, {"kind": "key", "key": key, "id": "1"}, None)
    assert player.prediction.guess == "abc".index(key.lower())
    assert player.state.phase == "guessed"


def test_a_letter_beyond_the_answers_changes_nothing():
    player = asked(ask=Question("Up?", {"yes": "diverged", "no": "converged"}))
    for key in ("c", "h", "z", ""):
        player.picture._asked(None, {"kind": "key", "key": key, "id": "1"}, None)
    assert player.state.phase == "asked"


def test_a_race_asks_which_rule_is_lowest():
    rules = [GradientDescent(learning_rate=0.05), Momentum(learning_rate=0.05), Adam(learning_rate=0.05)]
    player = Player(rules, bowl, steps=40, ask=Question("Which one is lowest after 40 steps?"))
    assert [b.description for b in player.prediction.answers] == ["A  gradient descent", "B  momentum", "C  Adam"]
    losses = [trace["loss"][-1] for trace in player.traces]
    assert player.prediction.question.right(player.traces) == [int(np.argmin(losses))]
    player.prediction.answer(int(np.argmin(losses)))
    player.go(40)
    assert "Right" in player.prediction.result.value
    assert player.picture.said.count("\n") == 2
    player.close()


def test_a_race_may_be_measured_otherwise_and_equals_are_both_right():
    rules = [GradientDescent(0.1), GradientDescent(0.1), GradientDescent(0.01)]
    runs = [run(rule, parabola, 30) for rule in rules]
    assert Question("Which one?", measure=lambda run: run.distance[-1]).right(runs) == [0, 1]
    assert Question("Which one?", measure=lambda run: -run.distance[-1]).right(runs) == [2]


def test_a_function_a_kind_and_kinds_may_be_right_at_once():
    answers = {"yes": lambda r: r["loss"][-1] < 1, "so": "converged", "or": ("stuck", "converged"), "no": "diverged"}
    assert Question("?", answers).right([run(GradientDescent(0.4), parabola, 20)]) == [0, 1, 2]


@pytest.mark.parametrize(("rate", "nearest"), [(0.1, 0), (0.45, 2)])
def test_of_numbers_the_nearest_is_right(rate, nearest):
    question = Question("How far?", {"1": 1, "0.1": 0.1, "0": 0}, measure=lambda r: r.distance[-1])
    assert question.right([run(GradientDescent(rate), parabola, 10)]) == [nearest]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("",), "text is '': it must be a question in words"),
        ((3,), "text is 3: it must be"),
        (("?", {"one": "converged"}), "answers is .*: it must have 2 to 8 answers"),
        (("?", ["a", "b"]), "answers is .*: it must have 2 to 8 answers"),
        (("?", {"a": "wins", "b": "diverged"}), r"answers\['a'\] is 'wins': it must be a function of the run, one of"),
        (("?", {"a": 1, "b": 2}), r"answers\['a'\] is 1: it must be .* a number beside a measure"),
    ],
)
def test_what_a_question_refuses(arguments, said):
    with pytest.raises(ValueError, match=f"^{said}[^\n]*$"):
        Question(*arguments)


def test_a_question_without_a_right_answer_is_refused():
    question = Question("?", {"it leaves": "diverged", "it is stuck": "stuck"})
    with pytest.raises(ValueError, match=r"^answers is .*: none is right for this run \(converged[^\n]*$"):
        asked(ask=question)


@pytest.mark.parametrize("ask", ["What?", 1, None, Question], ids=repr)
def test_what_is_no_question_is_refused(ask):
    with pytest.raises(ValueError, match=r"^ask is [^\n]*: it must be a Question, or True for the usual one$"):
        asked(ask=ask)


def test_every_kind_of_ending_has_its_words():
    assert set(KINDS) == set(OUTCOMES) <= set(WORDS)


def test_words_of_a_question_are_text_and_never_html():
    player = asked(ask=Question("<b>a</b>?", {"<i>yes</i>": "converged", "<u>no</u>": "diverged"}))
    player.prediction.answer(1)
    player.go(STEPS)
    assert "&lt;b&gt;a" in player.prediction.text.value
    assert "&lt;i&gt;yes" in player.prediction.result.value
    assert "<i>" not in player.prediction.result.value


def test_the_saved_notebook_has_the_right_answer_for_nbval_and_no_film():
    player = asked()
    data, _ = player._repr_mimebundle_()
    assert data["text/plain"].endswith("asked: What will it do? → It arrives")
    plain, _ = Player(GradientDescent(learning_rate=0.4), parabola, STEPS)._repr_mimebundle_()
    assert len(data["image/png"]) < len(plain["image/png"])


def test_who_says_that_a_noisy_run_is_on_its_way_is_right_where_it_is():
    """After 80 steps the bowl's flat direction has a fifth of its way to go, which one noisy run may hide."""
    on_its_way, there = (
        [run(GradientDescent(0.1), Noisy(bowl, 1.0, seed), steps) for seed in range(40)] for steps in (80, 800)
    )
    hidden = [trace for trace in on_its_way if trace.verdict.kind == "hovering"]
    assert len(hidden) > 20
    assert sum(describes("still moving", trace) for trace in hidden) > len(hidden) / 2
    assert all(describes("hovering", trace) for trace in hidden)
    assert sum(describes("still moving", trace) for trace in there) <= 2
