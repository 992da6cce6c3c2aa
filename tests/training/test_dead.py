"""Units that never answer."""

import numpy as np
import pytest

from optlab.training import Network, Samples, dead_units

X = Samples([[1.0, 2.0], [-1.0, 0.5]], [0, 1])


def test_a_unit_is_dead_that_is_not_above_zero_for_any_sample():
    net = Network([2, 3, 2], X, activation="relu")
    w = np.zeros((net.dim, 2))
    w[:6] = np.array([1, 0, 0, -1, -1, 0])[
        :, None
    ]  # W1: (1, 0) answers to the first, (0, -1) never, (-1, 0) to the second
    w[6:9, 1] = [0, 3, -5]  # biases of the second run: wake the second unit, silence the third
    assert dead_units(net, w).tolist() == pytest.approx([1 / 3, 1 / 3])
    w[6:9, 1] = [-5, -5, -5]
    assert dead_units(net, w).tolist() == pytest.approx([1 / 3, 1])


@pytest.mark.parametrize(
    "net", [Network([2, 3, 2], X), Network([2, 2], X, activation="relu")], ids=["tanh", "no layer"]
)
def test_a_network_without_relu_units_is_refused(net):
    with pytest.raises(ValueError, match="it must have a layer of relu units"):
        dead_units(net, net.start)
