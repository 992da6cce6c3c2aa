"""What the course needs is said in pyproject.toml: what says it again (for conda, a citation) says the same."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA = {"matplotlib-base": "matplotlib"}  # which leaves out the windows that no notebook opens


def bounds(requirements: list[str]) -> dict[str, str]:
    """The lowest version of each by name; "" where there is none."""
    form = re.compile(r"([\w-]+)(?:\[\w+\])?(?:[>=]=([^\s;]+))?(?:; .*)?")
    parts = (form.fullmatch(requirement) for requirement in requirements)
    return {CONDA.get(part[1], part[1]): part[2] or "" for part in parts}


def test_conda_has_what_pip_has():
    wanted = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    conda = bounds([need for need in wanted if isinstance(need, str)])
    assert conda.pop("python") == PROJECT["requires-python"].removeprefix(">=")
    conda.pop("pip")
    assert conda == bounds(PROJECT["dependencies"])
    assert wanted[-1] == {"pip": ["-e ."]}


def test_every_requirement_has_a_lowest_version():
    for needs in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()):
        assert all(bounds(needs).values()), needs


def test_the_citation_and_the_changes_are_of_this_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == PROJECT["version"]
    assert citation["license"] == PROJECT["license"]
    changes = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert changes[0] == PROJECT["version"]
