"""What a notebook does not teach is folded away behind one word."""

import pytest

from optlab import Adam, GradientDescent, Momentum, bowl, parabola
from optlab.controls import Player


def test_only_what_is_named_is_shown_at_once():
    player = Player(Adam(), bowl, steps=5, show=("learning_rate", "beta1"))
    settings = player.desk.settings[0]
    rows, fold = settings.children
    assert [control.name for control in rows.children] == ["learning_rate", "beta1"]
    assert fold.inner.layout.display == "none"
    fold.button.value = True
    assert fold.inner.layout.display is None
    assert set(fold.inner.children) | set(rows.children) == set(settings.controls.values())
    settings.controls["beta2"].box.value = "0.5"
    assert player.traces[0].rule.beta2 == 0.5
    player.close()


def test_in_a_race_each_rule_shows_those_that_it_has():
    player = Player([Adam(), Momentum()], bowl, steps=5, show="momentum")
    assert [len(settings.children) for settings in player.desk.settings] == [2, 3]  # the heading counts


def test_all_are_shown_unless_told():
    player = Player(Adam(), bowl, steps=5)
    assert len(player.desk.settings[0].children) == 1


@pytest.mark.parametrize("show", ["speed", ("learning_rate", "speed"), 3, [1]], ids=repr)
def test_a_name_that_no_rule_has_is_refused(show):
    with pytest.raises(ValueError, match=r"^show is [^\n]*: it must name one or more of learning_rate, beta1, [^\n]*$"):
        Player(Adam(), bowl, show=show)


def test_a_logarithmic_panel_has_a_switch_to_a_linear_axis_and_back():
    player = Player(GradientDescent(0.1), parabola, 5, panels=("loss", "position"))
    first = player.picture.frame
    player.transport.linear.value = True
    assert [view.axes.get_yscale() for view in player.stage.scene.views[1:]] == ["linear", "linear"]
    assert player.picture.frame != first
    assert player.stage.scene.views[1].curves[:, 0] == pytest.approx(player.traces[0]["loss"])
    player.reset()
    assert not player.transport.linear.value
    assert player.picture.frame == first
    player.close()
    plain = Player(GradientDescent(0.1), parabola, 5, panels=("position",))
    assert plain.transport.linear.layout.display == "none"
    plain.close()
