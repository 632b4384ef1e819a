"""Bars for the terminal: a character a weekday, in as many weeks side by side as the page takes."""

from collections.abc import Container, Iterator, Sequence
from datetime import date, timedelta

from jtai_cli.formats import Page
from jtai_cli.formats.text import brief, in_line, prose, tidy, width, wrapped
from jtai_cli.report.model import Bar, Bars, Bullets, Heading, Report

_WEEK, _INDENT, _NO_BREAK = 5, "  ", "\u00a0"
_LABELS = 24  # the columns that labels get at least, where the page has twice as many
_GIVEN, _ONE, _MANY, _OFF, _MONDAY = "#", "*", "=", "x", "."
_MEANINGS = {
    _GIVEN: "known, or stated by a letter",
    _ONE: "calculated, one day",
    _MANY: "calculated, several days",
    _OFF: "day off",
    _MONDAY: "Monday",
}
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def write(report: Report, page: Page) -> str:
    """Draw the bars of a report as wide as the page, and write what stands around them."""
    drawn: list[str] = []
    for block in (Heading(report.title), *report.drawn_in("chart")):
        if isinstance(block, Bars):
            drawn += ["", *_chart(block, page), ""]
            continue
        is_heading = isinstance(block, Heading)
        drawn += [""] * is_heading
        indent = _INDENT if isinstance(block, Bullets) else ""
        for text in prose(block):
            drawn += _text(text, page, indent, is_bold=is_heading)
    # A blank line is never doubled.
    kept = [line for line, above in zip(drawn, ["", *drawn], strict=False) if line or above]
    return "\n".join(kept).rstrip("\n") + "\n"


def _text(text: str, page: Page, indent: str = "", *, is_bold: bool = False) -> Iterator[str]:
    for line in wrapped(tidy(text), page.columns - len(indent)):
        yield f"{_BOLD}{line}{_PLAIN}" if is_bold and page.has_color else indent + line.rstrip()


def _chart(bars: Bars, page: Page) -> Iterator[str]:
    """Draw the weeks, block by block; where nothing falls in a block there is nothing to draw."""
    mondays, least = bars.mondays(), min(_LABELS, page.columns // 2)
    longest = max(width(tidy(bar.label)) for bar in bars.bars) + len(_INDENT)
    labels = min(longest, max(least, page.columns - _WEEK * len(mondays) - 1))
    room = page.columns - labels - 1
    weeks = max(1, room // _WEEK)
    off = {day for day, _ in bars.days_off}
    for place in range(0, len(mondays), weeks):
        block = mondays[place : place + weeks]
        days = [monday + timedelta(number) for monday in block for number in range(_WEEK)]
        drawn: list[str] = []
        for section, group in bars.sections():
            found = [line for bar in group for line in _bar(bar, days, labels, room)]
            drawn += _text(section, page, is_bold=True) if found else ()
            drawn += found
        if drawn:
            months = [brief(monday)[-8:-5] for monday in block]
            heads = zip(months, ["", *months], strict=False)
            above = "".join(f"{name if name != last else '':{_WEEK}}" for name, last in heads)
            yield from _beside("", above, labels)
            starts = "".join(f"{monday.day:<{_WEEK}}" for monday in block)
            yield from _beside("", starts, labels)
            if off.intersection(days):
                yield from _beside("Days off", _line(days, _OFF, off), labels)
            yield from (*drawn, "")
    used = {_MONDAY, *map(_mark, bars.bars), *(_OFF for _ in off)}
    legend = (f"{mark} {what}" for mark, what in _MEANINGS.items() if mark in used)
    # No meaning is broken where the page has room for it.
    for line in wrapped("   ".join(one.replace(" ", _NO_BREAK) for one in legend), page.columns):
        yield line.replace(_NO_BREAK, " ").rstrip()
    for text in prose(bars):
        yield from _text(text, page)


def _beside(label: str, line: str, labels: int) -> Iterator[str]:
    """Set a label beside its bar."""
    first, *others = wrapped(tidy(label), labels - len(_INDENT))
    yield f"{_INDENT}{first}{' ' * (labels - len(_INDENT) - width(first))} {line}".rstrip()
    yield from (f"{_INDENT}{part}" for part in others)


def _line(days: Sequence[date], mark: str, marked: Container[date]) -> str:
    blanks = (_MONDAY if day.weekday() == 0 else " " for day in days)
    return "".join(mark if day in marked else one for day, one in zip(days, blanks, strict=True))


def _bar(bar: Bar, days: Sequence[date], labels: int, room: int) -> Iterator[str]:
    """Draw what is here of a bar; where it begins its days, in its label if there is no room."""
    first, last = bar.weekdays()
    places = [number for number, day in enumerate(days) if first <= day <= last]
    if not places:
        return
    label, text, begin, end = bar.label, in_line(bar.span), places[0], places[-1] + 1
    line = _line(days, _mark(bar), days[begin:end])
    if first >= days[0]:
        if end + 1 + len(text) <= room:
            line = f"{line[:end]} {text} {line[end + len(text) + 2 :]}"
        elif len(text) < begin:
            before = begin - len(text) - 1
            line = f"{line[: max(before - 1, 0)]:{before}}{text} {line[begin:]}"
        else:
            label = f"{label}: {text}"
    yield from _beside(label, line, labels)


def _mark(bar: Bar) -> str:
    return _GIVEN if bar.is_given else _ONE if bar.first == bar.last else _MANY
