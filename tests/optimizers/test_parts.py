"""Parts around a rule: what each does, by hand and beside its peers; what they make is a rule like any other."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from optlab import SGD, Adam, AdamW, GradientDescent, Minibatches, bowl, parabola, rosenbrock, run, sweep
from optlab.formulas.formula import formula
from optlab.formulas.notation import as_latex
from optlab.formulas.numbers import numbers
from optlab.formulas.program import NoFormula
from optlab.formulas.step_terms import step_terms
from optlab.formulas.worked import worked
from optlab.objectives import Surface
from optlab.optimizers import Accumulated, Averaged, Clipped, Decayed, Lookahead, PolyakAveraged
from optlab.schedules import exponential, polynomial
from optlab.training import Network, digits, train
from tests.catalogue import RULES, label

PARTS = [
    lambda rule: Clipped(rule, norm=1.0),
    lambda rule: Clipped(rule, value=0.5),
    lambda rule: Accumulated(rule, batches=3),
    lambda rule: Averaged(rule, decay=0.9),
    lambda rule: PolyakAveraged(rule, after=2),
    lambda rule: Averaged(Clipped(rule, norm=1.0), decay=0.9),
    lambda rule: Lookahead(rule, every=3),
    lambda rule: Decayed(rule, weight_decay=0.1),
]
NAMES = ["norm", "value", "accumulated", "averaged", "evenly", "averaged and clipped", "lookahead", "decayed"]
every_part = pytest.mark.parametrize("part", PARTS, ids=NAMES)


def given(*gradients):
    """An objective whose gradient at step t is the t-th of these."""

    class Given(Surface):
        def gradient_at(self, w, t):
            return np.broadcast_to(np.array(gradients[t - 1], float).reshape(-1, *[1] * (w.ndim - 1)), w.shape).copy()

    return Given("given", lambda w: w[0], lambda w: w, start=[0.0] * len(gradients[0]), window=((-1, 1),) * 2)


def test_clipping_by_norm_by_hand():
    trace = run(Clipped(SGD(learning_rate=1.0), norm=2.0), given([3, 4], [0.3, 0.4], [0, 0]), 3)
    assert trace["clipped"][1:] == pytest.approx(np.array([[1.2, 1.6], [0.3, 0.4], [0, 0]]))
    assert trace["length"][1:, 0] == pytest.approx([5, 0.5, 0])
    assert trace["step"][1:] == pytest.approx(-trace["clipped"][1:])


def test_clipping_by_value_by_hand():
    trace = run(Clipped(SGD(learning_rate=1.0), value=2.0), given([3, 4], [0.3, -4]), 2)
    assert trace["clipped"][1:] == pytest.approx(np.array([[2, 2], [0.3, -2]]))


def test_accumulated_gradients_are_one_large_batch():
    net = Network([64, 8, 10], digits().train[:120])
    small = run(Accumulated(Adam(learning_rate=0.01), batches=4), Minibatches(net, 15), 16, keep=["position", "step"])
    large = run(Adam(learning_rate=0.01), Minibatches(net, 60), 4, keep="position")
    assert small["position"][::4] == pytest.approx(large["position"], rel=1e-10, abs=1e-13)
    assert not small["step"][np.arange(17) % 4 != 0].any()


def test_the_schedule_of_accumulated_gradients_counts_updates():
    rate = exponential(1.0, factor=0.5)
    trace = run(Accumulated(SGD(learning_rate=rate), batches=2), given(*[[1.0, 0.0]] * 6), 6)
    assert trace["step"][1:, 0].tolist() == [0, -1, 0, -0.5, 0, -0.25]


def test_averages_by_hand():
    moved = run(GradientDescent(learning_rate=0.1), parabola, 5)["position"]
    trace = run(Averaged(GradientDescent(learning_rate=0.1), decay=0.9), parabola, 5)
    assert np.array_equal(trace["position"], moved)
    expected = moved[0]
    for t in range(1, 6):
        expected = 0.9 * expected + 0.1 * moved[t]
        assert trace["average"][t] == pytest.approx(expected)
    even = run(PolyakAveraged(GradientDescent(learning_rate=0.1), after=2), parabola, 5)
    assert even["average"][5] == pytest.approx(moved[3:].mean(axis=0))
    assert np.array_equal(even["average"][:3], moved[:3])


def test_lookahead_by_hand():
    # 10, 8, 6.4, then half the way back from 5.12 to 10: 7.56, which is judged from there on
    trace = run(Lookahead(GradientDescent(learning_rate=0.1), every=3, slow_rate=0.5), parabola, 6)
    again = 7.56 * 0.8**3
    assert trace["position"][:, 0] == pytest.approx([10, 8, 6.4, 7.56, 6.048, 4.8384, (7.56 + again) / 2])
    assert trace["slow"][:, 0] == pytest.approx([10, 10, 10, 7.56, 7.56, 7.56, (7.56 + again) / 2])
    assert trace["loss"] == pytest.approx(trace["slow"][:, 0] ** 2)
    whole = run(Lookahead(Adam(learning_rate=0.1), every=1, slow_rate=1.0), rosenbrock, 20)["position"]
    assert whole == pytest.approx(run(Adam(learning_rate=0.1), rosenbrock, 20)["position"], rel=1e-12)


def test_decay_around_adam_is_adamw():
    rates = polynomial(0.1, 60)
    adam = run(Decayed(Adam(learning_rate=rates), weight_decay=[0, 0.3]), rosenbrock, 60)
    adamw = run(AdamW(learning_rate=rates, weight_decay=[0, 0.3]), rosenbrock, 60)
    assert np.array_equal(adam["position"], adamw["position"])
    assert np.array_equal(adam["shrinking"][1:], adamw["decay"][1:])
    # −0.1·0.4·(−0.2·5, −4·2) and −0.1·0.5 of (−5, −2)
    step = run(Decayed(SGD(learning_rate=0.1), weight_decay=0.5), bowl, 1)["step"][1]
    assert step == pytest.approx([0.1 * 1 + 0.25, 0.1 * 8 + 0.1])


def test_what_is_judged_is_the_average():
    trace = run(Averaged(GradientDescent(learning_rate=0.1), decay=0.9), parabola, 5)
    assert np.array_equal(trace["loss"], parabola.loss(trace["average"].T))
    net = Network([64, 8, 10], digits().train)
    seen = train(Averaged(SGD(learning_rate=0.5), decay=0.9), Minibatches(net, 64, seed=0), 30, every=30)
    kept = run(Averaged(SGD(learning_rate=0.5), decay=0.9), Minibatches(net, 64, seed=0), 30, keep="average")
    assert np.array_equal(seen.position, kept["average"][-1])
    assert seen["loss"][-1] == pytest.approx(net.loss(kept["average"][-1]))


def test_how_often_clipping_acted_is_seen():
    net = Network([64, 8, 10], digits().train)
    batches = Minibatches(net, 64, seed=0)
    rule = Clipped(SGD(learning_rate=0.1), norm=[1e-3, 0.7, 1e3])
    trace = run(rule, batches, 40, keep=["length"])
    seen = train(rule, batches, 40, every=20)["clipped"]
    acted = trace["length"][1:, 0] > [1e-3, 0.7, 1e3]
    assert seen[1:] == pytest.approx(np.array([acted[:20].mean(axis=0), acted[20:].mean(axis=0)]))
    assert seen[1:, 0].tolist() == [1, 1]
    assert 0 < seen[1:, 1].mean() < 1
    assert seen[1:, 2].tolist() == [0, 0]


@every_part
@pytest.mark.parametrize("rule", RULES, ids=label)
def test_every_rule_takes_every_part(part, rule):
    whole = part(rule(learning_rate=0.01))
    trace = run(whole, bowl, 30)
    assert isinstance(whole, rule)
    assert trace["loss"][-1] < trace["loss"][0]
    assert whole.title.startswith(rule.title)
    assert set(rule().hyperparameters) < set(whole.hyperparameters)
    moved = np.diff(trace["position"], axis=0)
    assert moved == pytest.approx(trace["step"][1:], rel=1e-9, abs=1e-15)


@every_part
def test_what_a_part_makes_is_a_rule_like_any_other(part):
    together = sweep(part(Adam(learning_rate=[0.01, 0.1])), rosenbrock, 20, keep=("loss", "position"))
    alone = run(part(Adam(learning_rate=0.1)), rosenbrock, 20)
    assert np.array_equal(together.one(1)["position"], alone["position"])
    assert together.one(1).rule == part(Adam(learning_rate=0.1))
    assert pickle.loads(pickle.dumps(part(Adam()))) == part(Adam())
    assert replace(part(Adam()), beta1=0.5) == part(Adam(beta1=0.5))
    scheduled = run(part(AdamW(learning_rate=polynomial(0.1, 20))), rosenbrock, 20)
    assert np.isfinite(scheduled["loss"]).all()
    single = run(part(Adam()), rosenbrock, 5, start=np.float32([-1.5, 2]))
    assert {single[name].dtype for name in single.names} == {np.dtype(np.float32)}


@every_part
@pytest.mark.parametrize("form", [{}, {"epsilon_place": "inside"}, {"bias_correction": False}])
def test_every_form_of_a_rule_takes_every_part(part, form):
    """A rule's other conventions are found through a part."""
    inner = run(Adam(learning_rate=0.01, **form), bowl, 9)["step"]
    found = run(part(Adam(learning_rate=0.01, **form)), bowl, 9)
    assert found["loss"][-1] < found["loss"][0]
    if part in (PARTS[3], PARTS[4]):
        assert np.array_equal(found["step"], inner)


