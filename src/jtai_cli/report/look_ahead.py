"""Weeks side by side: possible fieldwork weeks, or those in which many inspections have dates."""

from collections.abc import Iterator, Mapping
from itertools import chain

from jtai_cli.dates import say, say_brief, say_plain, say_short, say_span
from jtai_cli.explain import count_all
from jtai_cli.kinds import Edge, counted
from jtai_cli.lookahead import AVOIDED_DATE, Avoided, FieldworkWeek, LookAhead, days_to_watch
from jtai_cli.notes import title
from jtai_cli.portfolio import Load
from jtai_cli.report import model as m, words
from jtai_cli.rules import FIELDWORK, Poll, Rules

_ELSEWHERE = words.PROGRAMS | words.SENT_ROUND  # all but the terminal
_POLLS = {Poll.LOCAL: "Local elections", Poll.GENERAL: "General election"}
_CLASH = ("title=avoided.name", "milestone=dated.key", "inside=is_inside", "weight")
_Signs = Mapping[str | Avoided, str]
_NOTES, _WEEK = m.Column("notes", "Notes"), m.Column("week", "Week of", is_whole=True)


def report(ahead: LookAhead, rules: Rules) -> m.Report:
    """Show the weeks side by side; a date that clashes has a mark, explained below."""
    weeks, clashing = ahead.weeks, [one for one in ahead.avoided if one not in ahead.clear]
    signs: dict[str | Avoided, str] = {}  # of each kind of note, the first letter that is free
    for code in dict.fromkeys(code for week in weeks for code in week.marks):
        choices = f"{code.replace('-', '')}abcdefghijklmnopqrstuvwxyz".upper()
        signs[code] = next(one for one in choices if one not in signs.values())
    signs |= {one: str(number) for number, one in enumerate(clashing, start=1)}
    period = f"{say_plain(ahead.period.first)} to {say_plain(ahead.period.last)}"
    many, clear = counted(len(weeks), "possible fieldwork week"), sum(not o.weight for o in weeks)
    blocks = m.listed(
        f"{period}: {many}, {clear} without a clash or note",
        _table(ahead, signs, f"Fieldwork weeks, {period}") if weeks else None,
        m.Heading("What the marks mean, and days to watch"),
        m.Facts.of(_explained(ahead, rules, signs)),
        [m.Paragraph.of(words.caution(one.timeline), tone=m.Tone.STRONG) for one in weeks[:1]],
    )
    names = sorted({week.timeline.timetable.name for week in weeks})
    kind = words.sentence(f"{' and '.join(names)} look-ahead".strip())
    return m.Report(kind, blocks, sheet="Look-ahead")


def _table(ahead: LookAhead, signs: _Signs, caption: str) -> m.Table:
    shown, years = ahead.columns, [week.first.year for week in ahead.weeks]
    is_by_year, sections = years == sorted(years), dict[str | None, list[m.Cells]]()
    for week in ahead.weeks:
        short, full = dict[str, m.Cell](), dict[str, m.Cell]()
        listed = " ".join(signs[code] for code in week.marks)
        others = {one.key for one in week.milestones} - shown.keys()  # marked beside fieldwork
        for one in week.milestones:
            first = one.day(Edge.FIRST)
            is_fieldwork = one.key == FIELDWORK
            keys = {one.key, *(others if is_fieldwork else ())}
            clashes = [of for of in week.clashes if of.dated.key in keys]
            inside = {of.avoided for of in clashes if of.is_inside}
            marks = {signs[of.avoided] + "!" * (of.avoided in inside): None for of in clashes}
            mark = f"({', '.join(marks)})" if marks else ""
            tone = m.Tone.BAD if inside else m.Tone.WARNING
            full[one.key] = m.Marked(first, mark, tone) if mark else first
            year = "" if is_by_year and first.year == week.first.year else str(first.year)
            beside = " ".join(filter(None, (year, mark, listed if is_fieldwork else "")))
            day = say_short(first)[0 if is_fieldwork else 4 : 10]
            short[one.key] = m.Marked(day, beside, tone if mark else m.Tone.PLAIN)
        dates = (cells.get(key) for cells in (short, full) for key in shown)
        clashing = " ".join(note.text for note in week.notes if note.code == AVOIDED_DATE)
        row = (*dates, listed, "; ".join(map(title, week.marks)), clashing)
        sections.setdefault(str(week.first.year) if is_by_year else None, []).append(row)
    # In the terminal the days are short, and notes stand beside fieldwork.
    heads = [m.Column(key, words.head(one)) for key, one in shown.items()]
    columns = (
        *(one._replace(media=words.TERMINAL) for one in heads),
        *(one._replace(media=_ELSEWHERE, is_whole=True) for one in heads),
        _NOTES._replace(media=words.SENT_ROUND),
        _NOTES._replace(media=words.PROGRAMS),
        m.Column("clashes", "Clashes", media=words.PROGRAMS),
    )
    return m.Table.of(columns, sections, caption)._replace(group="Year")


