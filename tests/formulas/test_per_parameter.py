"""The formulas of a rule that is made of several."""

from optlab import AdamW, Minibatches, Muon, run
from optlab.controls.ledger import ledger
from optlab.formulas.formula import Formula, whole
from optlab.optimizers import Clipped, PerParameter
from optlab.training import Network, spirals

MIXED = PerParameter({"weights*": Muon(), "*": AdamW(weight_decay=0)}, Network([2, 8, 2], spirals().train).parameters)


def test_a_rule_for_each_parameter_shows_the_formulas_of_all_its_rules():
    rows = whole(MIXED)
    assert rows == [
        r"&\text{weights1, weights2: Muon}",
        *whole(Muon()),
        r"&\text{biases1, biases2: AdamW}",
        *whole(AdamW()),
    ]


def test_where_one_formula_is_asked_of_it_a_sentence_says_which_parameter_has_which_rule():
    batches = Minibatches(Network([2, 8, 2], spirals().train), 8)
    who = "each parameter follows the formula of its own rule. weights1, weights2: Muon; biases1, biases2: AdamW."
    assert who in ledger(run(MIXED, batches, 2), 1)
    assert repr(Formula(Clipped(MIXED, norm=1.0))) == f"Muon and AdamW, clipped by norm: {who}"
    assert Formula(Clipped(MIXED, norm=1.0))._repr_latex_() is None
