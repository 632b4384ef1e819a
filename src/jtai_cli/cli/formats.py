"""Formats of files: what makes each, and what to do with such a file."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jtai_cli.errors import UsageError
from jtai_cli.records import dataclass

if TYPE_CHECKING:
    from jtai_cli.bankholidays import Division
    from jtai_cli.dated import Timeline
    from jtai_cli.frameworks import Frameworks

BOM = "\ufeff"
"""What Excel needs before it reads a CSV file as UTF-8."""
REHEARSAL = "rehearsal"
"""What an inspection is called that has no name."""
_LONGEST_EPOCH = 11


@dataclass(frozen=True, slots=True)
class Pack:
    """What a file is made of. `stamp` is the time it bears: that of the rules, not of the day."""

    timeline: "Timeline"
    rules: "Frameworks"
    division: "Division"
    name: str
    stamp: datetime


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files: how its bytes are made, and what to do with such a file."""

    made: Callable[[Pack], bytes]
    advice: str


def _calendar(pack: Pack) -> bytes:
    from jtai_cli.render import to_ics

    return to_ics.calendar(
        pack.timeline,
        pack.rules,
        name=pack.name,
        stamp=pack.stamp,
        withdrawn=to_ics.withdrawn(pack.timeline),
    )


def _workbook(pack: Pack) -> bytes:
    from jtai_cli.render import to_xlsx

    return to_xlsx.workbook(pack.timeline, pack.rules, stamp=pack.stamp)


def _briefing(pack: Pack) -> bytes:
    from jtai_cli.render import to_docx

    return to_docx.briefing(pack.timeline, pack.rules, stamp=pack.stamp)


def _page(pack: Pack) -> bytes:
    from jtai_cli.render import to_html

    return to_html.page(pack.timeline, pack.rules, pack.division).encode()


def _drawing(pack: Pack) -> bytes:
    from jtai_cli.render import to_svg

    return to_svg.gantt(pack.timeline, pack.rules, pack.division).encode()


def _mermaid(pack: Pack) -> bytes:
    from jtai_cli.render import to_mermaid

    return to_mermaid.gantt(pack.timeline, pack.rules).encode()


def _markdown(pack: Pack) -> bytes:
    from jtai_cli.render import to_timeline_markdown

    return to_timeline_markdown.timeline(pack.timeline, pack.rules, pack.division).encode()


def _values(pack: Pack) -> bytes:
    from jtai_cli.render import to_csv

    return to_csv.timeline(pack.timeline).encode()


def _document(pack: Pack) -> bytes:
    from jtai_cli.render import to_json

    return to_json.timeline(pack.timeline, pack.division).encode()


FORMATS: Mapping[str, Format] = {
    "ics": Format(
        _calendar, "Open it in Outlook, Google or Apple Calendar; open a new one to update."
    ),
    "xlsx": Format(_workbook, "Open it in Excel; only --force replaces what you type in it."),
    "docx": Format(_briefing, "Open it in Word, and send it round."),
    "html": Format(_page, "Open it in any browser, print it, or put it on a website as it is."),
    "md": Format(_markdown, "Paste it into a planning document."),
    "mmd": Format(_mermaid, "Paste it into a page that draws Mermaid."),
    "svg": Format(_drawing, "Put it into a page or a presentation as a picture."),
    "csv": Format(_values, "Open it in Excel, or read it by a script."),
    "json": Format(_document, "Read it by a script."),
}
"""Formats by the ending of a file."""


def stamp(rules: "Frameworks") -> datetime:
    """Return the time that files bear: SOURCE_DATE_EPOCH, else the day the rules last changed."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told is None:
        return datetime(rules.edition.year, rules.edition.month, rules.edition.day, tzinfo=UTC)
    if not (told.isascii() and told.isdecimal() and len(told) <= _LONGEST_EPOCH):
        raise UsageError(
            f"SOURCE_DATE_EPOCH is '{told}', not seconds since 1970", "SOURCE_DATE_EPOCH=1750000000"
        )
    return datetime.fromtimestamp(int(told), tz=UTC)
