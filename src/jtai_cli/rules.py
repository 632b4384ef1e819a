"""`frameworks.yaml` as frozen objects, never compared or printed (see `kinds`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Literal, TypeVar

from jtai_cli.bankholidays import Division
from jtai_cli.dates import Day, read
from jtai_cli.errors import UnknownNameError
from jtai_cli.kinds import ByKind, Edge, ReadingRule, Rule
from jtai_cli.workingdays import Period

_T = TypeVar("_T")
FIELDWORK = "fieldwork"  # the milestone of each timetable that all others are counted from
LOCAL_SOURCE = "jtai-toml"  # of local milestones: the partnership's own plan

Basis = StrEnum("Basis", "SOURCED DERIVED LOCAL")
"""How sure a rule is: stated by a source, derived from sources, or a planning habit."""
Series = StrEnum("Series", "CURRENT EARLIER")
"""Whether a theme belongs to the frameworks since 2022 or to the series before them."""
Poll = StrEnum("Poll", "LOCAL GENERAL")
"""Local polls take place in some areas only, general ones everywhere."""
Weekday = StrEnum("Weekday", "MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY")
"""A weekday that a milestone is expected to fall on."""


@dataclass(frozen=True, eq=False, repr=False)
class Source:
    """Where a rule comes from; `note` says which part was read, or could not be."""

    key: str
    title: str
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Party:
    """Someone who acts in an inspection: `title` is what people say, `name` spells it out."""

    key: str
    title: str
    name: str | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Phase:
    """A part of a timetable under one heading. Phases keep the order of the file."""

    key: str
    title: str


@dataclass(frozen=True)
class InForce:
    """A period in force, both ends included; `last` is None while it has no end."""

    first: Day
    last: Day | None = None
    basis: Basis = Basis.SOURCED

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, eq=False, repr=False)
class Reading:
    """Another way of counting a disputed period; `label` stands beside its date."""

    key: str
    label: str
    rule: ReadingRule
    source: str
    basis: Basis


@dataclass(frozen=True, eq=False, repr=False)
class Milestone:
    """One step of an inspection, and the rule that dates it.

    `title` heads a row ("Letter published"), `name` fits into a sentence ("publication"), `also`
    are other names, `who` are keys of parties. If `conditional`, it happens only if the letter asks
    for it; if `skips_closures`, closures are left out of its count; if `key_date`, a briefing lists
    it; if `owed`, the partnership must deliver it; if `held_before_polls`, elections may delay it.
    The shown count starts at `counted_from` (else fieldwork). `proved` says what real letters did,
    `caveat` stands beside every date, `clash_weight` weighs a clash with a day to avoid.
    """

    key: str
    title: str
    name: str
    phase: str
    rule: Rule
    basis: Basis
    source: str
    who: tuple[str, ...] = ()
    detail: tuple[str, ...] = ()
    conditional: bool = False
    skips_closures: bool = False
    counted_from: str | None = None
    weekday: Weekday | None = None
    held_before_polls: bool = False
    key_date: bool = False
    owed: bool = False
    clash_weight: int = 1
    proved: str | None = None
    caveat: str | None = None
    also: tuple[str, ...] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict)

    @property
    def is_official_day(self) -> bool:
        """Whether it lasts a single day and is not one of the partnership's own."""
        return not self.rule.lasts and self.basis is not Basis.LOCAL


@dataclass(frozen=True, eq=False, repr=False)
class Timetable:
    """The milestones of one kind of inspection (`name`: "JTAI"), each counted from one above it.

    The first day of fieldwork decides whether a timetable was in force for an inspection.
    """

    key: str
    title: str
    name: str
    in_force: InForce
    division: Division
    milestones: Mapping[str, Milestone]
    note: str | None = None
    caution: str | None = None

    def chain(self, key: str) -> tuple[Milestone, ...]:
        """Return a milestone and those it is counted from, back to fieldwork, nearest first."""
        links = [named("milestone", key, self.milestones)]
        while (anchor := links[-1].rule.anchor) is not None:
            links.append(self.milestones[anchor])
        return tuple(links)

    def words(self, of: Milestone | Reading) -> str:
        """Put a rule into words: "15 working days after the last day of fieldwork"."""
        if of.rule.anchor is None:
            return of.rule.words("")
        anchor = self.milestones[of.rule.anchor]
        edge = f"the {of.rule.edge} day of " if anchor.rule.lasts else ""
        return of.rule.words(edge + anchor.name)


@dataclass(frozen=True, eq=False, repr=False)
class PointGroup:
    """Points that the framework prints under one heading, each readable alone."""

    heading: str
    points: tuple[str, ...]
    source: str | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Finding:
    """A published letter of findings; `when` is the month of its fieldwork, or when it came out."""

    area: str
    url: str
    when: str


@dataclass(frozen=True, eq=False, repr=False)
class LettersSeen:
    """The months of the first and the last letter of a series that were seen to be published."""

    last: str
    first: str | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Theme:
    """What one series of inspections looks at; an earlier one has only a title and periods."""

    key: str
    title: str
    series: Series
    in_force: tuple[InForce, ...]
    basis: Basis
    sources: tuple[str, ...]
    official_title: str | None = None
    published: str | None = None
    status: str | None = None
    letters_seen: LettersSeen | None = None
    ages: str | None = None
    inspectorates: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    looked_at_too: tuple[str, ...] = ()
    out_of_scope: str | None = None
    url: str | None = None
    note: str | None = None
    groups: tuple[PointGroup, ...] = ()
    findings: tuple[Finding, ...] = ()

    def is_in_force(self, day: date) -> bool:
        """Return whether the theme was in force on a day."""
        return any(day in period for period in self.in_force)

    def points(self) -> Iterator[tuple[int, str, str]]:
        """Give each point with its number (from 1, across all groups) and its heading."""
        points = ((group.heading, point) for group in self.groups for point in group.points)
        return ((number, *point) for number, point in enumerate(points, 1))


