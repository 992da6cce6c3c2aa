import pytest

from optlab import Adam, GradientDescent, bowl, parabola, run


def test_an_unknown_name_lists_the_known():
    with pytest.raises(KeyError, match=r"'speed' is not in this run: it must be one of position, step, loss, gradient"):
        run(GradientDescent(), bowl, 1)["speed"]


def test_names_are_the_formulas():
    assert run(Adam(), bowl, 1).names == ("position", "step", "m", "v", "m_hat", "v_hat", "rate", "loss", "gradient")


def test_one_run_of_a_batch():
    trace = run(GradientDescent(learning_rate=[[0.1, 0.2, 0.3]]), bowl, 4)
    assert trace.batch == (1, 3)
    assert trace.one(0, 2)["position"].tolist() == run(GradientDescent(learning_rate=0.3), bowl, 4)["position"].tolist()


def test_a_batch_has_no_listing():
    with pytest.raises(ValueError, match=r"a batch of runs of shape \(2,\)"):
        run(GradientDescent(learning_rate=[0.1, 0.2]), bowl, 1).listing()


def test_a_listing_has_a_line_for_each_update():
    lines = run(GradientDescent(learning_rate=0.1), parabola, 10).listing().splitlines()
    assert len(lines) == 10
    assert lines[-1] == "Iteration 10: x = 1.0737418240000003, f(x) = 1.1529215046068475"


def test_its_repr_says_what_was_run():
    assert (
        repr(run(GradientDescent(), parabola, 2)) == "Trace(GradientDescent(learning_rate=0.1) on f(x) = x², 2 steps)"
    )
