"""`jtai.toml`, found and read: an area's inspections, all of them, or all of the faults."""

import os
from itertools import chain
from pathlib import Path

from jtai_cli.errors import FaultyFileError, FileError, printable
from jtai_cli.frameworks import Frameworks
from jtai_cli.load.files import MEBIBYTE, text
from jtai_cli.load.order import in_order
from jtai_cli.plan import Plan

PLAN_NAME = "jtai.toml"
"""What a plan is called, unless it is named otherwise."""
_LARGEST = MEBIBYTE // 4
"""The bytes that a plan may have: Python's reader of TOML takes long over a mebibyte."""


def plan(path: Path | None, rules: Frameworks) -> Plan:
    """Read a plan; without a path, the one of the working directory or one above it.

    Its themes, timetables and milestones are those of the rules.

    Raises:
        FileError: there is no plan, or it cannot be read.
        FaultyFileError: it is not UTF-8, not TOML, or not as a plan should be.
    """
    found = plan_path(path)
    return plan_in(plan_text(found), rules, place=str(found))


def plan_path(path: Path | None) -> Path:
    """Return the path of a plan that is named, else of the nearest one from here upwards.

    Raises:
        FileError: none is named, and there is none here or above.
    """
    if path is not None:
        return path
    if os.path.lexists(PLAN_NAME):
        return Path(PLAN_NAME)
    for directory in Path.cwd().parents:
        if os.path.lexists(directory / PLAN_NAME):
            return directory / PLAN_NAME
    raise FileError(f"there is no {PLAN_NAME} here or in a directory above", "jtai plan init")


def plan_text(path: Path) -> str:
    """Read a plan as text.

    Raises:
        FileError: it cannot be read, or is larger than 256 KiB.
        FaultyFileError: it is not UTF-8.
    """
    return text(path, limit=_LARGEST)


def names_in(written: str) -> list[str]:
    """Return what the inspections of a plan are called, without proving what it says of them.

    Raises:
        ValueError: it is not TOML.
    """
    import tomllib

    return list(tomllib.loads(written).get("inspections", {}))


def plan_in(written: str, rules: Frameworks, *, place: str) -> Plan:
    """Read a plan out of a text; `place` is what messages call it.

    Raises:
        FaultyFileError: it is not TOML, or not as a plan should be.
    """
    # Imported here, for they need pydantic, and most commands read no plan.
    from jtai_cli.load import planned, proof, toml

    root, unread = toml.compose(written)
    if root is None:
        raise FaultyFileError(printable(place), in_order(unread))
    proved, unfit = proof.prove(root, Plan, toml.REMEDIES)
    faults = in_order(chain(unread, unfit, planned.faults(root, rules)))
    if faults or proved is None:
        raise FaultyFileError(printable(place), faults)
    return proved
