"""Wording that reports share: titles, dates, what stands beside a date, readings and notes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from jtai_cli import __version__
from jtai_cli.bankholidays import Division
from jtai_cli.dates import say, say_brief, say_plain, say_short, say_span, weekday_name
from jtai_cli.kinds import counted
from jtai_cli.report import model as m
from jtai_cli.rules import Basis, InForce, Milestone, Rules, Source, Theme, Timetable
from jtai_cli.timeline import DatedMilestone, DatedReading, DateIs, Timeline
from jtai_cli.workingdays import CLOSURE, WEEKEND

if TYPE_CHECKING:  # making their classes would take a twelfth of the start-up time
    from jtai_cli.evidence import LikelyDate
    from jtai_cli.explain import ChainLink, Count

Links = Iterable["ChainLink"]
Outlook = Mapping[str, "LikelyDate"] | None
"""What published inspections say about some dates, by milestone key; None if not wanted."""
BASIS = {
    Basis.SOURCED: "sourced (a source says so)",
    Basis.DERIVED: "derived (it follows from the sources)",
    Basis.LOCAL: "local (a planning habit, not a rule)",
}
DONE = "done"
REHEARSAL = "This is a rehearsal. Nobody is being inspected."
TERMINAL = frozenset({"terminal"})
SENT_ROUND = frozenset({"document", "page", "workbook"})
"""The media in which a document is sent round."""
PROGRAMS = frozenset({"csv", "plain"})
"""The media that programs read."""
DATE = m.Column("date", "Date", is_whole=True)
WHAT = m.Column("what", "What happens")
WHO = m.Column("who", "Who")


def sentence(text: str) -> str:
    """Begin a text with a capital letter."""
    return text[:1].upper() + text[1:]


def lowered(title: str) -> str:
    """Put a title inside a sentence: "Front door" becomes "front door", "SEND" stays."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def head(milestone: Milestone) -> str:
    """Name a milestone in a word or two, to head a column: "Final letter"."""
    return sentence(milestone.name.removeprefix("the "))


def division_name(division: Division) -> str:
    """Name a division: "Northern Ireland"."""
    return division.replace("-", " ").title()


def _later(days: int) -> str:
    return f"{counted(abs(days), 'working day')} {'later' if days > 0 else 'earlier'}"


def one_line(day: date) -> str:
    """Write a date with its weekday, in a line of text: "Mon 3 Mar 2025"."""
    return f"{say_short(day)[:3]} {say_brief(day)}"


def days_in_full(dated: DatedMilestone) -> str:
    """Write a milestone's days in full: "Thursday 10 April 2025", "up to Monday 3 March 2025"."""
    last = dated.last
    return f"up to {say(last)}" if dated.first is None else say_span(dated.first, last)


def bank_holidays(days: Iterable[tuple[date, str]]) -> str:
    """Name bank holidays with their days, and the year where it is not the same for all."""
    named = [(name, say_brief(day)) for day, name in days]
    shown = -len(" 2025") if len({day[-4:] for _, day in named}) == 1 else None
    return ", ".join(f"{name} {day[:shown]}" for name, day in named)


def closure(timeline: Timeline) -> str:
    """Say what a closure is left out of: "Closure, not counted up to publication"."""
    every = (one.milestone for one in timeline.milestones if one.milestone.skips_closures)
    names = [one.name for one in every if one.basis != Basis.LOCAL]
    return "Closure" + (f", not counted up to {names[-1]}" if names else "")


def caution(timeline: Timeline) -> str:
    """Say that the dates are calculated, and what takes priority."""
    return timeline.timetable.caution or "These dates are calculated."


def in_force(period: InForce) -> str:
    """Say a period in force: "from 28 March 2022", "28 March to 30 September 2022"."""
    first, last = say_plain(period.first), period.last
    if last is None:
        return f"from {first}"
    return f"{first.removesuffix(f' {last.year}')} to {say_plain(last)}"


def kind(timeline: Timeline) -> str:
    """Name the kind of inspection: "JTAI", "JTAI rehearsal"."""
    return timeline.timetable.name + " rehearsal" * timeline.inspection.is_rehearsal


def whose(timeline: Timeline) -> str | None:
    """Return the area, or else the name, of an inspection."""
    return timeline.inspection.area or timeline.inspection.name


def title(timeline: Timeline, rules: Rules, document: str = "") -> str:
    """Head a document: "JTAI timeline: front door", "Kingston: JTAI briefing, front door"."""
    theme, owner = timeline.inspection.theme, whose(timeline)
    about = f"{kind(timeline)} {document or ('' if owner else 'timeline')}".strip()
    about = f"{owner}: {about}" if owner else about
    subject = "" if theme is None else lowered(rules.theme(theme).title)
    return about + (f"{', ' if owner else ': '}{subject}" if subject else "")


