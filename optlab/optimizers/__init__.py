"""The optimizers, one file each: the formula and nothing else."""

from optlab.optimizers.adagrad import AdaGrad
from optlab.optimizers.adam import Adam
from optlab.optimizers.gradient_descent import GradientDescent
from optlab.optimizers.momentum import Momentum
from optlab.optimizers.rmsprop import RMSProp
from optlab.optimizers.sgd import SGD

__all__ = ["SGD", "AdaGrad", "Adam", "GradientDescent", "Momentum", "RMSProp"]