def test_the_formula_of_clipping_comes_before_the_rule_s():
    by_norm, by_value = formula(Clipped(SGD(), norm=1.0)), formula(Clipped(SGD(), value=1.0))
    assert by_norm[0] == r"\hat g_t = g_t\,\min(1, \frac{c}{\Vert g\Vert_t})"
    assert by_value[0] == r"\hat g_t = \operatorname{clip}(g_t, -c, c)"
    assert by_norm[1:] == by_value[1:] == [line.replace("g_t", r"\hat g_t") for line in formula(SGD())]


def test_the_formula_of_an_average_comes_after_the_rule_s():
    *rules, last = formula(Averaged(Adam(), decay=0.9))
    assert rules == formula(Adam())
    assert last == r"a_t = \beta\,a_{t-1} + \left(1 - \beta\right)\,x_t"
    both = formula(Averaged(Clipped(Adam(epsilon_place="inside"), norm=1), decay=0.9))
    assert both == [*formula(Clipped(Adam(epsilon_place="inside"), norm=1)), last]


def test_the_formula_of_decay_is_a_term_of_the_step():
    lines = formula(Decayed(GradientDescent()))
    assert lines[0] == r"\delta_t = -\eta\,\lambda\,x_{t-1}"
    assert lines[1] == r"\Delta x_t = -\eta\,g_t + \delta_t"
    trace = run(Decayed(Adam(), weight_decay=0.3), bowl, 5)
    found = numbers(trace.rule, trace, [term.tree for term in step_terms(trace.rule)])
    assert len(found) == 2
    assert sum(found)[1:] == pytest.approx(trace["step"][1:])


