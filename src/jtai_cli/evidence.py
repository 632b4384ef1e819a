"""What published inspections did, compared with the dates that the rules give.

Publication is counted from the printed last day of fieldwork (from the working day before, if
that is a day off), the statement from the day on which the letter was actually published.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from jtai_cli.bankholidays import Calendars
from jtai_cli.errors import AmbiguousError, Fault, JtaiError
from jtai_cli.kinds import Edge, Unit
from jtai_cli.notes import annotate
from jtai_cli.plan import Inspection, Known
from jtai_cli.rules import FIELDWORK, Milestone, Reading, Rules, Timetable, named
from jtai_cli.timeline import DatedMilestone, DateIs, Timeline, resolve
from jtai_cli.workingdays import Period

PUBLICATION, STATEMENT = "publication", "statement-of-proposed-action"
"""The milestones that the columns `published` and `statement_due` are about."""
EXPLAINED, DAY_OFF = "options", "not-a-working-day"
"""Why a date differs: options in `explained_by` give it; it is a weekend or a bank holiday."""
_COLUMNS = {"published": PUBLICATION, "statement_due": STATEMENT}
_POLLS, _CHRISTMAS = "pre-election-period", "letters-over-christmas"


@dataclass(frozen=True)
class PublishedInspection:
    """One row of `inspections.csv`, with its line: what a published letter says of an inspection.

    None stands for a day that the letter does not give, or that was not read; a row gives at
    least a day of fieldwork or of publication. `explained_by` names columns, each with options
    for which `jtai timeline` gives its day ("published: --fieldwork 2018-11-19..2018-11-23").
    """

    area: str
    line: int
    theme: str = ""
    notification: date | None = None
    fieldwork_start: date | None = None
    fieldwork_end: date | None = None
    published: date | None = None
    statement_due: date | None = None
    source_url: str = ""
    notes: str = ""
    explained_by: tuple[str, ...] = ()


class Measured(NamedTuple):
    """A milestone's day by the rule and in fact, None if unknown; negative is early.

    `reasons` say why they differ: EXPLAINED, DAY_OFF, codes of notes that explain a late letter.
    """

    milestone: str
    computed: date | None = None
    real: date | None = None
    working_days_late: int | None = None
    reasons: tuple[str, ...] = ()


class Case(NamedTuple):
    """A published inspection and the rules of its time; by milestone, options that give its day."""

    inspection: PublishedInspection
    timetable: Timetable
    publication: Measured
    statement: Measured
    explained_by: Mapping[str, Sequence[str]]


class Summary(NamedTuple):
    """How late the cases of one timetable were at one milestone, where both days are known.

    `median` and `p90` (by the nearest rank) are of their working days late. `reasons`
    counts the cases with each reason; `unexplained` are the areas of those that differ without any.
    """

    timetable: Timetable
    milestone: str
    cases: int
    to_the_day: int
    early: int
    median: float
    p90: int
    reasons: Mapping[str, int]
    unexplained: tuple[str, ...]


class Evidence(NamedTuple):
    """Every case, in the order of the file, what they add up to, and the rows left out."""

    cases: tuple[Case, ...]
    summaries: tuple[Summary, ...]
    faults: tuple[Fault, ...]


def measure(
    inspections: Iterable[PublishedInspection], rules: Rules, calendars: Calendars
) -> Evidence:
    """Compare published inspections with the rules; a row that cannot be measured is a fault."""
    cases, faults = [], []
    for one in inspections:
        try:
            cases.append(_case(one, rules, calendars))
        except JtaiError as refusal:
            remedy = refusal.hint
            if isinstance(refusal, AmbiguousError):
                remedy = "jtai frameworks show, for when each timetable was in force"
            faults.append(Fault(one.line, f"{one.area}: {refusal.message}", remedy))
    return Evidence(tuple(cases), tuple(_summaries(cases)), tuple(faults))


def _case(letter: PublishedInspection, rules: Rules, calendars: Calendars) -> Case:
    explained: dict[str, list[str]] = {}
    for text in letter.explained_by:
        column, _, options = map(str.strip, text.partition(":"))
        explained.setdefault(named("column", column, _COLUMNS), []).append(options)
    known = _known(letter, rules, calendars)
    timeline = annotate(resolve(rules, Inspection(known), calendars), rules)
    timetable, calendar, published = timeline.timetable, timeline.calendar, letter.published
    computed = due = None
    if letter.fieldwork_end is not None and PUBLICATION in timetable.milestones:
        computed = timeline.dated(PUBLICATION).last
    if published is not None and (count := count_from_publication(timetable)) is not None:
        _, due = count.rule.days(published, calendar)

    def measured(key: str, computed: date | None, real: date | None) -> Measured:
        if computed is None or real is None:
            return Measured(key, computed, real)
        late = calendar.between(computed, real)
        reasons = [EXPLAINED] if late and key in explained else []
        reasons += [] if calendar.is_working_day(real) else [DAY_OFF]
        if key == PUBLICATION and late > 0:
            reasons += _delays(real, timeline, rules)
        return Measured(key, computed, real, late, tuple(reasons))

    publication = measured(PUBLICATION, computed, published)
    statement = measured(STATEMENT, due, letter.statement_due)
    return Case(letter, timetable, publication, statement, explained)


def _delays(published: date, timeline: Timeline, rules: Rules) -> Iterator[str]:
    """Give the codes of the notes that explain a late letter."""
    fieldwork, planned = timeline.fieldwork.last, timeline.dated(PUBLICATION).last
    calendar, codes = timeline.calendar, {note.code for note in timeline.notes}
    ends = {}
    if rules.christmas is not None:
        ends[_CHRISTMAS] = rules.christmas.in_year(fieldwork.year).last
    ends[_POLLS] = min((o.day for o in rules.polling_days if o.day >= planned), default=date.max)
    # A letter later than the whole count, begun again at the end, was delayed by something else.
    whole = calendar.between(fieldwork, planned)
    for code, end in ends.items():
        if code in codes and end < published <= calendar.shift(end, whole):
            yield code


def _known(letter: PublishedInspection, rules: Rules, calendars: Calendars) -> Known:
    """Return fieldwork as the known date, without days off at its ends; else the publication."""
    start, end, published = letter.fieldwork_start, letter.fieldwork_end, letter.published
    given = [day for day in (start, end, published, letter.statement_due) if day is not None]
    division = calendars.division or next(iter(rules.timetables.values())).division
    calendar = calendars.calendar(division, Period(min(given), max(given)))
    last = None if end is None else calendar.roll_back(end)
    # Only the last day is counted from, so an unknown first day does not matter.
    if (first := start or last) is None:
        assert published is not None, "a row gives a day of fieldwork or of publication"
        return Known(PUBLICATION, calendar.roll_back(published))
    return Known(FIELDWORK, calendar.roll_forward(first), last)


def count_from_publication(timetable: Timetable) -> Milestone | Reading | None:
    """Return what counts the statement in working days from publication: its rule or a reading."""
    of = timetable.milestones.get(STATEMENT)
    counts: tuple[Milestone | Reading, ...] = (of, *of.readings.values()) if of else ()
    for one in counts:
        is_day = one.rule.unit is Unit.WORKING_DAYS and not one.rule.lasts
        if is_day and one.rule.anchor == PUBLICATION:
            return one
    return None


def _summaries(cases: Sequence[Case]) -> Iterator[Summary]:
    grouped = defaultdict[tuple[Timetable, str], list[tuple[int, Case, Measured]]](list)
    for case in cases:
        for one in (case.publication, case.statement):
            if (late := one.working_days_late) is not None:
                grouped[case.timetable, one.milestone].append((late, case, one))
    for (timetable, milestone), group in grouped.items():
        days = sorted(late for late, _, _ in group)
        half = (days[(len(days) - 1) // 2] + days[len(days) // 2]) / 2
        reasons = Counter(reason for _, _, one in group for reason in one.reasons)
        without = (case for late, case, one in group if late and not one.reasons)
        yield Summary(
            timetable=timetable,
            milestone=milestone,
            cases=len(days),
            to_the_day=days.count(0),
            early=sum(late < 0 for late in days),
            median=int(half) if half == int(half) else half,
            p90=days[-(-9 * len(days) // 10) - 1],  # nine in ten, by the nearest rank
            reasons=dict(reasons.most_common()),
            unexplained=tuple(case.inspection.area for case in without),
        )


class LikelyDate(NamedTuple):
    """What published inspections suggest about one date of a timeline.

    `day` is what they were measured against: the day of the rule or of a `reading`, without the
    inspection's closures, as theirs had none; `without_closures` says that closures moved the
    date. Nine in ten came by the day `by`, which may be `provisional`.
    """

    summary: Summary
    day: date
    reading: Reading | None
    by: date
    provisional: bool
    without_closures: bool


def likely(
    timeline: Timeline, summaries: Iterable[Summary], rules: Rules, calendars: Calendars
) -> Mapping[str, LikelyDate]:
    """Return what the summaries suggest about a timeline's dates, by milestone.

    They say nothing about known or stated dates, nor about a publication unless it is counted
    from fieldwork (or from an earlier date) with nothing stated in between.
    """
    timetable, calendar, inspection = timeline.timetable, timeline.calendar, timeline.inspection
    plain, count = _without_closures(timeline, rules, calendars), count_from_publication(timetable)
    known = timeline.dated(inspection.known.milestone)
    found = {}

    def measured_against(dated: DatedMilestone) -> tuple[date, Reading | None]:
        readings = ((one.day, one.reading) for one in dated.readings if one.reading is count)
        return next(readings, (dated.last, None))

    for summary in (one for one in summaries if one.timetable.key == timetable.key):
        key = summary.milestone
        shown, chain = timeline.dated(key), {one.key for one in timetable.chain(key)}
        is_counted = known.last <= timeline.fieldwork.last and chain.isdisjoint(inspection.stated)
        if shown.date_is is DateIs.COMPUTED and (is_counted or key != PUBLICATION):
            day, reading = measured_against(plain.dated(key))
            by = calendar.shift(day, summary.p90)
            provisional, is_moved = calendar.is_projected(by), day != measured_against(shown)[0]
            found[key] = LikelyDate(summary, day, reading, by, provisional, is_moved)
    return found


def _without_closures(timeline: Timeline, rules: Rules, calendars: Calendars) -> Timeline:
    """Date the same fieldwork, and what is given after it, as if there were no closures."""
    inspection, fieldwork = timeline.inspection, timeline.fieldwork
    if not inspection.closures:
        return timeline
    given, stated = timeline.dated(inspection.known.milestone), dict(inspection.stated)
    if given.last > fieldwork.last:
        # Counted from fieldwork, the known date would move without closures; stated, it stays.
        stated[given.key] = given.day(Edge.FIRST)
    known = Known(fieldwork.key, fieldwork.day(Edge.FIRST), fieldwork.last)
    plain = replace(inspection, known=known, timetable=timeline.timetable.key, stated=stated)
    return resolve(rules, replace(plain, closures=()), calendars)
