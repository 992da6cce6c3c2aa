"""Write what the peers' defaults are: ``python -m tests.golden.defaults``, where all of them are installed.

One file, with every class and argument that the notebooks' "In practice" tables name.
"""

import inspect
import json
import os
from functools import reduce
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from tests.in_practice import claims

FILE = Path(__file__).parent / "defaults.json"
PEERS = {"PyTorch": "torch", "Keras": "keras", "optax": "optax"}


def arguments(path):
    """The arguments of a class or function: its default, or "required" where it has none."""
    os.environ.setdefault("KERAS_BACKEND", "jax")
    package, *names = path.split(".")
    thing = reduce(getattr, names, import_module(package))
    found = {name: p.default for name, p in inspect.signature(thing).parameters.items()}
    return {name: "required" if value is inspect.Parameter.empty else value for name, value in found.items()}


def plain(value):
    """A default as JSON keeps it: numbers, words, lists of them, and the repr of anything else."""
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value if value is None or isinstance(value, bool | int | float | str) else repr(value)


def main():
    paths = sorted({claim.path for claim in claims()})
    written = {
        "versions": {package: version(package).split("+")[0] for package in PEERS.values()},
        "arguments": {path: {name: plain(v) for name, v in arguments(path).items()} for path in paths},
    }
    FILE.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    print(f"{len(paths)} classes and functions of {written['versions']}")


if __name__ == "__main__":
    main()
