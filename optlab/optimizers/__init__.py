"""The optimizers, one file each: the formula and nothing else."""

from optlab.optimizers.adadelta import Adadelta
from optlab.optimizers.adagrad import AdaGrad
from optlab.optimizers.adam import Adam
from optlab.optimizers.adamw import AdamW
from optlab.optimizers.amsgrad import AMSGrad
from optlab.optimizers.gradient_descent import GradientDescent
from optlab.optimizers.lion import Lion
from optlab.optimizers.momentum import Momentum
from optlab.optimizers.nadam import Nadam
from optlab.optimizers.nesterov import Nesterov
from optlab.optimizers.rmsprop import RMSProp
from optlab.optimizers.sgd import SGD

__all__ = [
    "SGD",
    "AMSGrad",
    "AdaGrad",
    "Adadelta",
    "Adam",
    "AdamW",
    "GradientDescent",
    "Lion",
    "Momentum",
    "Nadam",
    "Nesterov",
    "RMSProp",
]