def test_the_ledger_of_a_part_has_the_numbers_of_its_step():
    trace = run(Averaged(Clipped(SGD(learning_rate=0.5), norm=2.0), decay=0.75), bowl, 3)
    lines = worked(trace, 2, coordinate=1)
    assert [letters.split(" = ")[0] for letters, _, _ in lines] == [r"\hat g_t", r"\Delta x_t", "x_t", "a_t"]
    assert [result for _, _, result in lines] == [
        as_latex(trace[name][2, 1]) for name in ("clipped", "step", "position", "average")
    ]
    length = as_latex(np.linalg.norm(trace["gradient"][2]))
    gradient = as_latex(trace["gradient"][2, 1])
    assert lines[0][1] == rf"\left({gradient}\right) \cdot \min(1, \frac{{2}}{{{length}}})"


@pytest.mark.parametrize("part", [lambda rule: Accumulated(rule, batches=2), Lookahead])
def test_a_part_whose_steps_differ_has_a_sentence_for_a_formula(part):
    with pytest.raises(NoFormula, match="not shown as a formula, since its steps are not all alike"):
        formula(part(Adam()))


@pytest.mark.parity
def test_clipping_is_that_of_pytorch():
    torch = pytest.importorskip("torch")
    gradient = np.random.default_rng(0).normal(size=50)
    for options, theirs in (
        ({"norm": 0.5}, lambda w: torch.nn.utils.clip_grad_norm_([w], 0.5)),
        ({"value": 0.5}, lambda w: torch.nn.utils.clip_grad_value_([w], 0.5)),
    ):
        w = torch.zeros(50, dtype=torch.float64, requires_grad=True)
        w.grad = torch.tensor(gradient)
        theirs(w)
        rule = Clipped(SGD(), **options)
        record = rule.update(1, gradient, rule.begin(np.zeros(50)))
        assert record.clipped == pytest.approx(w.grad.numpy(), rel=1e-6)


