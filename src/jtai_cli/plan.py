"""What is known about inspections: an `Inspection` to date, a `Plan` as kept in `jtai.toml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from jtai_cli.bankholidays import with_article
from jtai_cli.dates import Day, Span, say, weekday_name
from jtai_cli.errors import NotAWorkingDayError, UnknownNameError, UsageError
from jtai_cli.kinds import Edge, Unit, WorkingDays
from jtai_cli.rules import LOCAL_SOURCE, Basis, Milestone, Timetable, named
from jtai_cli.workingdays import CLOSURE, WEEKEND, WorkingCalendar

MOST_LOCAL = 500  # local milestones that one inspection may have
_OPTIONS = {"fieldwork": "--fieldwork ", "notification": "--notified "}
_LONGEST_FIELDWORK = 4  # times its usual length; more must be a typing error


class Known(NamedTuple):
    """The one date that all others are counted from; `last` if fieldwork has an unusual length."""

    milestone: str
    first: date
    last: date | None = None


@dataclass(frozen=True, repr=False)
class LocalMilestone:
    """A milestone of the partnership's own, counted from an edge of its anchor; `who` is text."""

    key: str
    title: str
    anchor: str
    working_days: int
    edge: Edge = Edge.LAST
    who: str | None = None


@dataclass(frozen=True, repr=False)
class Accepted:
    """The first days last accepted, and what they were counted from, to explain later moves."""

    timetable: str
    known: str
    dates: Mapping[str, Day]
    fieldwork_last: Day | None = None
    bank_holidays: tuple[Day, ...] = ()
    stated: Mapping[str, Day] = field(default_factory=dict)
    closures: tuple[Span, ...] = ()


@dataclass(frozen=True, repr=False)
class Inspection:
    """One inspection of an area, or a rehearsal of one; `name` is its key in the plan.

    Without a `timetable`, the one in force is used. `stated` are the dates that letters gave,
    `closures` days left out of the letters' count, `principal_authority` is the one that the letter
    names, `contact` is whom staff may ask. `owners` and `notes` say who looks after a milestone and
    what they noted; `done` lists the milestones done, and is None if nobody records them.
    """

    known: Known
    theme: str | None = None
    timetable: str | None = None
    stated: Mapping[str, Day] = field(default_factory=dict)
    closures: tuple[Span, ...] = ()
    extra_bank_holidays: tuple[Day, ...] = ()
    without_bank_holidays: tuple[Day, ...] = ()
    principal_authority: str | None = None
    contact: str | None = None
    name: str | None = None
    area: str | None = None
    revision: int = 1
    local: Mapping[str, LocalMilestone] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    done: tuple[str, ...] | None = None
    accepted: Accepted | None = None
    is_rehearsal: bool = False


@dataclass(frozen=True, repr=False)
class Docs:
    """Which documents hold dates: path patterns, relative to the plan's directory."""

    files: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Plan:
    """An area's inspections, and files of days to `avoid`, relative to the plan's directory."""

    inspections: Mapping[str, Inspection] = field(default_factory=dict)
    docs: Docs = field(default_factory=Docs)
    avoid: tuple[str, ...] = ()

    def inspection(self, name: str, *, command: str = "") -> Inspection:
        """Return an inspection by its name, however written; `command` begins an error's hint."""
        found = self.inspections.get(name) or self.inspections.get(key_of(name))
        if found is None:
            raise UnknownNameError("inspection", name, self.inspections, command=command)
        return found


def key_of(name: str) -> str:
    """Make a key from a name: "our-town-2025" from "Our town, 2025"; it may be empty."""
    return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")


def typed_as(milestone: str) -> str:
    """Return what people type before a known date: "--fieldwork ", "--known publication="."""
    return _OPTIONS.get(milestone, f"--known {milestone}=")


def with_local(timetable: Timetable, local: Mapping[str, LocalMilestone]) -> Timetable:
    """Add local milestones, each after its anchor, in the anchor's phase and on its calendar."""
    if len(local) > MOST_LOCAL:
        raise UsageError(f"an inspection may have {MOST_LOCAL} local milestones, not {len(local)}")
    milestones = dict(timetable.milestones)
    for one in local.values():
        if one.key in timetable.milestones:
            problem = f"the local milestone {one.key} has the key of an official one"
            raise UsageError(problem, "another key")
        anchor = named("milestone", one.anchor, milestones)
        milestones[one.key] = Milestone(
            key=one.key,
            title=one.title,
            name=f"‘{one.title}’",
            phase=anchor.phase,
            rule=WorkingDays(anchor=one.anchor, working_days=one.working_days, edge=one.edge),
            basis=Basis.LOCAL,
            source=LOCAL_SOURCE,
            who=(one.who,) if one.who else (),
            skips_closures=anchor.skips_closures,
        )
    return replace(timetable, milestones=milestones)


def refuse_known(milestone: Milestone, known: Known, clock: WorkingCalendar) -> None:
    """Refuse a known date that its milestone cannot have."""
    key, rule, (_, first, last) = milestone.key, milestone.rule, known
    if not rule.can_be_stated:
        problem = f"{key} has no date of its own to start from"
        raise UsageError(problem, f"--known {rule.anchor}=DATE")
    if last is not None and rule.anchor is not None:
        raise UsageError(f"only fieldwork is given a last day, not {key}")
    if rule.unit is Unit.WORKING_DAYS and not clock.is_working_day(first):
        what = f"{milestone.name} cannot {'fall' if rule.anchor else 'start'}"
        typed = f"{typed_as(key)}{{}}" + (f"..{last}" if last else "")
        raise _day_off(first, what, typed, clock)
    if last is None:
        return
    if last < first:
        raise UsageError(f"fieldwork cannot end on {say(last)}, before it starts")
    length = clock.between(first, last) + 1
    if length > _LONGEST_FIELDWORK * (clock.between(first, rule.days(first, clock)[1]) + 1):
        problem = f"fieldwork from {say(first)} to {say(last)} would be {length} working days long"
        raise UsageError(problem, "check the year of its last day")
    if not clock.is_working_day(last):
        raise _day_off(last, f"{milestone.name} cannot end", f"--fieldwork {first}..{{}}", clock)


def _day_off(day: date, what: str, typed: str, clock: WorkingCalendar) -> NotAWorkingDayError:
    why = clock.why_not(day) or CLOSURE
    reason = {WEEKEND: "at the weekend", CLOSURE: "in a closure"}.get(why, with_article(why))
    near = [clock.shift(day, 1), clock.shift(day, -1)]
    hint = " or ".join(f"{typed.format(one)} ({weekday_name(one)})" for one in near)
    error = NotAWorkingDayError(f"{say(day)} is {reason}, so {what} then", hint)
    error.why = why
    return error
