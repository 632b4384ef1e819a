"""Markdown for planning documents: padded tables, blank lines around, a paragraph a line.

Formatters such as prettier and mdformat leave it as it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from jtai_cli.frameworks import Frameworks, Source, Timetable
from jtai_cli.render import facts, habits, words
from jtai_cli.render.markup import bullets, escaped, fact_list, link, page, table, with_code
from jtai_cli.themes import Theme


def themes(themes: Iterable[Theme], frameworks: Frameworks, *, heading: str) -> str:
    """Write a list of themes: a table a series."""
    blocks = [f"# {heading}"]
    for series, group in groupby(themes, key=lambda theme: theme.series):
        rows = [_row(theme, frameworks) for theme in group]
        blocks += [f"## {words.SERIES[series]}"]
        blocks.append(table(("Theme", "Key", "In force", "Inspectorates", "Status"), rows))
    return page(blocks)


def theme(theme: Theme, frameworks: Frameworks) -> str:
    """Write everything known of a theme, as a page of its own."""
    told = [("Key", (theme.key,)), facts.in_force(theme), *facts.of_theme(theme, frameworks)]
    blocks = [f"# {escaped(theme.title)}"]
    if theme.official_title or theme.url:
        blocks.append(link(theme.official_title or "Framework", theme.url))
    blocks.append(fact_list(told))
    for heading, group in groupby(theme.points(), key=lambda point: point[1]):
        blocks += [f"## {escaped(heading)}"]
        # The number is text, for editors count a list of their own from 1 again.
        blocks.append(bullets(f"**{number}.** {with_code(point)}" for number, _, point in group))
    if not theme.groups:
        blocks.append(facts.NO_POINTS)
    held = facts.sources(theme, frameworks)
    blocks += ["## Sources", bullets(link(source.title, source.url) for source in held)]
    if theme.findings:
        blocks.append(f"## {facts.FINDINGS}")
        blocks.append(bullets(f"{link(f.area, f.url)}, {escaped(f.when)}" for f in theme.findings))
    return page(blocks)


def frameworks(frameworks: Frameworks) -> str:
    """Write the rules as they stand: timetables, days to watch, sources."""
    blocks = [
        "# Rules of joint targeted area inspections",
        f"As of {words.day(frameworks.edition)}.",
        facts.DAY_ZERO,
        f"Basis: {facts.BASES}.",
    ]
    for timetable in frameworks.timetables.values():
        blocks += [f"## {escaped(timetable.title)}"]
        blocks.append(fact_list([("Key", (timetable.key,)), *facts.of_timetable(timetable)]))
        blocks.append(_rules(timetable, frameworks))
        blocks += _details(timetable)
    if watched := facts.of_days_to_watch(frameworks):
        blocks += ["## Days to watch", fact_list(watched)]
    if (preparation := frameworks.preparation) is not None:
        blocks += [f"## {habits.HEADING}", habits.introduction(preparation)]
        for habit in preparation.habits.values():
            blocks.append(f"### {escaped(habit.title)}")
            blocks.append(fact_list([("Key", (habit.key,)), *habits.told(habit, frameworks)]))
    blocks += ["## Sources", bullets(_source(one) for one in frameworks.sources.values())]
    return page(blocks)


def _row(theme: Theme, frameworks: Frameworks) -> Sequence[str]:
    return (
        theme.title,
        theme.key,
        words.sentence("; ".join(words.ran(theme))),
        ", ".join(frameworks.inspectorates[key].title for key in theme.inspectorates),
        words.sentence(theme.status or ""),
    )


def _rules(timetable: Timetable, frameworks: Frameworks) -> str:
    rows = [
        (
            milestone.title,
            milestone.key,
            words.sentence(words.rule(milestone, timetable)),
            words.who(milestone, frameworks),
            milestone.basis,
            milestone.source,
        )
        for milestone in timetable.milestones.values()
    ]
    return table(("Milestone", "Key", "Rule", "Who", "Basis", "Source"), rows)


def _details(timetable: Timetable) -> Iterator[str]:
    for milestone in timetable.milestones.values():
        if told := facts.beside_rule(milestone, timetable):
            yield f"### {escaped(milestone.title)}"
            yield fact_list(told)


def _source(source: Source) -> str:
    told = f"{source.key}: {link(source.title, source.url)}"
    return f"{told}. {with_code(source.note)}" if source.note else told
