"""A small draw of `verdict_audit`, whose 3,000 runs are for a change of the verdicts."""

from collections import Counter

from tests.runs.verdict_audit import audit

EXPECTED = {  # what no verdict can know: a lull of an adaptive rule, and a trend in noise that is four times its size
    None,
    "called converged, and then it leaves",
    "noise, and a trend is seen in its swings",
}


def test_random_runs_get_verdicts_that_their_next_steps_do_not_disprove():
    found = Counter(wrong for wrong, _, _ in audit(count=30, seed=11))
    assert {*found} <= EXPECTED
    assert found[None] >= 28
