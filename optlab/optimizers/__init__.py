"""The optimizers, one file each: the formula and nothing else; and what a rule of your own is made of."""

from optlab.optimizers import conventions
from optlab.optimizers.accumulated import Accumulated
from optlab.optimizers.adadelta import Adadelta
from optlab.optimizers.adagrad import AdaGrad
from optlab.optimizers.adam import Adam
from optlab.optimizers.adamw import AdamW
from optlab.optimizers.adan import Adan
from optlab.optimizers.amsgrad import AMSGrad
from optlab.optimizers.averaged import Averaged, PolyakAveraged
from optlab.optimizers.clipped import Clipped
from optlab.optimizers.dadapt_adam import DAdaptAdam
from optlab.optimizers.decayed import Decayed
from optlab.optimizers.gradient_descent import GradientDescent
from optlab.optimizers.lamb import LAMB
from optlab.optimizers.lion import Lion
from optlab.optimizers.lookahead import Lookahead
from optlab.optimizers.matrices import MatrixRule
from optlab.optimizers.momentum import Momentum
from optlab.optimizers.muon import Muon, newton_schulz
from optlab.optimizers.nadam import Nadam
from optlab.optimizers.nesterov import Nesterov
from optlab.optimizers.norm import norm, total
from optlab.optimizers.per_parameter import PerParameter
from optlab.optimizers.prodigy import Prodigy
from optlab.optimizers.radam import RAdam
from optlab.optimizers.rmsprop import RMSProp
from optlab.optimizers.rule import Array, Asked, Decay, Rate, Record, Rule, Small
from optlab.optimizers.sam import SAM
from optlab.optimizers.schedule_free_adamw import ScheduleFreeAdamW
from optlab.optimizers.schedule_free_sgd import ScheduleFreeSGD
from optlab.optimizers.sgd import SGD
from optlab.optimizers.shampoo import Shampoo
from optlab.optimizers.soap import SOAP
from optlab.optimizers.sophia import Sophia

__all__ = [
    "LAMB",
    "SAM",
    "SGD",
    "SOAP",
    "AMSGrad",
    "Accumulated",
    "AdaGrad",
    "Adadelta",
    "Adam",
    "AdamW",
    "Adan",
    "Array",
    "Asked",
    "Averaged",
    "Clipped",
    "DAdaptAdam",
    "Decay",
    "Decayed",
    "GradientDescent",
    "Lion",
    "Lookahead",
    "MatrixRule",
    "Momentum",
    "Muon",
    "Nadam",
    "Nesterov",
    "PerParameter",
    "PolyakAveraged",
    "Prodigy",
    "RAdam",
    "RMSProp",
    "Rate",
    "Record",
    "Rule",
    "ScheduleFreeAdamW",
    "ScheduleFreeSGD",
    "Shampoo",
    "Small",
    "Sophia",
    "conventions",
    "newton_schulz",
    "norm",
    "total",
]
