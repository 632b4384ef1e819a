"""What real inspections of the same timetable did, beside the dates of a timeline."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from jtai_cli.dated import DateIs, Timeline
from jtai_cli.evidence.letters import Sample
from jtai_cli.evidence.summaries import Summary
from jtai_cli.evidence.yardstick import from_publication
from jtai_cli.milestones import Reading


@dataclass(frozen=True, slots=True)
class Likely:
    """What the published cases say of one date of a timeline.

    `day` is what the cases were measured against: the rule's own day, or that of a `reading`
    of it. `by` is the day by which nine in ten would have come, which is `provisional` where
    it rests on bank holidays not published yet.
    """

    summary: Summary
    day: date
    reading: Reading | None
    by: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is said of the dates of a timeline, by milestone; `cases` is on how many it rests."""

    dates: Mapping[str, Likely]
    cases: int


def outlook(timeline: Timeline, sample: Sample, summaries: Iterable[Summary]) -> Outlook:
    """Tell what the cases of a timeline's timetable say of its dates.

    They say nothing of a date that is known or stated, nor of a publication that is not counted
    on from fieldwork or from before it.

    Raises:
        OutOfRangeError: a day lies outside the calendar.
    """
    key = timeline.timetable.key
    held = {one.milestone: one for one in summaries if one.timetable.key == key}
    told: dict[str, Likely] = {}
    for milestone, day, reading in _measured(timeline, sample):
        if milestone in held:
            by = timeline.calendar.shift(day, held[milestone].p90)
            provisional = timeline.calendar.is_projected(by)
            told[milestone] = Likely(held[milestone], day, reading, by, provisional)
    return Outlook(told, max((one.cases for one in held.values()), default=0))


def _measured(timeline: Timeline, sample: Sample) -> Iterator[tuple[str, date, Reading | None]]:
    """Give the dates that cases are measured against."""
    open_dates = {
        one.milestone.key: one for one in timeline.milestones if one.date_is is DateIs.COMPUTED
    }
    known = timeline.dated(timeline.inspection.known.milestone)
    if sample.publication in open_dates and known.last <= timeline.fieldwork.last:
        publication = open_dates[sample.publication]
        yield sample.publication, publication.unslipped or publication.last, None
    count = from_publication(timeline.timetable, sample.publication, sample.statement)
    if sample.statement in open_dates and count is not None:
        statement = open_dates[sample.statement]
        if isinstance(count, Reading):
            days = {one.reading.key: one.day for one in statement.readings}
            yield sample.statement, days[count.key], count
        else:
            yield sample.statement, statement.last, None
