"""Files that are there wholly or not at all, and never over what somebody has just saved."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from pathlib import Path


def put(target: Path, content: bytes, before: bytes | None) -> bool:
    """Write a file if it is still as it was, and say whether it was.

    The content goes to a file of another name beside it first, and to the disk; only then does that
    file take the target's name. So a full disk, a crash or another start leave the old file or the
    new one, and never a part.

    Args:
        before: what the target held when it was read; None if there was none.

    Raises:
        OSError: it cannot be written; the target is as it was.
    """
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if before is None:
            return _take_free(beside, target)
        if target.read_bytes() != before:
            return False
        shutil.copymode(target, beside)
        beside.replace(target)
        return True
    finally:
        with contextlib.suppress(OSError):  # the first error, such as a full disk, is the one to report
            beside.unlink(missing_ok=True)


def set_aside(target: Path) -> Path:
    """Give a file a name that is free, beside its own, and return that."""
    number, name = 1, f"{target.name}.unreadable"
    while (other := target.with_name(name)).exists():
        number, name = number + 1, f"{target.name}.unreadable{number + 1}"
    return target.rename(other)


def _take_free(beside: Path, target: Path) -> bool:
    """Give the file a name that is free; with a link, since two starts at once may both want it."""
    try:
        os.link(beside, target)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if target.exists():
            return False
        beside.replace(target)
    return True
