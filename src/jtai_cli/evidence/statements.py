"""What explains that a statement was due on another day than is counted from publication."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter

from jtai_cli.dates import say, weekday_name
from jtai_cli.evidence.cases import Cause, Explanation, Measured
from jtai_cli.evidence.letters import Letter
from jtai_cli.evidence.yardstick import Yardstick
from jtai_cli.frameworks import OneOffBankHoliday
from jtai_cli.milestones import Fieldwork, Reading
from jtai_cli.plan import Inspection, Known
from jtai_cli.records import dataclass, replace
from jtai_cli.workingdays import Period, WorkingCalendar


@dataclass(frozen=True, slots=True)
class _Way:
    """A way in which a due date may have been counted, other than from the day of publication.

    `known` is what it is counted from, `published` the day of publication that comes of it,
    `reading` the reading of the rule (None: the rule itself), and `calendar` what it takes for
    working days.
    """

    known: Known
    published: date
    reading: str | None
    calendar: WorkingCalendar
    causes: tuple[str, ...] = ()
    text: str = ""
    options: tuple[str, ...] = ()

    def changed(
        self, cause: Cause, told: str, calendar: WorkingCalendar, options: Iterable[str]
    ) -> "_Way":
        """Count on another calendar too, for a cause that is told."""
        return replace(
            self,
            calendar=calendar,
            causes=(*self.causes, cause),
            text="; ".join(filter(None, (self.text, told))),
            options=(*self.options, *options),
        )


def explained(
    letter: Letter, publication: Measured, statement: Measured, yardstick: Yardstick
) -> Iterator[Explanation]:
    """Give what explains the day on which a statement was due; nothing where it is the rule's.

    Where one change in the count gives the day, two are not told.

    Raises:
        OutOfRangeError: a count leaves the calendar.
    """
    real = statement.real
    if real is None or not statement.working_days_late:
        return
    if not yardstick.calendar.is_working_day(real):
        told = f"the day that is given is a {weekday_name(real)}, not a working day"
        yield Explanation(yardstick.statement, (Cause.NOT_A_WORKING_DAY,), told)
    ways = _ways(letter, publication, real, yardstick)
    found = [way for way in ways if _day(way, yardstick) == real]
    fewest = min((len(way.causes) for way in found), default=0)
    for way in found:
        if len(way.causes) == fewest:
            yield Explanation(yardstick.statement, way.causes, way.text, way.options, way.reading)


def _day(way: _Way, yardstick: Yardstick) -> date:
    dated = yardstick.timeline(Inspection(way.known), way.calendar).dated(yardstick.statement)
    return {one.reading.key: one.day for one in dated.readings}.get(way.reading or "", dated.last)


def _ways(letter: Letter, publication: Measured, due: date, yardstick: Yardstick) -> Iterator[_Way]:
    """Give the ways to try, from the day of publication and from the one that the rule gives."""
    count = yardstick.count()
    usual = count.key if isinstance(count, Reading) else None
    calendar = yardstick.calendar
    real, computed, fieldwork = publication.real, publication.computed, yardstick.known(letter)
    if real is not None and calendar.is_working_day(real):
        timetable = ("--timetable", yardstick.timetable.key)
        typed = ("--known", f"{yardstick.publication}={real}", *timetable)
        way = _Way(Known(yardstick.publication, real), real, usual, calendar, options=typed)
        yield from _other_counts(way, yardstick)
        yield from _with_bank_holidays(way, letter, due, yardstick)
    if fieldwork is not None and computed is not None and computed != real:
        text = f"it is counted from {say(computed)}, when the rule would have the letter published"
        planned = ("--fieldwork", f"{fieldwork.first}..{fieldwork.last}")
        causes = (Cause.PLANNED_PUBLICATION,)
        way = _Way(fieldwork, computed, usual, calendar, causes, text, planned)
        yield way
        yield from _with_bank_holidays(way, letter, due, yardstick)


def _other_counts(way: _Way, yardstick: Yardstick) -> Iterator[_Way]:
    """Give the milestone's other counts: its own rule, and its readings."""
    milestone = yardstick.timetable.milestone(yardstick.statement)
    if way.reading is not None:
        assert not isinstance(milestone.rule, Fieldwork), "a statement is counted from something"
        anchor = yardstick.timetable.milestone(milestone.rule.anchor)
        told = f"it is counted from {anchor.name}, not from publication"
        yield replace(way, reading=None, causes=(Cause.EMBARGOED_COPY,), text=told)
    for key, reading in milestone.readings.items():
        if key != way.reading:
            yield replace(way, reading=key, causes=(key,), text=f"it is {reading.label}")


def _with_bank_holidays(
    way: _Way, letter: Letter, due: date, yardstick: Yardstick
) -> Iterator[_Way]:
    """Give the counts that take bank holidays for working days: one-off ones, or all."""
    yield from _without_one_offs(way, letter, due, yardstick)
    calendar = yardstick.calendar
    held = [day for day, _ in calendar.bank_holidays_within(Period(way.published, due))]
    if not {one.day for one in yardstick.frameworks.one_off_bank_holidays}.issuperset(held):
        told = f"it takes every weekday for a working day, {_bank_holidays(len(held))} included"
        typed = (word for day in held for word in ("--without-bank-holiday", f"{day}"))
        yield way.changed(Cause.EVERY_WEEKDAY, told, _without(calendar, held), typed)


def _bank_holidays(count: int) -> str:
    return "a bank holiday" if count == 1 else f"{count} bank holidays"


def _without_one_offs(way: _Way, letter: Letter, due: date, yardstick: Yardstick) -> Iterator[_Way]:
    """Give the counts that take one-off bank holidays, proclaimed on one day, for working days."""
    assert letter.published is not None, "a due date is measured from a day of publication"
    calendar = yardstick.calendar
    held = [
        one
        for one in yardstick.frameworks.one_off_bank_holidays
        if one.day in calendar.bank_holidays
        and any(way.published < day <= due for day in (one.day, one.in_place_of or one.day))
    ]
    by_proclamation = attrgetter("proclaimed")
    for proclaimed, group in groupby(sorted(held, key=by_proclamation), key=by_proclamation):
        one_offs = tuple(group)
        is_late = proclaimed > letter.published
        days = " and ".join(say(one.day) for one in one_offs)
        told = (
            f"it takes {days} for a working day, made known as a bank holiday on "
            f"{say(proclaimed)}, {'after' if is_late else 'before'} the letter"
        )
        cause = Cause.LATE_BANK_HOLIDAY if is_late else Cause.MISSED_BANK_HOLIDAY
        moved = [one.in_place_of for one in one_offs if one.in_place_of is not None]
        before = _without(calendar, [one.day for one in one_offs], moved)
        yield way.changed(cause, told, before, _typed(one_offs, calendar))


def _typed(one_offs: tuple[OneOffBankHoliday, ...], calendar: WorkingCalendar) -> Iterator[str]:
    for one in one_offs:
        yield from ("--without-bank-holiday", f"{one.day}")
        if one.in_place_of is not None and one.in_place_of not in calendar.bank_holidays:
            yield from ("--extra-bank-holiday", f"{one.in_place_of}")


def _without(
    calendar: WorkingCalendar, days: Collection[date], instead: Iterable[date] = ()
) -> WorkingCalendar:
    """Return the calendar on which some bank holidays are none, and other days are instead."""
    kept = {day: name for day, name in calendar.bank_holidays.items() if day not in days}
    return WorkingCalendar(
        Period(calendar.first, calendar.last),
        bank_holidays=kept | dict.fromkeys(instead, "moved"),
        published_to=calendar.published_to,
    )
