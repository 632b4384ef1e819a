"""What real inspections of the same timetable did, beside the dates of a timeline."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from jtai_cli import retrace
from jtai_cli.dated import DatedMilestone, DateIs, Timeline
from jtai_cli.evidence.letters import Sample
from jtai_cli.evidence.summaries import Summary
from jtai_cli.evidence.yardstick import from_publication
from jtai_cli.milestones import Edge, Reading
from jtai_cli.plan import Known
from jtai_cli.records import dataclass, replace
from jtai_cli.timeline import resolve


@dataclass(frozen=True, slots=True)
class Likely:
    """What the published cases say of one date of a timeline.

    `day` is what the cases were measured against: the rule's own day, or that of a `reading`
    of it. It is counted without the inspection's closures, as the cases were;
    `is_without_closures` tells that they have moved the date to another day. `by` is the day by
    which nine in ten would have come, which is `provisional` where it rests on bank holidays
    not published yet.
    """

    summary: Summary
    day: date
    reading: Reading | None
    by: date
    provisional: bool
    is_without_closures: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is said of the dates of a timeline, by milestone; `cases` is on how many it rests."""

    dates: Mapping[str, Likely]
    cases: int


def outlook(timeline: Timeline, sample: Sample, summaries: Iterable[Summary]) -> Outlook:
    """Tell what the cases of a timeline's timetable say of its dates.

    They say nothing of a date that is known or stated, nor of a publication that is not counted
    on from fieldwork (or from before it) alone: where a stated date stands on its way.

    Raises:
        OutOfRangeError: a day lies outside the calendar.
    """
    key = timeline.timetable.key
    held = {one.milestone: one for one in summaries if one.timetable.key == key}
    told: dict[str, Likely] = {}
    shown = {milestone: day for milestone, day, _ in _measured(timeline, sample)}
    for milestone, day, reading in _measured(_without_closures(timeline), sample):
        if milestone in held:
            by = timeline.calendar.shift(day, held[milestone].p90)
            told[milestone] = Likely(
                held[milestone],
                day,
                reading,
                by,
                provisional=timeline.calendar.is_projected(by),
                is_without_closures=day != shown[milestone],
            )
    return Outlook(told, max((one.cases for one in held.values()), default=0))


def _without_closures(timeline: Timeline) -> Timeline:
    """Date the same fieldwork, and what is given after it, as if no closure were left out."""
    inspection, fieldwork = timeline.inspection, timeline.fieldwork
    if not inspection.closures:
        return timeline
    given, stated = timeline.dated(inspection.known.milestone), dict(inspection.stated)
    if given.last > fieldwork.last:
        # Counted from fieldwork, a known date would move with the closures: a stated one stays.
        stated[inspection.known.milestone] = given.day(Edge.FIRST)
    known = Known(fieldwork.milestone.key, fieldwork.day(Edge.FIRST), fieldwork.last)
    return resolve(
        timeline.timetable,
        replace(inspection, known=known, stated=stated, closures=()),
        timeline.calendar,
        phases=tuple(dict.fromkeys(one.milestone.phase for one in timeline.milestones)),
    )


def _measured(timeline: Timeline, sample: Sample) -> Iterator[tuple[str, date, Reading | None]]:
    """Give the dates that cases are measured against."""
    open_dates = {
        one.milestone.key: one for one in timeline.milestones if one.date_is is DateIs.COMPUTED
    }
    publication = open_dates.get(sample.publication)
    if publication is not None and _is_counted_on(publication, timeline):
        yield sample.publication, publication.last, None
    count = from_publication(timeline.timetable, sample.publication, sample.statement)
    if sample.statement in open_dates and count is not None:
        statement = open_dates[sample.statement]
        if isinstance(count, Reading):
            days = {one.reading.key: one.day for one in statement.readings}
            yield sample.statement, days[count.key], count
        else:
            yield sample.statement, statement.last, None


def _is_counted_on(publication: DatedMilestone, timeline: Timeline) -> bool:
    """Tell whether it is counted from fieldwork, or from before it, with nothing stated between."""
    inspection = timeline.inspection
    way = {one.key for one in retrace.way_back(timeline.timetable, publication.milestone.key)}
    known = timeline.dated(inspection.known.milestone)
    return known.last <= timeline.fieldwork.last and way.isdisjoint(inspection.stated)
