"""Our rules in the words of PyTorch, optax and Keras, and one run of each.

Every function returns None for a setting that its library does not have.
"""

from operator import attrgetter

import numpy as np

from optlab.objectives.l2 import L2
from optlab.optimizers import (
    LAMB,
    SAM,
    Adadelta,
    AdaGrad,
    Adam,
    AdamW,
    Adan,
    AMSGrad,
    DAdaptAdam,
    GradientDescent,
    Lion,
    Momentum,
    Nadam,
    Nesterov,
    Prodigy,
    RAdam,
    RMSProp,
    ScheduleFreeAdamW,
    ScheduleFreeSGD,
    Sophia,
)
from tests.golden import authors
from tests.golden.authors import estimate
from tests.golden.cases import STEPS


def torch_words(rule):
    """The class of ``torch.optim`` and its arguments."""
    match rule:
        case GradientDescent():
            return "SGD", {}
        case Momentum(learning_rate_place="outside"):
            return "SGD", {"momentum": rule.momentum}
        case Nesterov(learning_rate_place="outside"):
            return "SGD", {"momentum": rule.momentum, "nesterov": True}
        case AdaGrad(epsilon_place="outside"):
            return "Adagrad", {"eps": rule.epsilon}
        case RMSProp(epsilon_place="outside"):
            return "RMSprop", {"alpha": rule.decay_rate, "eps": rule.epsilon, "centered": rule.centred}
        case Adadelta():
            return "Adadelta", {"rho": rule.decay_rate, "eps": rule.epsilon}
        case Adam(epsilon_place="outside", bias_correction=True):
            return "Adam", {"betas": (rule.beta1, rule.beta2), "eps": rule.epsilon}
        case AMSGrad(epsilon_place="outside", bias_correction="after"):
            return "Adam", {"betas": (rule.beta1, rule.beta2), "eps": rule.epsilon, "amsgrad": True}
        case AdamW(epsilon_place="outside"):
            betas = (rule.beta1, rule.beta2)
            return "AdamW", {"betas": betas, "eps": rule.epsilon, "weight_decay": rule.weight_decay}
        case Nadam(momentum_warmup=True):
            betas, warmup = (rule.beta1, rule.beta2), rule.momentum_decay
            return "NAdam", {"betas": betas, "eps": rule.epsilon, "momentum_decay": warmup}
        case RAdam(as_in="PyTorch"):
            return "RAdam", {"betas": (rule.beta1, rule.beta2), "eps": rule.epsilon}


