"""How long `jtai portfolio --wide` takes on many rows and on twice as many, and in how much memory.

Fieldwork starts on any working day of seven years, so that no two neighbouring rows are alike.
"""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.bench.environments import OURS
from scripts.bench.processes import Program, Run, in_turn

THEMES = ("front-door", "child-sexual-abuse", "domestic-abuse")
_COPYING = Path(__file__).parent / "copying.py"


def dated(
    place: Path, days: Sequence[str], *, rows: int, rounds: int
) -> Mapping[str, Sequence[Run]]:
    """Date a file of so many rows and one of twice as many, in turn: "once" and "twice".

    "copied" is the first one read and written by Python's csv module, and nothing else done.
    """
    once, twice = (
        _written(place / f"{key}.csv", days, number)
        for key, number in (("once", rows), ("twice", 2 * rows))
    )
    copy = (OURS.program("python"), str(_COPYING), str(once), str(once.with_stem("copied")))
    copied = Program("copied", "copying", copy)
    programs = [_program("once", once), _program("twice", twice), copied]
    return in_turn(programs, rounds, thrown_away=0)


def _program(key: str, file: Path) -> Program:
    out = file.with_stem(f"{file.stem}-dated")
    command = (OURS.program("jtai"), "portfolio", str(file), "--wide", "--force", "-o", str(out))
    return Program(key, "portfolio", command)


def _written(file: Path, days: Sequence[str], rows: int) -> Path:
    chosen = random.Random(1)  # noqa: S311 - the same rows in every run
    with file.open("w", encoding="utf-8") as written:
        written.write("area,theme,fieldwork,reference\n")
        for number in range(rows):
            theme, day = chosen.choice(THEMES), chosen.choice(days)
            written.write(f"Area {number},{theme},{day},R-{number}\n")
    return file
