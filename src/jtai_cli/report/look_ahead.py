"""Weeks side by side, in words and as JSON.

They are the possible fieldwork weeks of a period, or those in which many inspections have dates.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from itertools import chain, groupby

from jtai_cli.dates import say, say_plain, say_short, say_span
from jtai_cli.kinds import counted
from jtai_cli.lookahead import AVOIDED_DATE, Avoided, FieldworkWeek, LookAhead, days_to_watch
from jtai_cli.notes import title
from jtai_cli.portfolio import Load, LoadedWeek
from jtai_cli.report import model as m
from jtai_cli.report import words
from jtai_cli.report.words import head, picked, picked_from, sentence
from jtai_cli.rules import Poll, Rules

_CLASH = ("title=avoided.name", "milestone=dated.key", "inside=is_inside", "weight")
_PROGRAMS = frozenset({"csv", "plain"})
_POLLS = {Poll.LOCAL: "Local elections", Poll.GENERAL: "General election"}


# Possible fieldwork weeks.


def report(ahead: LookAhead, rules: Rules) -> m.Report:
    """Set the weeks side by side; a date that clashes has its mark, explained below."""
    clashing = [one for one in ahead.avoided if one not in ahead.clear]
    marks, numbers = _letters(ahead), {one: number for number, one in enumerate(clashing, 1)}
    clear = sum(not week.weight for week in ahead.weeks)
    many = counted(len(ahead.weeks), "possible fieldwork week")
    period = f"{say_plain(ahead.period.first)} to {say_plain(ahead.period.last)}"
    summary = f"{period}: {many}, {clear} without a clash or note"
    blocks: list[m.Block] = [m.Paragraph.of(summary)]
    if ahead.weeks:
        years = [week.first.year for week in ahead.weeks]
        is_by_year = years == sorted(years)
        row = partial(_row, ahead=ahead, letters=marks, numbers=numbers, says_year=not is_by_year)
        sections = (
            m.Section.of(map(row, weeks), f"{year}" if is_by_year else None)
            for year, weeks in groupby(ahead.weeks, lambda week: is_by_year and week.first.year)
        )
        columns = tuple(_columns(ahead))
        blocks.append(m.Table(columns, tuple(sections), f"Fieldwork weeks, {period}", "Year"))
    blocks.append(m.Heading("What the marks mean, and days to watch"))
    blocks.append(m.Facts.of((*_marks(ahead, marks, numbers), *_watch(ahead, rules))))
    if ahead.weeks:
        blocks.append(m.Paragraph.of(words.caution(ahead.weeks[0].timeline), tone=m.Tone.STRONG))
    names = {week.timeline.timetable.name for week in ahead.weeks}
    kind = f"{' and '.join(sorted(names))} look-ahead".strip()
    return m.Report(sentence(kind), tuple(blocks), sheet="Look-ahead")


def _columns(ahead: LookAhead) -> Iterator[m.Column]:
    """Give the columns: in the terminal the days are short, and notes stand beside fieldwork."""
    heads = [m.Column(key, head(one)) for key, one in ahead.columns.items()]
    yield from (one._replace(formats=words.TERMINAL) for one in heads)
    yield from (one._replace(omitted=words.TERMINAL, is_whole=True) for one in heads)
    notes = m.Column("notes", "Notes")
    yield notes._replace(omitted=words.TERMINAL | _PROGRAMS)
    yield notes._replace(formats=_PROGRAMS)
    yield m.Column("clashes", "Clashes", formats=_PROGRAMS)


def _row(
    week: FieldworkWeek,
    ahead: LookAhead,
    letters: Mapping[str, str],
    numbers: Mapping[Avoided, int],
    *,
    says_year: bool,
) -> m.Cells:
    """Give the dates of a week, short and in full, each marked with what it clashes with."""
    short: list[m.Cell] = []
    full: list[m.Cell] = []
    dated = {one.key: one for one in week.milestones}
    listed = " ".join(letters[code] for code in week.marks)
    for key in ahead.columns:
        if key not in dated or (first := dated[key].first) is None:
            short.append(None)
            full.append(None)
            continue
        is_fieldwork = first == week.first
        clashes = [one for one in chain(*week.clashes.values()) if one.dated.key == key]
        inside = "!" if any(clash.is_inside for clash in clashes) else ""
        tone = m.Tone.BAD if inside else m.Tone.WARNING
        mark = ", ".join(str(numbers[clash.avoided]) for clash in clashes)
        mark = f"({mark}{inside})" if mark else ""
        full.append(m.Marked(first, mark, tone) if mark else first)
        day = say_short(first)[0 if is_fieldwork else 4 : 10]
        year = str(first.year) if says_year or first.year != week.first.year else ""
        beside = " ".join(filter(None, (year, mark, listed if is_fieldwork else "")))
        short.append(m.Marked(day, beside, tone if mark else m.Tone.PLAIN))
    clashing = " ".join(note.text for note in week.notes if note.code == AVOIDED_DATE)
    return (*short, *full, listed, "; ".join(map(title, week.marks)), clashing)


def _letters(ahead: LookAhead) -> dict[str, str]:
    """Give every kind of note a letter that it begins with, or the next one that is free."""
    letters: dict[str, str] = {}
    for code in dict.fromkeys(code for week in ahead.weeks for code in week.marks):
        choices = f"{code}{'abcdefghijklmnopqrstuvwxyz'}".replace("-", "").upper()
        letters[code] = next(one for one in choices if one not in letters.values())
    return letters


def _marks(
    ahead: LookAhead, marks: Mapping[str, str], numbers: Mapping[Avoided, int]
) -> Iterator[tuple[str, str]]:
    for code, letter in marks.items():
        weeks = sum(code in week.marks for week in ahead.weeks)
        yield letter, f"{title(code)} ({counted(weeks, 'week')})"
    for avoided, number in numbers.items():
        found = [week.clashes[avoided] for week in ahead.weeks if avoided in week.clashes]
        milestones = (clash.dated.milestone.name for clashes in found for clash in clashes)
        names = ", ".join(dict.fromkeys(map(words.lowered, milestones)))
        text = f"{avoided.name}, {say_span(*avoided.period)}: {names}"
        yield str(number), f"{text} ({counted(len(found), 'week')})"
    if any(c.is_inside for week in ahead.weeks for found in week.clashes.values() for c in found):
        yield "!", "The date lies wholly inside those days, which weighs twice as much"


def _watch(ahead: LookAhead, rules: Rules) -> Iterator[tuple[str, str]]:
    for days, poll, weeks in days_to_watch(ahead, rules):
        many = counted(len(weeks), "week")
        if poll is not None:
            what = f"{_POLLS[poll.poll]} on {say(poll.day)}"
            yield "Elections", f"{what}, period from {say_plain(days.first)}: {many}"
        elif rules.christmas is not None:
            yield rules.christmas.name, f"{say_span(*days)}: dates of {many}"
    clear = (f"{one.name}, {say_span(*one.period)}" for one in ahead.clear)
    yield "No clash with", ", ".join(clear)
    if ahead.weeks:
        where = words.division_name(ahead.weeks[0].timeline.division)
        named = words.bank_holidays(ahead.bank_holidays) or "none"
        yield f"Bank holidays skipped ({where})", named
    for impossible in ahead.impossible:
        yield "No fieldwork", f"from {say(impossible.day)}: {impossible.why}"


def week_report(week: FieldworkWeek, lines: tuple[str, ...]) -> m.Report:
    """Explain one week: what speaks against it, and how each of its dates is counted."""
    notes = tuple(note.text for note in week.notes)
    blocks = (
        m.Heading("What to watch for"),
        m.Bullets(notes) if notes else m.Paragraph.of("Nothing."),
        m.Heading("Dates"),
        m.Bullets(lines),
        m.Paragraph.of(words.caution(week.timeline)),
    )
    return m.Report(f"Fieldwork {say_span(week.first, week.timeline.fieldwork.last)}", blocks)


def no_week_report(day: date, reason: str) -> m.Report:
    """Say why no fieldwork week starts on a day."""
    return m.Report(f"No fieldwork week starts on {say(day)}", (m.Paragraph.of(f"{reason}."),))


def data(ahead: LookAhead, rules: Rules, jtai: str) -> dict[str, object]:
    """Give the weeks as JSON, the first day of each milestone under its key."""
    return {
        "schema": "jtai.look-ahead/1",
        "jtai": jtai,
        **ahead.period._asdict(),
        "weeks": [_week(week, tuple(ahead.columns)) for week in ahead.weeks],
        "impossible": picked_from(ahead.impossible, "date=day", "why"),
        "days_to_watch": [
            {
                **days._asdict(),
                "poll": poll and picked(poll, "date=day", "poll"),
                "weeks": [week.first for week in weeks],
            }
            for days, poll, weeks in days_to_watch(ahead, rules)
        ],
        "avoided": picked_from(
            ahead.avoided, "title=name", "first=period.first", "last=period.last"
        ),
    }


def _week(week: FieldworkWeek, keys: tuple[str, ...]) -> dict[str, object]:
    dated = {one.key: one for one in week.milestones}
    return {
        **{key: dated[key].first if key in dated else None for key in keys},
        "notes": picked_from(week.notes, "code", "text", "milestone"),
        "clashes": picked_from(chain(*week.clashes.values()), *_CLASH),
        "weight": week.weight,
        "provisional": [key for key in keys if key in dated and dated[key].provisional],
        **picked(week.timeline, "timetable=timetable.key", "division"),
    }


# Many inspections, by week.


def load_report(load: Load) -> m.Report:
    """Count the milestones of each week; a count over its limit is marked and listed."""
    heads = {key: head(one) for key, one in load.milestones.items()}
    columns = (m.Column(key, head, is_right=True) for key, head in heads.items())
    weeks = list(load.weeks())
    sections = (
        m.Section.of(map(_loaded, group), str(year))
        for year, group in groupby(weeks, key=lambda week: week.monday.year)
    )
    name = "Milestones of each week"
    week = m.Column("week", "Week of", is_whole=True)
    weeks_of = week._replace(formats=words.TERMINAL), week._replace(omitted=words.TERMINAL)
    table = m.Table((*weeks_of, *columns), tuple(sections), name, group="Year")
    blocks: list[m.Block] = [table]
    over = tuple(
        f"{words.brief(week.monday)}: {heads[key]} {week.counts[key]}, limit {load.limits[key]}"
        for week in weeks
        for key in week.over
    )
    if load.limits:
        blocks.append(m.Heading("Over the limit"))
        blocks.append(m.Bullets(over) if over else m.Paragraph.of("No week is over a limit."))
    return m.Report(name, tuple(blocks), sheet="Load")


def _loaded(week: LoadedWeek) -> m.Row:
    cells: list[m.Cell] = [
        m.Marked(count, "!") if key in week.over else count or None
        for key, count in week.counts.items()
    ]
    return m.Row((say_short(week.monday)[4:10], week.monday, *cells))


def load_data(load: Load, jtai: str) -> dict[str, object]:
    """Give the milestones of each week, as JSON."""
    return {
        "schema": "jtai.portfolio-load/1",
        "jtai": jtai,
        "milestones": [
            {"key": key, "title": one.title, "limit": load.limits.get(key)}
            for key, one in load.milestones.items()
        ],
        "weeks": picked_from(load.weeks(), "week=monday", "counts", "over"),
    }
