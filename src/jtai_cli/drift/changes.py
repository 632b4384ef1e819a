"""What is other than it was when the dates of an inspection were accepted."""

from collections.abc import Iterator
from datetime import date

from jtai_cli.dated import Timeline
from jtai_cli.milestones import Months
from jtai_cli.plan import Accepted, Inspection, Known, read_closure
from jtai_cli.records import dataclass
from jtai_cli.workingdays import Period


@dataclass(frozen=True, slots=True)
class TimetableChanged:
    """Another timetable is followed; the keys of both."""

    accepted: str
    now: str


@dataclass(frozen=True, slots=True)
class KnownChanged:
    """Another date is known, of the same milestone or of another."""

    accepted: Known
    now: Known


@dataclass(frozen=True, slots=True)
class StatedChanged:
    """A date is stated that was not, is stated no longer, or is another one now."""

    milestone: str
    accepted: date | None
    now: date | None


@dataclass(frozen=True, slots=True)
class ClosureChanged:
    """A closure is there that was not; or with `is_over`, it is there no longer."""

    closure: Period
    is_over: bool


@dataclass(frozen=True, slots=True)
class BankHolidayChanged:
    """A bank holiday is known that was not; without a name, the day is one no longer."""

    day: date
    name: str | None


Change = TimetableChanged | KnownChanged | StatedChanged | ClosureChanged | BankHolidayChanged


def changes(timeline: Timeline, accepted: Accepted) -> tuple[Change, ...]:
    """List what is other than it was when the dates were accepted."""
    return (
        *_timetable(timeline, accepted),
        *_known(timeline.inspection, accepted),
        *_stated(timeline.inspection, accepted),
        *_closures(timeline.inspection, accepted),
        *_bank_holidays(timeline, accepted),
    )


def _timetable(timeline: Timeline, accepted: Accepted) -> Iterator[Change]:
    if timeline.timetable.key != accepted.timetable:
        yield TimetableChanged(accepted.timetable, timeline.timetable.key)


def _known(inspection: Inspection, accepted: Accepted) -> Iterator[Change]:
    day = accepted.dates.get(accepted.known)
    if day is not None:
        known = Known(accepted.known, day, accepted.fieldwork_last)
        if known != inspection.known:
            yield KnownChanged(known, inspection.known)


def _stated(inspection: Inspection, accepted: Accepted) -> Iterator[Change]:
    for key in dict.fromkeys((*inspection.stated, *accepted.stated)):
        before, now = accepted.stated.get(key), inspection.stated.get(key)
        if before != now:
            yield StatedChanged(key, before, now)


def _closures(inspection: Inspection, accepted: Accepted) -> Iterator[Change]:
    before, now = [read_closure(text) for text in accepted.closures], inspection.closures
    yield from (ClosureChanged(one, is_over=False) for one in now if one not in before)
    yield from (ClosureChanged(one, is_over=True) for one in before if one not in now)


def _bank_holidays(timeline: Timeline, accepted: Accepted) -> Iterator[Change]:
    """Compare the bank holidays from the first to the last date accepted.

    Of others it is not known whether they were there.
    """
    milestones = timeline.timetable.milestones
    days = [
        day
        for key, day in accepted.dates.items()
        if key in milestones and not isinstance(milestones[key].rule, Months)
    ]
    if not days:
        return
    span = Period(min(days), max(days))
    now = dict(timeline.calendar.bank_holidays_within(span))
    for day in sorted({*now, *accepted.bank_holidays}):
        if day in span and (day in now) != (day in accepted.bank_holidays):
            yield BankHolidayChanged(day, now.get(day))