@dataclass(frozen=True, eq=False, repr=False)
class PollingDay:
    """A day of elections; `basis` and `source` are those of `period_first`, if that is given."""

    day: Day
    poll: Poll
    source: str
    period_first: Day | None = None
    basis: Basis = Basis.SOURCED


@dataclass(frozen=True, eq=False, repr=False)
class PreElectionPeriod:
    """When publication may be delayed: from a number of working days before a poll to the poll."""

    working_days: int
    basis: Basis
    source: str
    note: str | None = None


@dataclass(frozen=True, eq=False, repr=False)
class OneOffBankHoliday:
    """A bank holiday that follows no rule, when it was announced, and what it replaces, if any."""

    day: Day
    proclaimed: Day
    source: str
    in_place_of: Day | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Quiet:
    """Days of every year (from "12-24", perhaps into the next year) in which letters came late."""

    first: str
    last: str
    name: str
    basis: Basis
    source: str
    note: str | None = None

    @cache  # noqa: B019 - one object and a few years; saves a fiftieth of a timeline
    def in_year(self, year: int) -> Period:
        """Return the days that begin in a year."""
        ends = year if self.first <= self.last else year + 1
        return Period(read(f"{year}-{self.first}"), read(f"{ends}-{self.last}"))


@dataclass(frozen=True, eq=False, repr=False)
class GuidanceText:
    """One statement of guidance, readable alone, with its source."""

    text: str
    source: str
    basis: Basis = Basis.SOURCED


@dataclass(frozen=True, eq=False, repr=False)
class GuidanceSection:
    """Guidance under one heading; `in_briefing` puts it into the briefing for staff."""

    key: str
    title: str
    texts: tuple[GuidanceText, ...]
    in_briefing: bool = False


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Recurring:
    """Days that recur, by a recurrence rule (RFC 5545), and the same rule in words."""

    kind: Literal["recurring"] = "recurring"
    rrule: str
    words: str | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class DryRun:
    """A rehearsal with a timeline of its own, whose fieldwork begins on days that recur."""

    kind: Literal["dry-run"] = "dry-run"
    rrule: str
    words: str | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class FrameworkChange:
    """A number of working days after a theme or timetable comes into force, or after it ends."""

    kind: Literal["framework-change"] = "framework-change"
    edge: Edge
    working_days: int


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class AfterHabit:
    """Working days after another habit: after a dry run begins, or one of its milestones."""

    kind: Literal["working-days"] = "working-days"
    anchor: str
    working_days: int
    milestone: str | None = None


HabitRule = Annotated[Recurring | DryRun | FrameworkChange | AfterHabit, ByKind()]


@dataclass(frozen=True, eq=False, repr=False)
class Habit:
    """Something done again and again; in `commands`, NAME stands for the name of the dry run."""

    key: str
    title: str
    name: str
    rule: HabitRule
    why: str
    basis: Basis
    source: str
    who: tuple[str, ...] = ()
    detail: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, repr=False)
class Preparation:
    """Habits, each counted from none or one above it, and the division of their bank holidays."""

    division: Division
    habits: Mapping[str, Habit] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, repr=False)
class Rules:
    """Everything that `frameworks.yaml` says. `edition` is the day its rules were last changed."""

    edition: Day
    sources: Mapping[str, Source]
    phases: Mapping[str, Phase]
    parties: Mapping[str, Party]
    timetables: Mapping[str, Timetable]
    inspectorates: Mapping[str, Party] = field(default_factory=dict)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    guidance: Mapping[str, GuidanceSection] = field(default_factory=dict)
    polling_days: tuple[PollingDay, ...] = ()
    pre_election_period: PreElectionPeriod | None = None
    christmas: Quiet | None = None
    preparation: Preparation | None = None
    one_off_bank_holidays: tuple[OneOffBankHoliday, ...] = ()

    def theme(self, key: str) -> Theme:
        """Return a theme by its key, or raise UnknownNameError."""
        return named("theme", key, self.themes)

    def timetable(self, key: str) -> Timetable:
        """Return a timetable by its key, or raise UnknownNameError."""
        return named("timetable", key, self.timetables)

    def source(self, key: str) -> Source:
        """Return a source; for local milestones it is the partnership's own plan."""
        if key == LOCAL_SOURCE:
            return Source(LOCAL_SOURCE, "The partnership's own plan")
        return self.sources[key]

    def who(self, milestone: Milestone) -> str:
        """Name who acts: "Lead inspector, DCS"; a local milestone names people itself."""
        parties = self.parties
        return ", ".join(parties[key].title if key in parties else key for key in milestone.who)


def named(kind: str, key: str, known: Mapping[str, _T]) -> _T:
    """Return the value of a key, or raise UnknownNameError."""
    if key not in known:
        raise UnknownNameError(kind, key, known)
    return known[key]
