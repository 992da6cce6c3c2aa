"""Where the course is, and where its copies go."""

from pathlib import Path

from optlab.course.files import RECORD

PACKAGE = Path(__file__).parents[1]
FIRST = "00_start_here.ipynb"
COPIES = Path("optlab-notebooks")


def copies() -> Path:
    """Where the copies go: the folder that one is in, if it is one of copies, as a terminal's of JupyterLab is."""
    return Path() if Path(RECORD).is_file() else COPIES


def in_clone() -> bool:
    """Whether this package lies in a clone of the repository, beside its notebooks."""
    return (PACKAGE.parent / "pyproject.toml").is_file() and (PACKAGE.parent / "notebooks").is_dir()


def source() -> Path:
    """The notebooks that came with this package: a clone's own, or those in the wheel."""
    return PACKAGE.parent / "notebooks" if in_clone() else PACKAGE / "notebooks"
