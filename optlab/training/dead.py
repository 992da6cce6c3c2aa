"""Units that never answer."""

from __future__ import annotations

import numpy as np

from optlab.training.network import Network
from optlab.values import Array


def dead_units(net: Network, w: Array) -> Array:
    """In what part of the first layer's units nothing comes out, whatever sample comes in: ``(*batch)``.

    A relu unit whose z is not above 0 for any sample gives 0 and has the slope 0: no step can wake it
    (Lu et al. 2019, "Dying ReLU and initialization").

    Args:
        net: a `Network` of relu units; its samples are those that come in.
        w: its weights, ``(dim, *batch)``.

    Raises:
        ValueError: a network without relu units.

    >>> from optlab.training import spirals
    >>> net = Network([2, 8, 2], spirals().train, activation="relu", initialization="he")
    >>> float(dead_units(net, net.start)), float(dead_units(net, 0 * net.start))
    (0.0, 1.0)
    """
    if net.activation != "relu" or len(net.sizes) < 3:
        raise ValueError(f"net is {net!r}: it must have a layer of relu units")
    W, b = net._layers(w)[0]
    awake = [(W @ x + b > 0).any(axis=-1) for x in net._blocks(net.data.X.T.astype(w.dtype))]
    return 1 - np.any(awake, axis=0).mean(axis=-1)
