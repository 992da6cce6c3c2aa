"""What a new optimizer or schedule must bring with it is named where it is missing; more in tests/optimizers."""

import inspect
import re
from pathlib import Path

import pytest

import optlab
from optlab import schedules
from tests.catalogue import EVERY_RULE, label
from tests.schedules.test_parameters import BAD
from tests.schedules.test_schedules import SCHEDULES

TESTS = Path(__file__).parent
README = (TESTS.parent / "README.md").read_text(encoding="utf-8")
EVERY_SCHEDULE = {name: make for name, make in vars(schedules).items() if inspect.isfunction(make) and name != "curve"}
DEFAULTS = {  # a notebook that leaves a setting out relies on it
    "GradientDescent": {"learning_rate": 0.1},
    "SGD": {"learning_rate": 0.01},
    "Momentum": {"learning_rate": 0.1, "momentum": 0.9, "learning_rate_place": "inside"},
    "Nesterov": {"learning_rate": 0.1, "momentum": 0.9, "learning_rate_place": "inside"},
    "AdaGrad": {"learning_rate": 1.0, "epsilon": 1e-8, "epsilon_place": "outside"},
    "RMSProp": {
        "learning_rate": 0.1,
        "decay_rate": 0.9,
        "epsilon": 1e-8,
        "epsilon_place": "outside",
        "centred": False,
    },
    "Adadelta": {"learning_rate": 1.0, "decay_rate": 0.95, "epsilon": 1e-6},
    "Adam": {
        "learning_rate": 0.1,
        "beta1": 0.9,
        "beta2": 0.999,
        "epsilon": 1e-8,
        "epsilon_place": "outside",
        "bias_correction": True,
    },
    "AdamW": {
        "learning_rate": 0.001,
        "beta1": 0.9,
        "beta2": 0.999,
        "epsilon": 1e-8,
        "weight_decay": 0.01,
        "epsilon_place": "outside",
    },
    "AMSGrad": {
        "learning_rate": 0.001,
        "beta1": 0.9,
        "beta2": 0.999,
        "epsilon": 1e-8,
        "bias_correction": "none",
        "epsilon_place": "outside",
    },
    "Nadam": {
        "learning_rate": 0.002,
        "beta1": 0.9,
        "beta2": 0.999,
        "epsilon": 1e-8,
        "momentum_decay": 0.004,
        "momentum_warmup": True,
    },
    "RAdam": {"learning_rate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "as_in": "paper"},
    "Adan": {
        "learning_rate": 0.001,
        "beta1": 0.98,
        "beta2": 0.92,
        "beta3": 0.99,
        "epsilon": 1e-8,
        "weight_decay": 0.0,
        "as_in": "paper",
    },
    "Prodigy": {
        "learning_rate": 1.0,
        "beta1": 0.9,
        "beta2": 0.999,
        "epsilon": 1e-8,
        "d0": 1e-6,
        "as_in": "paper",
    },
    "DAdaptAdam": {
        "learning_rate": 1.0,
        "beta1": 0.9,
        "beta2": 0.999,
        "epsilon": 1e-8,
        "d0": 1e-6,
        "bias_correction": False,
    },
    "LAMB": {"learning_rate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-6, "weight_decay": 0.0},
    "Sophia": {
        "learning_rate": 0.001,
        "beta1": 0.96,
        "beta2": 0.99,
        "gamma": 0.01,
        "epsilon": 1e-12,
        "weight_decay": 0.0,
        "every": 10,
        "seed": 0,
        "as_in": "paper",
    },
    "ScheduleFreeAdamW": {
        "learning_rate": 0.0025,
        "beta1": 0.9,
        "beta2": 0.999,
        "epsilon": 1e-8,
        "weight_decay": 0.0,
        "as_in": "paper",
    },
    "SAM": {"learning_rate": 0.1, "rho": 0.05},
    "ScheduleFreeSGD": {"learning_rate": 1.0, "beta": 0.9},
    "Muon": {
        "learning_rate": 0.02,
        "momentum": 0.95,
        "weight_decay": 0.0,
        "epsilon": 1e-7,
        "nesterov": "plain",
        "scale": "rows",
    },
    "Shampoo": {"learning_rate": 1.0, "epsilon": 1e-6, "every": 1},
    "SOAP": {
        "learning_rate": 0.003,
        "beta1": 0.95,
        "beta2": 0.95,
        "epsilon": 1e-8,
        "weight_decay": 0.0,
        "every": 10,
    },
    "Lion": {"learning_rate": 1e-4, "beta1": 0.9, "beta2": 0.99, "weight_decay": 0.0},
}
every_rule = pytest.mark.parametrize("rule", EVERY_RULE, ids=label)
every_schedule = pytest.mark.parametrize("name", EVERY_SCHEDULE)


@every_rule
def test_a_rule_is_exported_by_optlab_itself(rule):
    assert rule.__name__ in optlab.__all__, f"{rule.__name__} is to be in optlab/__init__.py too"


@every_rule
def test_its_defaults(rule):
    assert rule.__name__ in DEFAULTS, f"the defaults of {rule.__name__} are to be in DEFAULTS, in {__file__}"
    assert rule().hyperparameters == DEFAULTS[rule.__name__]


@every_schedule
def test_a_schedule_is_exported(name):
    assert name in schedules.__all__, f"{name} is to be in __all__ of optlab/schedules/__init__.py"


@every_schedule
def test_it_is_among_those_that_every_test_of_schedules_is_run_on(name):
    made = {repr(schedule).partition("(")[0] for schedule in SCHEDULES}
    assert name in made, f"{name} is to be in SCHEDULES, in tests/schedules/test_schedules.py"


@every_schedule
def test_each_of_its_parameters_is_tried_with_bad_input(name):
    tried = {parameter for make, _, parameter, _ in BAD if make is EVERY_SCHEDULE[name]}
    missing = {*inspect.signature(EVERY_SCHEDULE[name]).parameters} - tried
    assert not missing, f"{name} is to be in BAD, in tests/schedules/test_parameters.py, with {' and '.join(missing)}"


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:optlab|tests|notebooks|\.ci)/[\w/.]+)`", README))))
def test_what_the_readme_tells_a_contributor_to_touch_exists(path):
    assert (TESTS.parent / path).exists()