def _explained(ahead: LookAhead, rules: Rules, signs: _Signs) -> Iterator[tuple[str, str]]:
    for of, sign in signs.items():
        text = title(of) if isinstance(of, str) else f"{of.name}, {say_span(*of.period)}: "
        found = [[c for c in week.clashes if c.avoided == of] for week in ahead.weeks]
        names = (clash.dated.milestone.name for clash in chain(*found))
        text += ", ".join(dict.fromkeys(map(words.lowered, names)))
        weeks = sum(map(bool, found)) or sum(of in week.marks for week in ahead.weeks)
        yield sign, f"{text} ({counted(weeks, 'week')})"
    if any(one.is_inside for week in ahead.weeks for one in week.clashes):
        yield "!", "A date falls entirely within those days, and counts twice"
    for days, poll, concerned in days_to_watch(ahead, rules):
        many = counted(len(concerned), "week")
        if poll is not None:
            what = f"{_POLLS[poll.poll]} on {say(poll.day)}"
            yield "Elections", f"{what}, period from {say_plain(days.first)}: {many}"
        elif rules.christmas is not None:
            yield rules.christmas.name, f"{say_span(*days)}: dates of {many}"
    clear = (f"{one.name}, {say_span(*one.period)}" for one in ahead.clear)
    yield "No clash with", ", ".join(clear)
    for week in ahead.weeks[:1]:
        where = words.division_name(week.timeline.division)
        each = (one.timeline.calendar.bank_holidays_within(one.span) for one in ahead.weeks)
        named = words.bank_holidays(sorted({*chain(*each)})) or "none"
        yield f"Bank holidays skipped ({where})", named
    for impossible in ahead.impossible:
        yield "No fieldwork", f"starts on {say(impossible.day)}: {impossible.why}"


def week_report(week: FieldworkWeek) -> m.Report:
    """Explain one week: what speaks against it, and how each of its dates is counted."""
    lines = (words.explained(one, week.timeline) for one in count_all(week.timeline))
    watched = m.under("What to watch for", [note.text for note in week.notes] or ["Nothing."])
    blocks = m.listed(watched, m.under("Dates", lines), words.caution(week.timeline))
    return m.Report(f"Fieldwork {say_span(week.first, week.timeline.fieldwork.last)}", blocks)


def data(ahead: LookAhead, rules: Rules) -> dict[str, object]:
    """Give the weeks as JSON, the first day of each milestone under its key."""
    keys, weeks = tuple(ahead.columns), []
    for week in ahead.weeks:
        dated = {one.key: one for one in week.milestones if one.key in keys}
        weeks.append({
            **{key: dated[key].first if key in dated else None for key in keys},
            **words.picked(week, ("notes", "code", "text", "milestone")),
            "clashes": words.picked_from(week.clashes, *_CLASH),
            "weight": week.weight,
            "provisional": [key for key in keys if key in dated and dated[key].provisional],
            **words.picked(week.timeline, "timetable=timetable.key", "division"),
        })  # fmt: skip
    watched = [
        {**days._asdict(), "poll": poll and words.picked(poll, "date=day", "poll")}
        | {"weeks": [week.first for week in those]}
        for days, poll, those in days_to_watch(ahead, rules)
    ]
    return {
        **words.headed("look-ahead"),
        **ahead.period._asdict(),
        "weeks": weeks,
        **words.picked(ahead, ("impossible", "date=day", "why")),
        "days_to_watch": watched,
        **words.picked(ahead, ("avoided", "title=name", "first=period.first", "last=period.last")),
    }


def load(found: Load) -> m.Report:
    """Count the milestones of each week; a count over its limit is marked and listed."""
    heads = {key: words.head(one) for key, one in found.milestones.items()}
    columns = (m.Column(key, head, is_right=True) for key, head in heads.items())
    weeks_of = _WEEK._replace(media=words.TERMINAL), _WEEK._replace(media=_ELSEWHERE)
    name, over, years = "Milestones of each week", list[str](), dict[str, list[m.Cells]]()
    weeks = list(found.weeks())
    for monday, counts, beyond in weeks:
        cells = (m.Marked(n, "!") if key in beyond else n or None for key, n in counts.items())
        row = say_short(monday)[4:10], monday, *cells
        years.setdefault(str(monday.year), []).append(row)
        week = say_brief(monday)
        over += [f"{week}: {heads[k]} {counts[k]}, limit {found.limits[k]}" for k in beyond]
    lines = m.Bullets(tuple(over)) if over else "No week is over a limit."
    limits = (m.Heading("Over the limit"), lines) if found.limits else None
    table = m.Table.of((*weeks_of, *columns), years, name)._replace(group="Year")
    data = {
        **words.headed("portfolio-load"),
        "milestones": [
            {"key": key, "title": one.title, "limit": found.limits.get(key)}
            for key, one in found.milestones.items()
        ],
        "weeks": [dict(zip(("week", "counts", "over"), one, strict=True)) for one in weeks],
    }
    return m.Report(name, m.listed(table, limits), sheet="Load", data=data)
