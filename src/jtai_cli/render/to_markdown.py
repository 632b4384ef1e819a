"""Markdown for planning documents: padded tables, blank lines around, a paragraph a line.

Formatters such as prettier and mdformat leave it as it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from jtai_cli.frameworks import Frameworks, Source, Timetable
from jtai_cli.render import facts, words
from jtai_cli.themes import Theme

_SPECIAL = re.compile(r"[\\*_\[\]<|]|^[#>+-](?=\s)")
_NUMBER = re.compile(r"^(\d+)([.)])(?=\s)")


def themes(themes: Iterable[Theme], frameworks: Frameworks, *, heading: str) -> str:
    """Write a list of themes: a table a series."""
    blocks = [f"# {heading}"]
    for series, group in groupby(themes, key=lambda theme: theme.series):
        rows = [_row(theme, frameworks) for theme in group]
        blocks += [f"## {words.SERIES[series]}"]
        blocks.append(_table(("Theme", "Key", "In force", "Inspectorates", "Status"), rows))
    return _page(blocks)


def theme(theme: Theme, frameworks: Frameworks) -> str:
    """Write everything known of a theme, as a page of its own."""
    told = [("Key", (theme.key,)), facts.in_force(theme), *facts.of_theme(theme, frameworks)]
    blocks = [f"# {_escaped(theme.title)}"]
    if theme.official_title or theme.url:
        blocks.append(_link(theme.official_title or "Framework", theme.url))
    blocks.append(_facts(told))
    for heading, group in groupby(theme.points(), key=lambda point: point[1]):
        blocks += [f"## {_escaped(heading)}"]
        # The number is text, for editors count a list of their own from 1 again.
        blocks.append(_bullets(f"**{number}.** {_escaped(point)}" for number, _, point in group))
    if not theme.groups:
        blocks.append(facts.NO_POINTS)
    held = facts.sources(theme, frameworks)
    blocks += ["## Sources", _bullets(_link(source.title, source.url) for source in held)]
    if theme.findings:
        blocks.append(f"## {facts.FINDINGS}")
        blocks.append(
            _bullets(f"{_link(f.area, f.url)}, {_escaped(f.when)}" for f in theme.findings)
        )
    return _page(blocks)


def frameworks(frameworks: Frameworks) -> str:
    """Write the rules as they stand: timetables, days to watch, sources."""
    blocks = [
        "# Rules of joint targeted area inspections",
        f"As of {words.day(frameworks.edition)}.",
        facts.DAY_ZERO,
        f"Basis: {facts.BASES}.",
    ]
    for timetable in frameworks.timetables.values():
        blocks += [f"## {_escaped(timetable.title)}"]
        blocks.append(_facts([("Key", (timetable.key,)), *facts.of_timetable(timetable)]))
        blocks.append(_rules(timetable, frameworks))
        blocks += _details(timetable)
    if watched := facts.of_days_to_watch(frameworks):
        blocks += ["## Days to watch", _facts(watched)]
    blocks += ["## Sources", _bullets(_source(one) for one in frameworks.sources.values())]
    return _page(blocks)


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
    return _table(("Milestone", "Key", "Rule", "Who", "Basis", "Source"), rows)


def _details(timetable: Timetable) -> Iterator[str]:
    for milestone in timetable.milestones.values():
        if told := facts.beside_rule(milestone, timetable):
            yield f"### {_escaped(milestone.title)}"
            yield _facts(told)


def _source(source: Source) -> str:
    told = f"{source.key}: {_link(source.title, source.url)}"
    return f"{told}. {_escaped(source.note)}" if source.note else told


def _facts(told: Iterable[facts.Fact]) -> str:
    return _bullets(_fact(label, lines) for label, lines in told)


def _fact(label: str, lines: Sequence[str]) -> str:
    escaped = [_escaped(line if label == "Key" else words.sentence(line)) for line in lines]
    match escaped:
        case [line]:
            return f"**{label}:** {line}"
        case _:
            return "\n".join([f"**{label}:**", *(f"  - {line}" for line in escaped)])


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Pad the cells of a column to one width; a column with nothing under its head is left out."""
    columns = [
        [name, *(_escaped(cell) for cell in cells)]
        for name, *cells in zip(head, *rows, strict=True)
        if any(cells)
    ]
    padded = []
    for column in columns:
        width = max(3, *(len(cell) for cell in column))
        name, *cells = (cell.ljust(width) for cell in column)
        padded.append([name, "-" * width, *cells])
    return "\n".join(f"| {' | '.join(row)} |" for row in zip(*padded, strict=True))


def _link(text: str, url: str | None) -> str:
    return f"[{_escaped(text)}]({url})" if url else _escaped(text)


def _escaped(text: str) -> str:
    """Take their meaning in Markdown from characters that have one."""
    return _NUMBER.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", text))


def _page(blocks: Iterable[str]) -> str:
    return "\n\n".join(blocks) + "\n"