def facts(timeline: Timeline, **more: str | None) -> m.Facts:
    """Give the facts under the title of every document about an inspection."""
    inspection, fieldwork = timeline.inspection, timeline.fieldwork
    known = timeline.timetable.milestones[inspection.known.milestone]
    start = f"{known.name} on {say(inspection.known.first)}"
    found = {
        "Fieldwork": days_in_full(fieldwork),
        "Counted from": None if fieldwork.date_is is DateIs.KNOWN else start,
        "Principal authority": inspection.principal_authority,
        "Contact": inspection.contact,
    }
    return m.Facts.of((found | more).items())


def begins(timeline: Timeline) -> date:
    """Return the first day that is counted, which is when people first know of an inspection."""
    found = [one for one in timeline.milestones if one.milestone.rule.is_task]
    official = [one for one in found if one.milestone.basis is not Basis.LOCAL]
    return min(one.first or one.last for one in official or found)


def stated_or_moved(dated: DatedMilestone, timeline: Timeline) -> str:
    """Say what a letter gives for a date, or what moved it; nothing for most dates."""
    if dated.first is None or dated.computed is None:
        return ""
    if dated.date_is is DateIs.STATED:
        instead = "" if dated.first == dated.computed else f"not {say_brief(dated.computed)} "
        late = dated.working_days_late
        compared = f"{_later(late)} than" if late else f"{instead}as"
        return f"letter says {say_brief(dated.first)}, {compared} calculated"
    if dated.date_is is DateIs.KNOWN or dated.first == dated.unslipped:
        return ""
    chain, stated = timeline.timetable.chain(dated.key), timeline.inspection.stated
    by = next((f" by {one.name}" for one in chain if one.key in stated), "")
    far = f" {counted(abs(dated.moved), 'working day')}" if dated.moved else ""
    return f"moved{far}{' earlier' if dated.moved < 0 else ''}{by}"


def marks(dated: DatedMilestone, timeline: Timeline, *left_out: str) -> list[str]:
    """Say what else the reader should see beside a date, a few words each."""
    milestone, is_stated = dated.milestone, dated.date_is is DateIs.STATED
    found = {
        "known": dated.date_is is DateIs.KNOWN,
        "local": milestone.basis is Basis.LOCAL,
        "provisional": dated.provisional,
        "if the letter asks for it": milestone.conditional and not is_stated,
        DONE: milestone.key in (timeline.inspection.done or ()),
    }
    return [word for word, applies in found.items() if applies and word not in left_out]


def titled(dated: DatedMilestone, timeline: Timeline, *left_out: str) -> str:
    """Return the title with its marks, except some: "Fieldwork (known)"."""
    found = ", ".join(marks(dated, timeline, *left_out))
    return dated.milestone.title + (f" ({found})" if found else "")


def people(who: str, owner: str | None) -> tuple[str, ...]:
    """Say who acts and who looks after it, one per line."""
    lines = who.replace(", ", ",\n").split("\n")
    return tuple(filter(None, (*lines, owner and f"owner: {owner}")))


def rule(dated: DatedMilestone, timeline: Timeline) -> str:
    """Put a milestone's rule into words; for fieldwork, say how long it really lasts."""
    of = dated.milestone
    if of.rule.anchor is None and dated.first is not None:
        usual = of.rule.offsets.last.number + 1
        days = timeline.clock(of).between(dated.first, dated.last) + 1
        if days != usual:
            return f"{counted(days, 'working day')}, usually {usual}"
    return timeline.timetable.words(of)


def rule_from(dated: DatedMilestone, timeline: Timeline) -> str:
    """Say a rule with the day it counts from: "… after the draft letter, Friday 28 March 2025"."""
    of, words = dated.milestone.rule, rule(dated, timeline)
    if of.anchor is None:
        known = timeline.inspection.known
        name = timeline.timetable.milestones[known.milestone].name
        return f"{words}, counted back from {name}, {say(known.first)}"
    way = "counted from " if of.lasts and of.is_task else ""
    return f"{words}, {way}{say(timeline.dated(of.anchor).day(of.edge))}"


def origin(dated: DatedMilestone, timeline: Timeline) -> str:
    """Say in sentences where a date comes from: its rule, what a letter says, what moved it."""
    by_rule = rule_from(dated, timeline)
    if dated.date_is is DateIs.KNOWN:
        known = "This date is known. The other dates are counted from it."
        is_root = dated.milestone.rule.anchor is None
        return known if is_root else f"{known} By the rule it is {by_rule}."
    if dated.date_is is DateIs.COMPUTED or dated.computed is None:
        moved = stated_or_moved(dated, timeline)
        return f"{sentence(by_rule)}." + (f" {sentence(moved)}." if moved else "")
    if dated.computed == dated.first:
        return f"A letter gives this date, and so does the rule: {by_rule}."
    late = f" The letter's date is {_later(late)}." if (late := dated.working_days_late) else ""
    return f"A letter gives this date. The rule gives {say(dated.computed)}: {by_rule}.{late}"


def source(of: Source) -> str | m.Link:
    """Name a source; its title leads to its address, if it has one."""
    return m.Link(of.title, of.url) if of.url else of.title


def source_of(rules: Rules, key: str) -> str:
    """Name a source, with its address if it has one, in a text without links."""
    of = rules.source(key)
    return f"{of.title} {of.url or ''}".rstrip()


