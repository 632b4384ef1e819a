"""Explanations as Markdown, for papers and planning documents."""

from collections.abc import Iterable, Iterator, Sequence

from jtai_cli.bankholidays import Division
from jtai_cli.dates import say
from jtai_cli.explain import ExplainedReading, Explanation
from jtai_cli.explain.counts import Count
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Milestone, Reading
from jtai_cli.render import facts, reasons, tallies, words
from jtai_cli.render.markup import bullets, escaped, link, page, table


def compact(explanation: Explanation, frameworks: Frameworks, division: Division) -> str:
    """Write an explanation whose counts are told in runs of days."""
    return page(_blocks(explanation, frameworks, division, tallies.RUNS))


def in_full(explanation: Explanation, frameworks: Frameworks, division: Division) -> str:
    """Write an explanation whose counts are told a line a day."""
    return page(_blocks(explanation, frameworks, division, tallies.DAYS))


def _blocks(
    explanation: Explanation, frameworks: Frameworks, division: Division, head: tuple[str, ...]
) -> Iterator[str]:
    milestone, where = explanation.dated.milestone, words.division(division)
    yield f"# {escaped(reasons.heading(explanation))}"
    yield escaped(" ".join(reasons.opening(explanation)))
    yield _whence(milestone, frameworks)
    yield f"## {reasons.WAY}"
    yield table(("Date", "What happens, and how it is counted"), _plain(reasons.way(explanation)))
    for heading, opening, count in reasons.counts(explanation):
        yield f"## {heading} ({where})"
        yield f"{opening}."
        yield from _count(count, head)
    if explanation.readings:
        yield f"## {reasons.READINGS}"
    for one in explanation.readings:
        yield from _reading(one, frameworks, head)
    resting, *rest = reasons.rests_on(explanation)
    yield f"## {resting} ({where})"
    yield _listed(rest)
    if notes := explanation.timeline.notes_on(milestone.key):
        yield "## Notes"
        yield _listed(note.text for note in notes)
    if told := reasons.known_of(milestone):
        yield f"## {reasons.KNOWN_OF}"
        yield _listed(told)
    yield words.CAUTION


def _whence(of: Milestone | Reading, frameworks: Frameworks) -> str:
    source = reasons.source(of, frameworks)
    return bullets(
        [
            f"**Basis:** {words.sentence(facts.BASIS[of.basis])}",
            f"**Source:** {link(words.sentence(source.title), source.url)}",
        ]
    )


def _count(count: Count, head: tuple[str, ...]) -> Iterator[str]:
    rows = tallies.runs(count) if head == tallies.RUNS else tallies.days(count)
    yield table(head, _plain(rows))
    yield f"{words.sentence(tallies.totals(count))}."


def _plain(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    """Take out what lines cells up on a terminal: formatters would."""
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def _reading(
    explained: ExplainedReading, frameworks: Frameworks, head: tuple[str, ...]
) -> Iterator[str]:
    dated = explained.dated
    yield f"### {escaped(f'{reasons.label(dated)}: {say(dated.day)}')}"
    yield _whence(dated.reading, frameworks)
    yield f"{tallies.setting_out(explained.count)}."
    yield from _count(explained.count, head)


def _listed(lines: Iterable[str]) -> str:
    return bullets(escaped(words.sentence(line)) for line in lines)