def optax_words(rule):
    """The function of optax and its arguments."""
    match rule:
        case GradientDescent():
            return "sgd", {}
        case Momentum(learning_rate_place="outside"):
            return "sgd", {"momentum": rule.momentum}
        case Nesterov(learning_rate_place="outside"):
            return "sgd", {"momentum": rule.momentum, "nesterov": True}
        case AdaGrad(epsilon_place="inside"):
            return "adagrad", {"eps": rule.epsilon, "initial_accumulator_value": 0.0}
        case RMSProp():
            inside = rule.epsilon_place == "inside"
            words = {"decay": rule.decay_rate, "eps": rule.epsilon, "eps_in_sqrt": inside}
            return "rmsprop", words | {"centered": rule.centred}
        case Adadelta():
            return "adadelta", {"rho": rule.decay_rate, "eps": rule.epsilon}
        case Adam(bias_correction=True) | AdamW() | AMSGrad() if rule.epsilon_place != "corrected":
            eps = ("eps", "eps_root") if rule.epsilon_place == "outside" else ("eps_root", "eps")
            words = {"b1": rule.beta1, "b2": rule.beta2, eps[0]: rule.epsilon, eps[1]: 0.0}
            if isinstance(rule, AdamW):
                return "adamw", words | {"weight_decay": rule.weight_decay}
            if isinstance(rule, Adam):
                return "adam", words
            corrected = rule.bias_correction == "before"
            words |= {"bias_correction_mu": corrected, "bias_correction_nu": corrected}
            return ("amsgrad", words) if rule.bias_correction != "after" else None
        case Nadam(momentum_warmup=False):
            return "nadam", {"b1": rule.beta1, "b2": rule.beta2, "eps": rule.epsilon}
        case RAdam(as_in="optax"):
            return "radam", {"b1": rule.beta1, "b2": rule.beta2, "eps": rule.epsilon}
        case SAM():
            return "contrib.sam", {"rho": rule.rho}
        case Adan(as_in="optax"):
            words = {"b1": rule.beta1, "b2": rule.beta2, "b3": rule.beta3, "eps": rule.epsilon, "eps_root": 0.0}
            return "adan", words | {"weight_decay": rule.weight_decay}
        case Prodigy(as_in="optax"):
            betas = (rule.beta1, rule.beta2)
            return "contrib.prodigy", {"betas": betas, "eps": rule.epsilon, "estim_lr0": rule.d0}
        case DAdaptAdam(bias_correction=True):
            betas = (rule.beta1, rule.beta2)
            return "contrib.dadapt_adamw", {"betas": betas, "eps": rule.epsilon, "estim_lr0": rule.d0}
        case LAMB():
            words = {"b1": rule.beta1, "b2": rule.beta2, "eps": rule.epsilon}
            return "lamb", words | {"weight_decay": rule.weight_decay}
        case Sophia(as_in="optax"):
            words = {"b1": rule.beta1, "b2": rule.beta2, "gamma": rule.gamma, "eps": rule.epsilon}
            return "contrib.sophia", words | {"update_interval": rule.every, "weight_decay": rule.weight_decay}
        case ScheduleFreeSGD():
            return "contrib.schedule_free_sgd", {"b1": rule.beta}
        case ScheduleFreeAdamW(as_in="libraries"):
            words = {"b1": rule.beta1, "b2": rule.beta2, "eps": rule.epsilon}
            return "contrib.schedule_free_adamw", words | {"weight_decay": rule.weight_decay}
        case Lion():
            return "lion", {"b1": rule.beta1, "b2": rule.beta2, "weight_decay": rule.weight_decay}


def keras_words(rule):
    """The class of ``keras.optimizers`` and its arguments."""
    match rule:
        case GradientDescent():
            return "SGD", {}
        case Momentum(learning_rate_place="inside"):
            return "SGD", {"momentum": rule.momentum}
        case Nesterov(learning_rate_place="inside"):
            return "SGD", {"momentum": rule.momentum, "nesterov": True}
        case AdaGrad(epsilon_place="inside"):
            return "Adagrad", {"epsilon": rule.epsilon, "initial_accumulator_value": 0.0}
        case RMSProp(epsilon_place="inside"):
            return "RMSprop", {"rho": rule.decay_rate, "epsilon": rule.epsilon, "centered": rule.centred}
        case Adadelta():
            return "Adadelta", {"rho": rule.decay_rate, "epsilon": rule.epsilon}
        case Adam(bias_correction=True) | AMSGrad(bias_correction="after") if rule.epsilon_place == "corrected":
            words = {"beta_1": rule.beta1, "beta_2": rule.beta2, "epsilon": rule.epsilon}
            return "Adam", words | {"amsgrad": isinstance(rule, AMSGrad)}
        case AdamW(epsilon_place="corrected"):
            words = {"beta_1": rule.beta1, "beta_2": rule.beta2, "epsilon": rule.epsilon}
            return "AdamW", words | {"weight_decay": rule.weight_decay}
        case Nadam(momentum_warmup=True, momentum_decay=1.0):
            return "Nadam", {"beta_1": rule.beta1, "beta_2": rule.beta2, "epsilon": rule.epsilon}
        case LAMB(weight_decay=0.0):
            return "Lamb", {"beta_1": rule.beta1, "beta_2": rule.beta2, "epsilon": rule.epsilon}
        case Lion():
            decay = rule.weight_decay or None
            return "Lion", {"beta_1": rule.beta1, "beta_2": rule.beta2, "weight_decay": decay}


