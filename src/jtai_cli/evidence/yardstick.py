"""What letters are measured with: a timetable, its working days, the milestones looked at."""

from datetime import date

from jtai_cli import counting, notes, retrace
from jtai_cli.dated import Timeline
from jtai_cli.dates import say
from jtai_cli.dating import Calendars
from jtai_cli.errors import NotAWorkingDayError
from jtai_cli.evidence.cases import Measured
from jtai_cli.evidence.letters import Letter, Sample
from jtai_cli.frameworks import Frameworks, Timetable
from jtai_cli.milestones import Edge, Milestone, Reading, WorkingDays
from jtai_cli.plan import Inspection, Known
from jtai_cli.records import dataclass
from jtai_cli.timeline import resolve
from jtai_cli.workingdays import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The rules that one letter is measured with, and the milestones that its days are."""

    frameworks: Frameworks
    timetable: Timetable
    calendar: WorkingCalendar
    publication: str
    statement: str

    def known(self, letter: Letter) -> Known | None:
        """Return a letter's fieldwork as known; None where its last day is not told.

        An end that is printed as a weekend or a bank holiday is the working day within.

        Raises:
            NotAWorkingDayError: there is none within.
        """
        if letter.fieldwork_last is None:
            return None
        milestone, last = self.timetable.fieldwork, self.calendar.roll_back(letter.fieldwork_last)
        if letter.fieldwork_first is None:
            first, *_ = counting.backwards(milestone.rule, Edge.LAST, last, self.calendar)
        else:
            first = self.calendar.roll_forward(letter.fieldwork_first)
            if last < letter.fieldwork_first:
                raise NotAWorkingDayError(
                    "no working day lies from 'fieldwork_start', "
                    f"{say(letter.fieldwork_first)}, to 'fieldwork_end', "
                    f"{say(letter.fieldwork_last)}",
                    "the first and the last day of fieldwork, as the letter gives them",
                )
        return Known(milestone.key, first, last)

    def timeline(self, inspection: Inspection, calendar: WorkingCalendar | None = None) -> Timeline:
        """Date an inspection, with its notes; on another calendar, where one is given.

        Raises:
            JtaiError: it cannot be dated.
        """
        phases = tuple(self.frameworks.phases)
        calendar = calendar or self.calendar
        dated = resolve(self.timetable, inspection, calendar, phases=phases)
        return notes.annotate(dated, self.frameworks)

    def count(self) -> Milestone | Reading | None:
        """Return what counts the statement from publication: its own rule, or a reading of it."""
        return from_publication(self.timetable, self.publication, self.statement)

    def measure_publication(self, letter: Letter) -> Measured:
        """Measure publication: from the printed last day of fieldwork.

        Raises:
            JtaiError: the fieldwork cannot be.
        """
        known = self.known(letter)
        computed = None
        if known is not None and self.publication in self.timetable.milestones:
            computed = self.timeline(Inspection(known)).dated(self.publication).last
        return self._measured(self.publication, computed, letter.published)

    def measure_statement(self, letter: Letter) -> Measured:
        """Measure the statement: from the day on which the letter was really published.

        Raises:
            OutOfRangeError: the count leaves the calendar.
        """
        count = self.count()
        computed = None
        if count is not None and letter.published is not None:
            computed = counting.forwards(count.rule, letter.published, self.calendar)[1]
        return self._measured(self.statement, computed, letter.due)

    def _measured(self, milestone: str, computed: date | None, real: date | None) -> Measured:
        late = None
        if computed is not None and real is not None:
            late = self.calendar.between(computed, real)
        return Measured(milestone, computed, real, late)


def from_publication(
    timetable: Timetable, publication: str, statement: str
) -> Milestone | Reading | None:
    """Return what counts a statement in working days from publication, if anything does."""
    if statement not in timetable.milestones:
        return None
    milestone = timetable.milestones[statement]
    counts: tuple[Milestone | Reading, ...] = (milestone, *milestone.readings.values())
    for count in counts:
        if isinstance(count.rule, WorkingDays) and count.rule.anchor == publication:
            return count
    return None


def yardstick(
    letter: Letter, sample: Sample, frameworks: Frameworks, calendars: Calendars
) -> Yardstick:
    """Find what a letter is measured with: the timetable of its time, and a calendar.

    The timetable is told by fieldwork; where that is not known, by the fieldwork that
    publication is counted back to.

    Raises:
        AmbiguousError: no timetable was in force then, or more than one.
        JtaiError: publication tells no fieldwork, or no calendar holds the days.
    """

    def calendar_of(timetable: Timetable) -> WorkingCalendar:
        days = letter.days()
        known = Known(timetable.fieldwork.key, min(days), max(days))
        span = retrace.span_needed(timetable, Inspection(known))
        return calendars.calendar(calendars.division_or(timetable.division), span)

    begins = letter.fieldwork_first or letter.fieldwork_last
    if begins is not None:
        timetable = frameworks.timetable_on(begins)
    else:
        assert letter.published is not None, "a letter without fieldwork tells when it came"
        calendar = calendar_of(next(iter(frameworks.timetables.values())))
        known = Known(sample.publication, calendar.roll_back(letter.published))
        timetable = retrace.timetable_of(frameworks, Inspection(known), calendar_of)
    return Yardstick(
        frameworks, timetable, calendar_of(timetable), sample.publication, sample.statement
    )
