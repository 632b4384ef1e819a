"""Changes of a text: what is replaced, and by what."""

from collections.abc import Iterable

from jtai_cli.records import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands from `start` up to `end` is to be `text`."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made, which are in order and do not overlap."""
    parts: list[str] = []
    place = 0
    for edit in edits:
        parts += (text[place : edit.start], edit.text)
        place = edit.end
    return "".join((*parts, text[place:]))