@pytest.mark.parity
def test_lookahead_is_that_of_optax():
    jax, optax = pytest.importorskip("jax"), pytest.importorskip("optax")
    jax.config.update("jax_enable_x64", True)
    optimizer = optax.lookahead(optax.adam(0.1), sync_period=5, slow_step_size=0.5)
    params = optax.LookaheadParams.init_synced(jax.numpy.array(rosenbrock.start))
    state = optimizer.init(params)
    trace = run(Lookahead(Adam(learning_rate=0.1)), rosenbrock, 100)
    for t in range(1, 101):
        change, state = optimizer.update(jax.numpy.array(rosenbrock.gradient(np.array(params.fast))), state, params)
        params = optax.apply_updates(params, change)
        assert np.array(params.fast) == pytest.approx(trace["position"][t], rel=1e-10)
        assert np.array(params.slow) == pytest.approx(trace["slow"][t], rel=1e-10)


@pytest.mark.parity
def test_averages_are_those_of_pytorch():
    torch = pytest.importorskip("torch")
    averages = torch.optim.swa_utils
    w = torch.nn.Parameter(torch.tensor([10.0], dtype=torch.float64))
    model = torch.nn.ParameterList([w])
    kept = averages.AveragedModel(model, multi_avg_fn=averages.get_ema_multi_avg_fn(0.9))
    kept.update_parameters(model)  # the start is its first
    trace = run(Averaged(GradientDescent(learning_rate=0.1), decay=0.9), parabola, 10)
    for t in range(1, 11):
        with torch.no_grad():
            w -= 0.1 * 2 * w
        kept.update_parameters(model)
        assert next(iter(kept.module)).item() == pytest.approx(trace["average"][t, 0], rel=1e-12)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: Clipped(Adam()), "norm is None and value is None: it must be one of the two"),
        (lambda: Clipped(Adam(), norm=1, value=1), "norm is 1 and value is 1: it must be one of the two"),
        (lambda: Clipped(Adam(), norm=0), "clip_norm is 0: it must be above 0 and finite"),
        (lambda: Clipped(Adam(), value=-1), "clip_value is -1: it must be above 0"),
        (lambda: Clipped("adam", norm=1), "rule is 'adam': it must be a Rule"),
        (lambda: Clipped(Clipped(Adam(), norm=1), norm=2), "rule is .*: it must be one that is not clipped by norm"),
        (lambda: Accumulated(Adam(), batches=0), "batches is 0: it must be a whole number from 1 up"),
        (lambda: Averaged(Adam(), decay=1), "average_decay is 1: it must be at least 0 and below 1"),
        (lambda: Decayed(Adam(), weight_decay=-1), "decoupled_decay is -1: it must be at least 0 and finite"),
        (lambda: Lookahead(Adam(), every=0), "slow_every is 0: it must be a whole number from 1 up"),
        (lambda: Lookahead(Adam(), slow_rate=0), "slow_rate is 0: it must be above 0 and finite"),
        (lambda: PolyakAveraged(Adam(), after=-1), "after is -1: it must be a whole number from 0 up"),
    ],
)
def test_bad_input_is_answered_in_one_sentence(call, words):
    with pytest.raises(ValueError, match=words):
        call()
