"""What is told of themes and rules, label by label, the same in every format."""

from collections.abc import Iterable, Iterator

from jtai_cli.dated import Timeline
from jtai_cli.frameworks import (
    Frameworks,
    OneOffBankHoliday,
    Poll,
    PollingDay,
    Source,
    Timetable,
)
from jtai_cli.milestones import Basis, Milestone, Reading
from jtai_cli.plan import LOCAL_SOURCE
from jtai_cli.render import words
from jtai_cli.themes import Theme

Fact = tuple[str, tuple[str, ...]]
"""A label and the lines beside it, of which there is one at least."""

BASIS = {
    Basis.SOURCED: "sourced, a source says it",
    Basis.DERIVED: "derived, it follows from sources",
    Basis.LOCAL: "local, a planning habit",
}
BASES = "; ".join(BASIS.values())
DAY_ZERO = "The day counted from is day zero; the next working day is 1."
FINDINGS = "Published findings (with the month of fieldwork, unless said)"
NO_POINTS = "The points of this theme are not on record."
_LOCAL = "The partnership's own plan"


def in_force(theme: Theme) -> Fact:
    """Tell when a theme was in force, and which of that was derived."""
    marks = ("" if one.basis is Basis.SOURCED else f" ({one.basis})" for one in theme.in_force)
    times = zip(words.ran(theme), marks, strict=True)
    return ("In force", tuple(f"{time}{mark}" for time, mark in times))


def of_theme(theme: Theme, frameworks: Frameworks) -> list[Fact]:
    """Tell the rest about a theme: its framework, who inspects, who is in scope."""
    return _told(
        ("Published", _if_any(theme.published)),
        ("Status", _if_any(theme.status)),
        ("Inspectorates", (frameworks.inspectorates[key].name for key in theme.inspectorates)),
        ("Agencies in scope", theme.agencies),
        ("Looked at too", theme.looked_at_too),
        ("Out of scope", _if_any(theme.out_of_scope)),
        ("Ages", _if_any(theme.ages)),
        ("Basis", (theme.basis,)),
        ("Note", _if_any(theme.note)),
    )


def sources(theme: Theme, frameworks: Frameworks) -> list[Source]:
    """Return the sources of a theme."""
    return [frameworks.sources[key] for key in theme.sources]


def relied_on(timeline: Timeline, frameworks: Frameworks) -> Iterator[Source]:
    """Give the sources of a timeline's rules and readings, each once, in their order."""
    keys: dict[str, None] = {}
    for dated in timeline.milestones:
        keys[dated.milestone.source] = None
        keys |= dict.fromkeys(one.reading.source for one in dated.readings)
    for key in keys:
        yield Source(key, _LOCAL) if key == LOCAL_SOURCE else frameworks.sources[key]


def own_address(theme: Theme, frameworks: Frameworks) -> str | None:
    """Return the web address of a theme, unless it stands among those of its sources."""
    held = {source.url for source in sources(theme, frameworks)}
    return None if theme.url in held else theme.url


def of_timetable(timetable: Timetable) -> list[Fact]:
    """Tell when a timetable is in force, and whose bank holidays it skips."""
    period = timetable.in_force
    return _told(
        ("In force", (f"{words.in_force(period)}, by first day of fieldwork ({period.basis})",)),
        ("Division", (words.division(timetable.division),)),
        ("Note", _if_any(timetable.note)),
    )


def of_rule(milestone: Milestone, timetable: Timetable, frameworks: Frameworks) -> list[Fact]:
    """Tell a milestone's rule, who says it, and who acts."""
    return _told(
        ("Rule", (words.rule(milestone, timetable),)),
        ("Basis", (_basis(milestone.basis, milestone.source),)),
        ("Who", _if_any(words.who(milestone, frameworks))),
    )


def beside_rule(milestone: Milestone, timetable: Timetable) -> list[Fact]:
    """Tell what stands beside a milestone's rule: details, what letters did, other readings."""
    return _told(
        ("Detail", (*milestone.detail, *_traits(milestone, timetable))),
        ("Proved", _if_any(milestone.proved)),
        ("Note", _if_any(milestone.caveat)),
        ("Readings", (_reading(one, timetable) for one in milestone.readings.values())),
    )


def of_days_to_watch(frameworks: Frameworks) -> list[Fact]:
    """Tell the days in which letters come late: before polls, and at Christmas."""
    facts: list[Fact] = []
    if (period := frameworks.pre_election_period) is not None:
        before = words.count(abs(period.working_days), "working day")
        told = f"from {before} before a polling day, to polling day"
        facts.append(("Pre-election period", (told, _basis(period.basis, period.source))))
    for poll in Poll:
        days = [day for day in frameworks.polling_days if day.poll is poll]
        facts += _told((f"{words.sentence(poll)} elections", _polling_days(days)))
    if (quiet := frameworks.christmas) is not None:
        lines = (words.every_year(quiet), _basis(quiet.basis, quiet.source))
        facts.append((quiet.name, (*lines, *_if_any(quiet.note))))
    one_offs = (_one_off(one) for one in frameworks.one_off_bank_holidays)
    return facts + _told(("One-off bank holidays", one_offs))


def _told(*facts: tuple[str, Iterable[str]]) -> list[Fact]:
    """Leave out the labels that have nothing beside them."""
    told = [(label, tuple(lines)) for label, lines in facts]
    return [(label, lines) for label, lines in told if lines]


def _if_any(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()


def _basis(basis: Basis, source: str) -> str:
    return f"{basis}: {source}"


def _traits(milestone: Milestone, timetable: Timetable) -> Iterator[str]:
    """Tell what else the rule says, beside when it falls."""
    if milestone.conditional:
        yield "It happens only if the letter asks for it."
    if milestone.weekday is not None:
        yield f"It is expected on a {words.sentence(milestone.weekday)}."
    if milestone.skips_closures:
        yield "Days given as closures are left out of the count."
    if milestone.held_before_polls:
        yield "It may be held in a pre-election period."
    if milestone.counted_from is not None:
        origin = timetable.milestone(milestone.counted_from)
        yield f"A timeline shows its count from {origin.name}."


def _reading(reading: Reading, timetable: Timetable) -> str:
    rule, basis = words.rule(reading, timetable), _basis(reading.basis, reading.source)
    return f"{reading.label} ({reading.key}: {rule}; {basis})"


def _one_off(one: OneOffBankHoliday) -> str:
    moved = "" if one.in_place_of is None else f" in place of {words.day(one.in_place_of)}"
    told = f"{words.day(one.day)}{moved}, made known on {words.day(one.proclaimed)}"
    return f"{told} (source: {one.source})"


def _polling_days(days: Iterable[PollingDay]) -> Iterator[str]:
    """Tell polling days, a line for those of one source."""
    by_source: dict[str, list[str]] = {}
    for polled in days:
        told = words.day(polled.day)
        if polled.period_first is not None:
            told += f" (period from {words.day(polled.period_first)})"
        by_source.setdefault(polled.source, []).append(told)
    yield from (f"{', '.join(told)} (source: {source})" for source, told in by_source.items())