def in_line(links: Iterable[str | m.Link]) -> tuple[str | m.Link, ...]:
    """Put links into a sentence, or at its end: "Kingston; Leeds."."""
    parts = [part for link in links for part in (link, "; ")]
    return (*parts[:-1], ".") if parts else ()


def findings(theme: Theme) -> list[m.Link]:
    """Give links to the published letters of a theme, each with a month."""
    return [m.Link(f"{one.area}, {one.when}", one.url) for one in theme.findings]


def reading(of: DatedReading, timeline: Timeline) -> str:
    """Describe another reading, and say why its day is off if it is no working day."""
    words = of.reading.label
    if why := timeline.calendar.why_not(of.day):
        words += f" (a {weekday_name(of.day)})" if why == WEEKEND else f" ({why})"
    return f"{words} (provisional)" if of.provisional else words


def match(dated: DatedMilestone) -> str | None:
    """Say which readings a stated date matches."""
    if dated.date_is is not DateIs.STATED or not dated.readings:
        return None
    found = ["the rule"] * (dated.computed == dated.first)
    found += [one.reading.label.partition(",")[0] for one in dated.readings if one.agrees]
    named = " and ".join(found) or "none of these readings"
    return f"The date in the letter matches {named}."


def typed(lines: Iterable[str]) -> Iterator[m.Paragraph]:
    """Say what to type, in the terminal only."""
    for line in dict.fromkeys(lines):
        yield m.Paragraph.of(line, tone=m.Tone.MUTED, media=TERMINAL)


def likely(outlook: Outlook, dated: DatedMilestone) -> str:
    """Say how published inspections kept to a date; nothing if they say nothing about it."""
    if (one := (outlook or {}).get(dated.key)) is None:
        return ""
    how = [f"as {one.reading.label.partition(',')[0]}"] if one.reading else []
    how += ["without closures"] if one.without_closures else []
    where = "on the day" + (f" counted {', '.join(how)}" if how else "")
    where += f" (here {say_brief(one.day)})" if one.day != dated.first else ""
    summary, within = one.summary, "by then"
    if late := summary.p90:
        number = counted(abs(late), "working day")
        within = f"within {number} of it" if late > 0 else f"at least {number} before it"
        within += f", by {say_brief(one.by)}" + (" (provisional)" if one.provisional else "")
    on_it = f"{summary.to_the_day} came {where} and {summary.early} earlier"
    return f"of {summary.cases} published inspections, {on_it}; nine in ten came {within}"


def likely_basis(outlook: Outlook, timetable: Timetable) -> str | None:
    """Say what an outlook is based on; nothing if none is wanted."""
    if not outlook:
        return None if outlook is None else "Published inspections say nothing about these dates."
    cases = max(one.summary.cases for one in outlook.values())
    return (
        f"How likely these dates are: {cases} published inspections under the {timetable.title} "
        "were compared with the rules. This is a small sample, not a promise."
    )


def skips(count: "Count", *, with_weekends: bool = True) -> str:
    """Say what a count skips: "4 weekend days, 2 closed days, Good Friday 18 Apr"."""
    reasons = [day.why for day in count.days if with_weekends or day.why != WEEKEND]
    nouns = {WEEKEND: "weekend day", CLOSURE: "closed day"}
    named = sorted((day.day, day.why) for day in count.days if day.why and day.why not in nouns)
    found = (counted(reasons.count(why), noun) for why, noun in nouns.items() if why in reasons)
    return ", ".join(filter(None, (*found, bank_holidays(named))))


def how_counted(link: "ChainLink", timeline: Timeline) -> str:
    """Explain a date in one line, without its title and the date itself."""
    skipped = link.count and skips(link.count)
    return origin(link.dated, timeline) + (f" Skipping {skipped}." if skipped else "")


def explained(link: "ChainLink", timeline: Timeline) -> str:
    """Explain a date in one line, after its title."""
    return f"{link.dated.milestone.title}: {how_counted(link, timeline)}"


def headed(schema: str) -> dict[str, object]:
    """Begin JSON for programs, with the name of its schema and the version of jtai."""
    return {"schema": f"jtai.{schema}/1", "jtai": __version__}


def picked(of: object, *keys: str | tuple[str, ...]) -> dict[str, Any]:
    """Return the attributes with these names, as programs read them: the keys are an API.

    "date=dated.first" puts that day under the key "date", or None if part of the path is None; a
    "weekday" is named. A tuple picks its other names from what its first one gives, one or many.
    """
    found: dict[str, Any] = {}
    for key in keys:
        first, *within = (key,) if isinstance(key, str) else key
        name, _, path = first.partition("=")
        value: Any = of
        for step in (path or name).split("."):
            value = None if value is None else getattr(value, step)
        if within and value is not None:
            pick = picked_from if type(value) in {tuple, list} else picked
            value = pick(value, *within)
        elif name == "weekday" and value is not None:
            value = weekday_name(value)
        found[name] = asdict(value) if hasattr(value, "__dataclass_fields__") else value
    return found


def picked_from(of: Iterable[object], *keys: str | tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the attributes with these names of each object."""
    return [picked(one, *keys) for one in of]
