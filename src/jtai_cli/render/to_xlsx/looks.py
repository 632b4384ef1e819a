"""How cells look, the same on every sheet."""

from typing import Any

from jtai_cli.records import dataclass

FONT = {"font_name": "Arial", "font_size": 10}
INK, _RULE, _HEAD = "#1B2733", "#9AA5B1", "#DDE4EC"

Look = dict[str, Any]
"""What XlsxWriter calls the properties of a format."""
PLAIN: Look = {}
HEADING: Look = {"bold": True, "font_size": 16}
SUBHEADING: Look = {"bold": True, "font_size": 11}
WRAPPED: Look = {"text_wrap": True, "valign": "top"}
CELL: Look = {**WRAPPED, "border": 1, "border_color": _RULE}
HEAD: Look = {**CELL, "bold": True, "bg_color": _HEAD, "valign": "vcenter"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what its head says, and its width in characters."""

    head: str
    width: int


def lines_of(text: str, width: int) -> int:
    """Estimate how many lines a text takes; Arial sets more letters than the figures meant."""
    room = int(width * 1.08)
    lines = 0
    for line in text.splitlines() or [""]:
        lines, left = lines + 1, room
        for word in line.split(" "):
            if len(word) > left < room:
                lines, left = lines + 1, room
            lines += max(0, len(word) - 1) // room
            left -= len(word) + 1
    return lines
