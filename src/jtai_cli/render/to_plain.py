"""Plain text for scripts: a line a thing, tabs between, no heading."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jtai_cli.bankholidays import BankHolidays
    from jtai_cli.dated import Timeline
    from jtai_cli.frameworks import Frameworks
    from jtai_cli.themes import FoundPoint, Theme


def timeline(timeline: "Timeline") -> str:
    """Write a timeline: first day, last day, key and title; a first day may be empty."""
    return "".join(
        f"{dated.first or ''}\t{dated.last}\t{dated.milestone.key}\t{dated.milestone.title}\n"
        for dated in timeline.milestones
    )


def bank_holidays(held: "BankHolidays") -> str:
    """Write a list of bank holidays: date, name, published or projected."""
    return "".join(f"{day}\t{name}\t{held.status(day)}\n" for day, name in held.days.items())


def themes(themes: Iterable["Theme"]) -> str:
    """Write a list of themes: key, title, times in force as ISO dates, divided by commas."""
    return "".join(f"{theme.key}\t{theme.title}\t{','.join(_times(theme))}\n" for theme in themes)


def theme(theme: "Theme", frameworks: "Frameworks") -> str:
    """Write everything known of a theme, one thing a line, each after its label."""
    from jtai_cli.render import facts

    lines = [f"key: {theme.key}", f"title: {theme.title}"]
    if theme.official_title:
        lines.append(f"official title: {theme.official_title}")
    lines += [f"in force: {time}" for time in _times(theme)]
    for label, told in facts.of_theme(theme, frameworks):
        lines += [f"{label.lower()}: {line}" for line in told]
    heading = None
    for number, under, point in theme.points():
        if under != heading:
            lines.append(f"heading: {under}")
        heading = under
        lines.append(f"point {number}: {point}")
    if theme.url:
        lines.append(f"url: {theme.url}")
    for source in facts.sources(theme, frameworks):
        lines.append(" ".join(filter(None, (f"source: {source.title}", source.url))))
    lines += [f"finding: {one.area}, {one.when} {one.url}" for one in theme.findings]
    return "".join(f"{line}\n" for line in lines)


def found(points: Iterable["FoundPoint"]) -> str:
    """Write the points that a search found: key of the theme, number, heading, point."""
    return "".join(f"{one.theme.key}\t{one.number}\t{one.heading}\t{one.point}\n" for one in points)


def _times(theme: "Theme") -> list[str]:
    return [f"{period.first}..{period.last or ''}" for period in theme.in_force]
