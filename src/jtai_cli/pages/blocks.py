"""What stands between markers, put right: as its command prints it, a date as it is written.

"Thursday 10 April 2025" becomes "Friday 11 April 2025", "w/c 7 April 2025" "w/c 14 April 2025".
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import zip_longest
from typing import NamedTuple

from jtai_cli.dates import MONTHS, WEEKDAYS, FoundDate, find_dates, normalised, weekday_name
from jtai_cli.errors import JtaiError, quoted
from jtai_cli.kinds import Days
from jtai_cli.pages.markers import DATE, LINE_END, Marker, Place, Words, beside, spliced
from jtai_cli.pages.results import Code, Problem
from jtai_cli.timeline import Timeline
from jtai_cli.workingdays import Period

_OUR_COMMENT = re.compile(r"<!--\s*/?\s*jtai\b")
_FRIDAY = 4
_LONGER = {"Tuesday": "Tues", "Thursday": "Thurs", "September": "Sept"}
_WEEK_OF = re.compile(
    r"\b(?:(?P<begins>w/?[cb]\b|week\s+(?:commencing|beginning|of|starting))"
    r"|w/e\b|week\s+(?:ending|ended))[:.]?\s*(?:on\s+|the\s+)*$",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"(&(?:nbsp|ensp|emsp|thinsp|#160|#x[aA]0|#8201|#8239);)|<[^<>]*+>|[\^*_~]")
_Edit = tuple[int, int, str]


class Runner(NamedTuple):
    """Runs the words of markers, as the command line does; all raise JtaiError.

    `run` gives a command's output, in HTML or else in Markdown, and the days that `date` names;
    `timeline` that of the inspection that `use` names or, without words, of the one that
    sentences are compared with where a page names none.
    """

    run: Callable[[Words, bool], tuple[str, Days | None]]
    timeline: Callable[[Words], Timeline | None]


def refreshed(text: str, marker: Marker, place: Place, runner: Runner, *, is_html: bool) -> str:
    """Run a marker; return what should stand at the place that it holds."""
    output, days = runner.run(marker.words, is_html)
    if days is not None:
        has_style = any(word.startswith("--style") for word in marker.words)
        return (not has_style and _right_date(text[slice(*place)], days)) or output.strip()
    if _OUR_COMMENT.search(output):
        raise JtaiError(f"jtai {marker.command} prints a marker, which no page can hold")
    before, _ = beside(text, marker.place)
    lines = output.strip("\n").split("\n")
    if is_html:
        lines.append(before if not before.strip() else "")
    else:
        # In a list, what follows an entry is indented as far as its text.
        prefix = re.sub(r"[^\s>]", " ", before)
        lines = [f"{prefix}{line}" if line else prefix.rstrip() for line in ("", *lines, "")]
        lines.append(prefix)
    newline = LINE_END.search(text, marker.place[1]) or LINE_END.search(text)
    return "".join(f"{newline[0] if newline else chr(10)}{line}" for line in lines)


def _right_date(now: str, days: Days) -> str | None:
    """Return other days in place of the only date of a text, if that can be read again."""
    plain = _seen(now)
    dates = [one for one in find_dates(plain) if one.form is not None]
    if len(dates) != 1:
        return None
    found = dates[0]
    first, last = _days_for(plain, found, days)
    edits = _edits(now, found, last, "")
    if "join" in found.parts.re.groupindex:
        if first == last:
            edits.append((found.start, found.parts.end("join"), ""))
        else:
            edits += [*_edits(now, found, first, "_first"), _added(now, found, first, last)]
    right = spliced(now, edits)
    again = [(one.first, one.last) for one in find_dates(_seen(right))]
    return right if again == [(first, last)] else None


def outdated(marker: Marker, now: str, right: str) -> Problem:
    """Say how a text differs from what it should be: the first line of words that does."""
    # Lines without a letter or a number rule a table, and change with the width of its words.
    was, should = (
        [" ".join(line.split()) for line in text.split("\n") if re.search(r"\w", line)]
        for text in (now, right)
    )
    pairs = [pair for pair in zip_longest(was, should, fillvalue="") if pair[0] != pair[1]]
    message = f"jtai {marker.command} is out of date"
    for old, new in pairs[:1]:
        message += f": '{quoted(old)}' should be '{quoted(new)}'"
    code = Code.STALE_DATE if marker.command == DATE else Code.STALE_BLOCK
    return Problem(marker.line, code, message, "jtai docs update")


def _seen(raw: str) -> str:
    # Each sign of markup becomes one without width, so that dates are found in the same places.
    return _MARKUP.sub(
        lambda one: (" " if one[1] else "\u200b") + "\u200b" * (len(one[0]) - 1), raw
    )


def week_meant(text: str, found: FoundDate) -> Period | None:
    """Return the week that a date stands for, from Monday; "w/c 8 April 2025" from that day."""
    week = _week_before(text, found)
    if found.first is None or found.first != found.last or week is None:
        return None
    is_first = week["begins"] and not week["begins"].endswith("of")
    first = found.first if is_first else _monday(found.first)
    return Period(first, first + timedelta(min(6, (date.max - first).days)))


def _week_before(text: str, found: FoundDate) -> re.Match[str] | None:
    return _WEEK_OF.search(normalised(text[max(0, found.start - 40) : found.start]))


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _days_for(text: str, found: FoundDate, days: Days) -> Period:
    """Return the days to write where a date stands, for a milestone that has these days.

    A week is named by its Monday, or by the day that ends it there; one day by the first one.
    """
    first = days.first or days.last
    if (week := _week_before(text, found)) is None:
        return Period(first, first if found.first == found.last else days.last)
    if week["begins"]:
        first = _monday(first)
    else:
        written = found.last.weekday() if found.last else _FRIDAY
        first = _monday(days.last) + timedelta(max(written, _FRIDAY))
    return Period(first, first)


def _edits(text: str, found: FoundDate, day: date, end: str) -> list[_Edit]:
    parts = {key: value or "" for key, value in found.parts.groupdict().items()}
    number, month = parts[f"day{end}"], parts[f"month{end}"]
    name = _named_like(month, MONTHS[day.month - 1], parts["weekday"]) if month.isalpha() else ""
    # 11th, 12th and 13th are not like 1st, 2nd and 3rd.
    units = 0 if day.day in {11, 12, 13} else day.day % 10
    ordinal = {1: "st", 2: "nd", 3: "rd"}.get(units, "th")
    new = {
        f"weekday{end}": _named_like(parts[f"weekday{end}"], weekday_name(day)),
        f"day{end}": _like(number, month if month.isdigit() else "1", day.day),
        f"ordinal{end}": _named_like(parts.get(f"ordinal{end}", ""), ordinal),
        f"month{end}": name or _like(month, number, day.month),
        f"year{end}": f"{day.year:04d}",
    }
    if not end:
        new["behind"] = _named_like(parts["behind"], weekday_name(day))
    edits = []
    for group, value in new.items():
        if parts.get(group):
            begin, stop = found.parts.span(group)
            begin = stop - 2 if group.startswith("ordinal") else begin
            has_dot = value == name and value.title() in MONTHS and text[stop : stop + 1] == "."
            edits.append((begin, stop + (has_dot and stop < found.end), value))
    return edits


def _added(text: str, found: FoundDate, first: date, last: date) -> _Edit:
    parts, added = found.parts, ""
    is_new = (first, last) != (found.first, found.last)  # "29 December to 2 January 2026" is fine
    needs_year = is_new and first.year != last.year and not parts["year_first"]
    if not parts["month_first"] and (first.month != last.month or needs_year):
        added = f" {_named_like(parts['month'], MONTHS[first.month - 1], parts['weekday'])}"
    if needs_year:
        added += f" {first.year:04d}"
    names = ("day_first", "ordinal_first", "month_first")
    place = max(parts.end(name) for name in names if name in parts.re.groupindex)
    place += text[place] == "."
    return place, place, added


def _like(number: str, beside: str, new: int) -> str:
    """Write a number with two digits or one; where it cannot tell, the number beside it does."""
    telling = number if len(number) == 1 or number.startswith("0") else beside
    return f"{new:02d}" if len(telling) > 1 else str(new)


def _named_like(written: str, name: str, weekday: str | None = None) -> str:
    """Write a name in full or short, in capitals or small letters, as another one is."""
    # "May" is short and in full at once: the weekday tells.
    telling = weekday if weekday and written.lower() == "may" else written
    if telling.title() not in (*WEEKDAYS, *MONTHS):
        # Four letters and more are written only where the name has such a form.
        name = _LONGER.get(name, name[:3]) if len(written) > len("Mon") else name[:3]
    if written.isupper():
        return name.upper()
    return name.lower() if written.islower() else name
