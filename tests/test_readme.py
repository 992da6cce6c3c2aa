"""What the README promises can be kept: its commands come first, and its links lead somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\w*\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_the_first_two_code_blocks_are_the_two_commands():
    opens, tests = BLOCKS[:2]
    assert opens.endswith("/optlab\n")
    assert tests.count("pytest") == 1
    assert all(command.count("\n") == 1 and "venv .venv" in command for command in (opens, tests))


def test_ci_runs_the_readmes_own_command():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in script
    assert BLOCKS[1].strip() not in script


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^):]+)\)", README))))
def test_a_link_leads_to_a_file(link):
    assert (ROOT / link).is_file()
