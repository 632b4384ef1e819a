"""Copy a CSV file, with as many more columns as a timeline has: the floor of a portfolio."""

import csv
import sys
from pathlib import Path

MILESTONES = 17
_DAY = 2


def main(file: Path, to: Path) -> None:
    """Copy a file row by row; each column that is added holds the day of the row."""
    with (
        file.open(encoding="utf-8", newline="") as read,
        to.open("w", encoding="utf-8", newline="") as written,
    ):
        rows = csv.writer(written)
        rows.writerows([*row, *[row[_DAY]] * MILESTONES] for row in csv.reader(read))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
