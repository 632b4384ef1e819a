"""Dates kept whole where lines are wrapped: no line ends between a day and its month."""

import re

from jtai_cli.dates import MONTHS

_GLUE = "\ue000"
"""Stands for a blank at which no line ends, until all are drawn; no text of people's holds one."""
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)
_DATE = re.compile(rf"\b([0-9]{{1,2}}) ({_MONTH})\b(?: ([0-9]{{4}})\b)?")


def glued(text: str) -> str:
    """Put each date in one piece, its day, month and year."""
    return _DATE.sub(lambda match: _GLUE.join(filter(None, match.groups())), text)


def unglued(drawn: str) -> str:
    """Give blanks back to a text that has been wrapped."""
    return drawn.replace(_GLUE, " ")
