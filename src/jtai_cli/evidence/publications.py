"""What explains that a letter was published on another day than the rule gives."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from jtai_cli.dated import Timeline
from jtai_cli.dates import say, say_span
from jtai_cli.evidence.cases import Cause, Explanation, Measured
from jtai_cli.evidence.letters import Letter
from jtai_cli.evidence.yardstick import Yardstick
from jtai_cli.frameworks import Poll
from jtai_cli.plan import Inspection, Known
from jtai_cli.records import dataclass
from jtai_cli.workingdays import Period

_POLLS = {Poll.LOCAL: "local elections", Poll.GENERAL: "general election"}


def explained(letter: Letter, measured: Measured, yardstick: Yardstick) -> Iterator[Explanation]:
    """Give what explains the day of publication; nothing where it is the rule's.

    Raises:
        OutOfRangeError: a count leaves the calendar.
    """
    known = yardstick.known(letter)
    computed, real = measured.computed, measured.real
    if known is None or computed is None or real is None or not measured.working_days_late:
        return
    publication = _Publication(known, computed, real, yardstick)
    yield from publication.held()
    yield from publication.over_christmas()


@dataclass(frozen=True, slots=True)
class _Publication:
    """A letter that came on another day than the rule's, `computed` from its fieldwork."""

    known: Known
    computed: date
    real: date
    yardstick: Yardstick

    def held(self) -> Iterator[Explanation]:
        """Tell of a letter that fell in a pre-election period, and came after the poll."""
        key, calendar = self.yardstick.publication, self.yardstick.calendar
        notes = self._timeline().notes_on(key)
        if Cause.PRE_ELECTION_PERIOD not in {note.code for note in notes}:
            return
        polls = self.yardstick.frameworks.polling_days
        poll = min((poll for poll in polls if poll.day >= self.computed), key=lambda one: one.day)
        if self.real > poll.day and self._is_in_reach_of(poll.day):
            after = calendar.between(poll.day, self.real)
            yield Explanation(
                key,
                (Cause.PRE_ELECTION_PERIOD,),
                f"the rule's day falls in the pre-election period of the {_POLLS[poll.poll]} of "
                f"{say(poll.day)}, and the letter came {after} wd after the poll",
            )

    def over_christmas(self) -> Iterator[Explanation]:
        """Tell of letters that crossed Christmas, and whether taking it as closed gives the day."""
        closures = self._crossed()
        if not closures:
            return
        key, days = (
            self.yardstick.publication,
            ", ".join(say_span(c.first, c.last) for c in closures),
        )
        closed = self._timeline(closures).dated(key).last
        if closed == self.real:
            typed = (("--closure", f"{one.first}..{one.last}") for one in closures)
            yield Explanation(
                key,
                (Cause.CHRISTMAS_CLOSURE,),
                f"the rule gives the day when {days} is left out of the letters' clock",
                ("--fieldwork", f"{self.known.first}..{self.known.last}", *chain(*typed)),
            )
        elif self.real > self.computed and self._is_in_reach_of(closures[-1].last):
            yield Explanation(
                key,
                (Cause.OVER_CHRISTMAS,),
                f"the letters crossed {days}; with those days left out of their clock the rule "
                f"gives {say(closed)}",
            )

    def _timeline(self, closures: tuple[Period, ...] = ()) -> Timeline:
        return self.yardstick.timeline(Inspection(self.known, closures=closures))

    def _is_in_reach_of(self, day: date) -> bool:
        """Tell whether the letter came within the whole count to publication, begun anew there.

        What held a letter up until a day may explain as much, and no more.
        """
        calendar, start = self.yardstick.calendar, self.known.last or self.known.first
        return calendar.between(day, self.real) <= calendar.between(start, self.computed)

    def _crossed(self) -> tuple[Period, ...]:
        """Return the quiet days, year by year, that lie between fieldwork and the rule's day."""
        quiet, start = self.yardstick.frameworks.christmas, self.known.last or self.known.first
        milestone = self.yardstick.timetable.milestone(self.yardstick.publication)
        if quiet is None or not milestone.skips_closures:
            return ()
        years = (quiet.in_year(year) for year in range(start.year - 1, self.computed.year + 1))
        return tuple(one for one in years if one.last > start and one.first <= self.computed)
