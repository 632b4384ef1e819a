"""The way a date is written: other days put in its place, in the same way.

"Thursday 10 April 2025" becomes "Friday 11 April 2025", "w/c 7 April 2025" "w/c 14 April 2025".
"""

import re
from datetime import date, timedelta

from jtai_cli.dates import MONTHS, WEEKDAYS, FoundDate, normalised, weekday_name
from jtai_cli.kinds import Days
from jtai_cli.pages.literals import spliced
from jtai_cli.workingdays import Period

_SHORT, _FRIDAY, _SEPTEMBER = 3, 4, 9
_WEEK_OF = re.compile(
    r"\b(?:(?P<begins>w/?[cb]\b|week\s+(?:commencing|beginning|of|starting))"
    r"|w/e\b|week\s+(?:ending|ended))[:.]?\s*(?:on\s+|the\s+)*$",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"(&(?:nbsp|ensp|emsp|thinsp|#160|#x[aA]0|#8201|#8239);)|<[^<>]*+>|[\^*_~]")
_Edit = tuple[int, int, str]


def seen(raw: str) -> str:
    """Blank out the markup in a text, each character for one, so that dates are found in it."""
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
    return date.fromordinal(max(day.toordinal() - day.weekday(), 1))


def days_for(text: str, found: FoundDate, days: Days) -> Days:
    """Return the days to write where a date stands, for a milestone that has these days.

    A week is named by its Monday, or by the day that ends it there; one day by the first one.
    """
    first = days.first or days.last
    if (week := _week_before(text, found)) is None:
        return Days(first, first if found.first == found.last else days.last)
    if week["begins"]:
        first = _monday(first)
    else:
        written = found.last.weekday() if found.last else _FRIDAY
        first = _monday(days.last) + timedelta(max(written, _FRIDAY))
    return Days(first, first)


def rewritten(text: str, found: FoundDate, days: Days) -> str:
    """Return the text with other days in place of a date, written in the same way."""
    first, last = days.first or days.last, days.last
    edits = _edits(text, found, last, "")
    if "join" in found.parts.re.groupindex:
        if first == last:
            edits.append((found.start, found.parts.end("join"), ""))
        else:
            edits += [*_edits(text, found, first, "_first"), _added(text, found, first, last)]
    return spliced(text, edits)


def _edits(text: str, found: FoundDate, day: date, end: str) -> list[_Edit]:
    parts = found.parts.groupdict()
    number, month = parts[f"day{end}"], parts[f"month{end}"] or ""
    ordinal = parts.get(f"ordinal{end}") or ""
    name = _month_like(month, day, parts["weekday"]) if month.isalpha() else ""
    # 11th, 12th and 13th are not like 1st, 2nd and 3rd.
    units = 0 if day.day in {11, 12, 13} else day.day % 10
    new = {
        f"weekday{end}": _weekday_like(parts[f"weekday{end}"] or "", day),
        f"day{end}": _like(number, month if month.isdigit() else "1", day.day),
        f"ordinal{end}": _cased_like(ordinal[-2:], {1: "st", 2: "nd", 3: "rd"}.get(units, "th")),
        f"month{end}": name or _like(month, number, day.month),
        f"year{end}": f"{day.year:04d}",
    }
    if not end:
        new["behind"] = _weekday_like(parts["behind"] or "", day)
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
        added = f" {_month_like(parts['month'], first, parts['weekday'])}"
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


def _weekday_like(written: str, day: date) -> str:
    name = weekday_name(day)
    if written.title() not in WEEKDAYS:
        # Four letters and more are written only where the weekday has such a form.
        longer = {"Tuesday": "Tues", "Thursday": "Thurs"} if len(written) > _SHORT else {}
        name = longer.get(name, name[:_SHORT])
    return _cased_like(written, name)


def _month_like(written: str, day: date, weekday: str | None) -> str:
    # "May" is short and in full at once: the weekday tells.
    telling = weekday if weekday and written.lower() == "may" else written
    name = MONTHS[day.month - 1]
    if telling.title() not in (*WEEKDAYS, *MONTHS):
        name = name[: _SHORT + (written.lower() == "sept" and day.month == _SEPTEMBER)]
    return _cased_like(written, name)


def _cased_like(written: str, name: str) -> str:
    if written.isupper():
        return name.upper()
    return name.lower() if written.islower() else name
