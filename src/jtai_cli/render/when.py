"""How days are said in a line: in full, or short beside a bar."""

from datetime import date

from jtai_cli.dated import DatedMilestone
from jtai_cli.dates import say_short
from jtai_cli.render import words


def full(dated: DatedMilestone) -> str:
    """Say a milestone's days on one line: "Fri 28 Mar 2025", "17 Aug 2024 – 17 Feb 2025"."""
    return " ".join(words.days(dated).split())


def on(day: date) -> str:
    """Say a date in a line: "Wed 6 Aug 2025"."""
    return say_short(day).replace("  ", " ")


def short(dated: DatedMilestone) -> str:
    """Say a milestone's days beside its bar, the year left out: "Fri 28 Mar", "17–21 Feb"."""
    told, year = full(dated), f" {dated.last.year}"
    return told.removesuffix(year) if told.count(year) == 1 else told