def _loss(case):
    """The objective without its L2 penalty, and the λ that a library is told."""
    decayed = isinstance(case.objective, L2)
    return (case.objective.objective, case.objective.weight_decay) if decayed else (case.objective, 0.0)


def run_torch(case):
    """Every position of ``torch.optim`` on this case, ``(STEPS + 1, dim)``."""
    import torch

    torch.set_default_dtype(torch.float64)  # NAdam keeps its product of momenta in the default type
    name, words = torch_words(case.rule)
    objective, l2 = _loss(case)
    w = torch.tensor(objective.start, dtype=torch.float64)
    optimizer = getattr(torch.optim, name)([w], lr=1.0, **({"weight_decay": l2} if l2 else {}), **words)
    positions = [w.numpy().copy()]
    for rate in case.rates.tolist():
        optimizer.param_groups[0]["lr"] = rate
        w.grad = torch.from_numpy(objective.gradient(w.numpy()))
        optimizer.step()
        positions.append(w.numpy().copy())
    return np.array(positions)


def run_optax(case):
    """Every position of optax on this case, ``(STEPS + 1, dim)``."""
    import jax
    import optax

    jax.config.update("jax_enable_x64", True)
    name, words = optax_words(case.rule)
    objective, l2 = (case.objective, 0.0) if case.rule.asks_for else _loss(case)
    rates = jax.numpy.array(case.rates)
    optimizer = _optax_optimizer(name, words, lambda count: rates[count])
    if l2:
        optimizer = optax.chain(optax.add_decayed_weights(l2), optimizer)

    def slope(point, _=None):
        return jax.pure_callback(lambda w: objective.gradient(np.array(w)), point, point)

    @jax.jit
    def step(w, state, gradient, found):
        asks = {"step": {"grad_fn": slope}, "curvature": {"found": found}}
        change, state = optimizer.update(gradient, state, w, **asks.get(case.rule.asks_for, {}))
        return optax.apply_updates(w, change), state

    w = jax.numpy.array(objective.start)
    state, positions = optimizer.init(w), [np.array(w)]
    for t in range(1, STEPS + 1):
        found = estimate(case.rule, objective, t, positions[-1]) if case.rule.asks_for == "curvature" else None
        w, state = step(w, state, objective.gradient(positions[-1]), np.zeros_like(w) if found is None else found)
        positions.append(np.array(w))
    return np.array(positions)


def _optax_optimizer(name, words, rate):
    import optax

    if name == "contrib.sam":
        uphill = optax.chain(optax.contrib.normalize(), optax.sgd(words["rho"]))
        return optax.contrib.sam(optax.sgd(rate), uphill, opaque_mode=True)
    if name == "contrib.sophia":  # with our estimates, since its random signs are others

        def handed_over(updates, state, params=None, found=None, **_):
            return found, state

        words |= {"hessian_diagonal_fn": optax.GradientTransformationExtraArgs(lambda _: (), handed_over)}
    return attrgetter(name)(optax)(learning_rate=rate, **words)


def run_keras(case):
    """Every position of Keras, on JAX, on this case, ``(STEPS + 1, dim)``.

    An L2 penalty is a part of the model there, so its gradient comes with the loss's.
    """
    import os

    os.environ["KERAS_BACKEND"] = "jax"
    import jax
    import keras

    jax.config.update("jax_enable_x64", True)
    keras.config.set_floatx("float64")
    name, words = keras_words(case.rule)
    w = keras.Variable(case.objective.start, dtype="float64")
    optimizer = getattr(keras.optimizers, name)(learning_rate=1.0, **words)
    positions = [np.array(w.value)]
    for rate in case.rates.tolist():
        optimizer.learning_rate = rate
        optimizer.apply([jax.numpy.array(case.objective.gradient(positions[-1]))], [w])
        positions.append(np.array(w.value))
    return np.array(positions)


WORDS = {"torch": torch_words, "optax": optax_words, "keras": keras_words, **authors.WORDS}
RUNS = {"torch": run_torch, "optax": run_optax, "keras": run_keras, **authors.RUNS}
