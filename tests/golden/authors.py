"""Our rules in the words of packages beside PyTorch: those of the methods' own authors, and pytorch_optimizer."""

from importlib import import_module

import numpy as np

from optlab.optimizers import Adan, DAdaptAdam, Prodigy, ScheduleFreeAdamW, ScheduleFreeSGD, Sophia
from optlab.optimizers.rule import Record
from optlab.optimizers.sophia import NUDGE


def schedulefree_words(rule):
    """The class of ``schedulefree`` and its arguments."""
    match rule:
        case ScheduleFreeSGD():
            return "SGDScheduleFree", {"momentum": rule.beta}
        case ScheduleFreeAdamW(as_in="libraries"):
            betas = (rule.beta1, rule.beta2)
            return "AdamWScheduleFree", {"betas": betas, "eps": rule.epsilon, "weight_decay": rule.weight_decay}


def prodigyopt_words(rule):
    """The class of ``prodigyopt`` and its arguments."""
    match rule:
        case Prodigy(as_in="prodigyopt"):
            return "Prodigy", {"betas": (rule.beta1, rule.beta2), "eps": rule.epsilon, "d0": rule.d0}


def pytorch_optimizer_words(rule):
    """The class of ``pytorch_optimizer`` and its arguments."""
    match rule:
        case Adan(as_in="paper"):
            betas = (rule.beta1, rule.beta2, rule.beta3)
            return "Adan", {"betas": betas, "eps": rule.epsilon, "weight_decay": rule.weight_decay}
        case DAdaptAdam():
            words = {"betas": (rule.beta1, rule.beta2), "eps": rule.epsilon, "d0": rule.d0}
            return "DAdaptAdam", words | {"bias_correction": rule.bias_correction}
        case Sophia(as_in="paper"):
            words = {"betas": (rule.beta1, rule.beta2), "p": rule.gamma, "eps": rule.epsilon / rule.gamma}
            return "SophiaH", words | {"weight_decay": rule.weight_decay * rule.gamma}


def runner(package, words_of):
    """A function that makes every position of a package's optimizer on a case, ``(STEPS + 1, dim)``."""

    def positions_of(case):
        import torch

        torch.set_default_dtype(torch.float64)
        name, words = words_of(case.rule)
        w = torch.tensor(case.objective.start, dtype=torch.float64)
        optimizer = getattr(import_module(package), name)([w], lr=1.0, **words)
        if package == "schedulefree":
            optimizer.train()
        positions = [w.numpy().copy()]
        for t, rate in enumerate(case.rates.tolist(), 1):
            optimizer.param_groups[0]["lr"] = rate
            gradient = case.objective.gradient(positions[-1])
            w.grad = torch.from_numpy(gradient.copy())
            if isinstance(case.rule, Sophia):  # its length of a step is γ times its rate; its random signs are ours
                optimizer.param_groups[0]["lr"] = rate / case.rule.gamma
                found = estimate(case.rule, case.objective, t, positions[-1])
                optimizer.step(hessian=None if found is None else [torch.from_numpy(found)])
            else:
                optimizer.step()
            positions.append(w.numpy().copy())
        return np.array(positions)

    return positions_of


def estimate(rule, objective, t, w):
    """Our own estimate of the Hessian's diagonal, drawn at a peer's position; None in a step that has none."""
    gradient = objective.gradient(w)
    beside = rule.asks_at(t, gradient, Record(w, w))
    return None if beside is None else np.sign(beside - w) * (objective.gradient(beside) - gradient) / NUDGE


WORDS = {
    "schedulefree": schedulefree_words,
    "prodigyopt": prodigyopt_words,
    "pytorch_optimizer": pytorch_optimizer_words,
}
RUNS = {package: runner(package, words) for package, words in WORDS.items()}
