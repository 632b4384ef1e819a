"""Measure `jtai portfolio --wide` on 100,000 rows and on twice as many, as a process.

Prints rows a second, start included, and the peak memory. Fieldwork starts on any working day of
seven years, so that no two neighbouring rows are alike; a second file has Mondays only.
"""

import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from jtai_cli import bankholidays

ROWS = 100_000
LEAST_A_SECOND, MOST_MEMORY = 10_000, 150
THEMES = ("front-door", "child-sexual-abuse", "domestic-abuse")
MIB = 1024  # ru_maxrss counts in kibibytes


def main() -> int:
    """Measure, print and give the status 1 where a figure falls short of what was promised."""
    calendar = bankholidays.table().calendar()
    every = [date(2022, 1, 4) + timedelta(days=number) for number in range(7 * 365)]
    days = [day for day in every if calendar.is_working_day(day)]
    mondays = [day for day in days if day.weekday() == 0]
    with tempfile.TemporaryDirectory() as directory:
        once = _seconds(Path(directory), "any working day", days, ROWS)
        twice = _seconds(Path(directory), "any working day", days, 2 * ROWS)
        _seconds(Path(directory), "Mondays", mondays, ROWS)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MIB
    print(f"twice the rows: {twice / once:.2f} times the time; peak memory {peak:.0f} MiB")
    return int(ROWS / once < LEAST_A_SECOND or peak > MOST_MEMORY)


def _seconds(directory: Path, what: str, days: Sequence[date], rows: int) -> float:
    """Time one run; the file is written before the clock starts."""
    file, out = directory / "portfolio.csv", directory / "dates.csv"
    chosen = random.Random(1)  # noqa: S311 - the same rows in every run
    with file.open("w") as written:
        written.write("area,theme,fieldwork,reference\n")
        for number in range(rows):
            theme, day = chosen.choice(THEMES), chosen.choice(days)
            written.write(f"Area {number},{theme},{day},R-{number}\n")
    command = (sys.executable, "-m", "jtai_cli", "portfolio", file, "--wide", "--force", "-o", out)
    begun = perf_counter()
    subprocess.run(command, check=True)  # noqa: S603 - our own program
    seconds = perf_counter() - begun
    print(f"{rows:,} rows, {what}: {seconds:.1f} s, {rows / seconds:,.0f} rows a second")
    return seconds


if __name__ == "__main__":
    sys.exit(main())
