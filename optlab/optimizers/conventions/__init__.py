"""The same methods as others write them: PyTorch, Keras, optax, or a later paper; each formula in full.

A rule's own file has the formula of its paper. Where it has an option, each other choice is a
formula here. What they share is repeated, so that each can be read, typeset and compared on its own.
"""

from optlab.optimizers.conventions import (
    adam,
    adan,
    adaptive,
    amsgrad,
    dadapt_adam,
    momentum,
    muon,
    prodigy,
    radam,
    schedule_free,
    sophia,
)

__all__ = [
    "adam",
    "adan",
    "adaptive",
    "amsgrad",
    "dadapt_adam",
    "momentum",
    "muon",
    "prodigy",
    "radam",
    "schedule_free",
    "sophia",
]
