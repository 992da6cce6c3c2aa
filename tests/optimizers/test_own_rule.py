"""A rule that somebody else wrote, in a file of her own: everything that shows a rule knows all about it."""

import importlib.util
import sys

import numpy as np
import pytest

from optlab import bowl, range_test, run, sweep
from optlab.controls import Player
from optlab.controls.ledger import ledger
from optlab.controls.words import digest, heading
from optlab.formulas import Formula
from optlab.formulas.formula import formula
from optlab.formulas.worked import worked
from optlab.views.charts import plot_curves
from optlab.views.scene import Panel
from optlab.views.style import look

FILE = r'''
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.optimizers import Array, Decay, Rate, Rule


class HeavyStep(NamedTuple):
    """What update t of Heavy computes."""

    position: Array
    step: Array
    average: Array  # of the gradients
    pull: Array  # the average, corrected for its start


@dataclass(frozen=True)
class Heavy(Rule):
    """Follows the average of the gradients. (nobody 2026)"""

    title, marker, colour = "heavy average", "8", "#332288"
    letters = {"average": r"\bar g", "pull": "p", "keep": r"\kappa"}
    born_at_1 = ("step", "pull")

    learning_rate: Rate = 0.1
    keep: Decay = 0.5

    def update(self, t, gradient, last) -> HeavyStep:
        average = self.keep * last.average + (1 - self.keep) * gradient
        pull = average / (1 - self.keep**t)
        step = -self.learning_rate * pull
        return HeavyStep(last.position + step, step, average, pull)
'''


@pytest.fixture(scope="module")
def Heavy(tmp_path_factory):
    path = tmp_path_factory.mktemp("elsewhere") / "heavy_average.py"
    path.write_text(FILE, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = sys.modules[path.stem] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module.Heavy
    del sys.modules[path.stem]


def test_its_formula_is_in_its_own_letters(Heavy):
    assert formula(Heavy()) == [
        r"\bar g_t = \kappa\,\bar g_{t-1} + \left(1 - \kappa\right)\,g_t",
        r"p_t = \frac{\bar g_t}{1 - {\kappa}^{t}}",
        r"\Delta x_t = -\eta\,p_t",
        r"x_t = x_{t-1} + \Delta x_t",
    ]
    assert Formula(Heavy())._repr_latex_().count("&=") == 4


def test_its_ledger_has_every_line_with_its_numbers(Heavy):
    trace = run(Heavy(), bowl, 3)
    page, worked_out = ledger(trace, 1), worked(trace, 1)
    assert [line.replace("=", "&=", 1) in page for line in formula(Heavy())] == [True] * 4
    ends = [f"= {terms}" if terms == result else f"= {terms} = {result}" for _, terms, result in worked_out]
    assert [end in page for end in ends] == [True] * 4


def test_its_heading_has_its_own_marker_and_colour(Heavy):
    ours = look(Heavy())
    assert ours == ("#332288", "8")
    assert heading(Heavy(), ours).count(" L") == 7  # an octagon
    assert heading(Heavy(), ours).count("#332288") == 2
    assert heading(Heavy(), ours).endswith(" heavy average</b>")


def test_its_curve_has_its_look(Heavy):
    drawn = plot_curves([1, 2], {"heavy average, kept 0.5": [1, 2]}, title="It rises", xlabel="x", ylabel="y")
    (line,) = drawn.axes[0].get_lines()
    assert (line.get_color(), line.get_marker()) == look(Heavy())


def test_its_panels_begin_where_its_numbers_do(Heavy):
    trace = run(Heavy(), bowl, 3)
    assert np.isnan(Panel("pull").series(trace)[0]).all()
    assert Panel("average").series(trace)[0].tolist() == [0, 0]


def test_its_player_is_complete(Heavy):
    player = Player(Heavy(), bowl, steps=5, panels=("loss", "pull"), ledger=True)
    assert str(player).startswith("Player: Heavy(learning_rate=0.1, keep=0.5) on 0.1x² + 2y², 5 steps from (-5, -2)")
    assert str(player) == digest([run(Heavy(), bowl, 5)], bowl.start)
    labels = [control.label.value for control in player.desk.settings[0].controls.values()]
    assert labels == ["η  learning rate", "κ  keep"]
    player.go(3)
    assert r"p_t &= \frac{\bar g_t}{1 - {\kappa}^{t}} = " in player.desk.ledger.page.value
    player.close()


def test_its_sweep_is_its_runs_and_its_range_can_be_tested(Heavy):
    rates, kept = np.array([[0.01], [0.1]]), np.array([0.0, 0.5, 0.9])
    losses = sweep(Heavy(learning_rate=rates, keep=kept), bowl, 20)["loss"]
    for i, rate in enumerate(rates[:, 0]):
        for j, keep in enumerate(kept):
            assert np.array_equal(losses[:, i, j], run(Heavy(rate, keep), bowl, 20)["loss"])
    assert 0.01 < range_test(Heavy(), bowl).best < 2


def test_a_rule_that_says_nothing_of_itself_is_called_by_its_class(Heavy):
    class Bare(Heavy):
        pass

    assert Bare.title == "Bare"
    assert look(Bare()) == look(Heavy())


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (
            {"colour": "sand"},
            "Loud.colour is 'sand': it must be one of blue, sky, red, green, purple, orange, or a col",
        ),
        ({"marker": "bell"}, "Loud.marker is 'bell': it must be a marker of matplotlib, such as 'o'"),
    ],
)
def test_a_look_that_nothing_can_draw_is_refused_in_a_sentence(Heavy, own, said):
    Loud = type("Loud", (Heavy,), own)
    with pytest.raises(ValueError, match=f"^{said}"):
        look(Loud())


def test_its_letters_never_become_a_part_of_the_page(Heavy):
    class Attack(Heavy):
        title, letters = "<img src=x>", {"average": "<img src=x>", "keep": "<b>"}

    player = Player(Attack(), bowl, steps=5, ledger=True)
    for t in (0, 3):
        player.go(t)
        page = player.desk.ledger.page.value
        assert "&lt;img src=x&gt;" in page
        assert not {"<", ">"} & {*page}
    player.close()
