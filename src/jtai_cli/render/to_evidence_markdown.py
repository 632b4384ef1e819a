"""Evidence in Markdown: what the cases come to, then a table a timetable, then explanations."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from jtai_cli.evidence import Case, Evidence, Measured
from jtai_cli.frameworks import Frameworks
from jtai_cli.render import markup, measures

_SUMMARY = (
    "Timetable", "Milestone", "Cases", "To the day", "Early", "Median late", "Nine in ten within",
    "Explained by", "Not explained",
)  # fmt: skip
_CASES = (
    "Area", "Published by the rule", "Published", "Late", "Explained by",
    "Due by the rule", "Due", "Late", "Explained by",
)  # fmt: skip


def evidence(evidence: Evidence, frameworks: Frameworks) -> str:
    """Write the evidence as a page of its own."""
    blocks = [f"# {measures.TITLE}", measures.SAMPLE, "## Summary"]
    blocks.append(markup.table(_SUMMARY, [*_summaries(evidence)]))
    meanings = measures.meanings(evidence, frameworks)
    if meanings:
        blocks.append(
            markup.bullets(f"**{key}:** {markup.escaped(m)}" for key, m in meanings.items())
        )
    for timetable, cases in groupby(evidence.cases, key=lambda case: case.timetable):
        blocks.append(f"## {markup.escaped(timetable.title)} ({timetable.key})")
        blocks.append(markup.table(_CASES, [_row(case) for case in cases]))
    blocks.append(markup.escaped(measures.APART))
    if explained := [*_explanations(evidence)]:
        blocks += ["## Explanations", markup.bullets(explained)]
    return markup.page(blocks)


def _summaries(evidence: Evidence) -> Iterator[Sequence[str]]:
    for one in evidence.summaries:
        yield (
            one.timetable.key,
            measures.heading(one),
            str(one.cases),
            str(one.to_the_day),
            str(one.early),
            f"{one.median:g} wd",
            f"{one.p90} wd",
            measures.explained(one) if one.causes else "",
            measures.unexplained(one) if one.unexplained else "",
        )


def _row(case: Case) -> Sequence[str]:
    return case.letter.area, *_cells(case, case.publication), *_cells(case, case.statement)


def _cells(case: Case, measured: Measured) -> Sequence[str]:
    days = (measures.day(measured.computed), measures.day(measured.real))
    causes = ", ".join(measures.causes(case, measured))
    return *(day.strip() for day in days), measures.late(measured), causes


def _explanations(evidence: Evidence) -> Iterator[str]:
    for case in evidence.cases:
        for one in case.explanations:
            said = markup.escaped(f"{case.letter.area}. {measures.sentence(one, evidence)}")
            if one.options:
                said = f"{said} {measures.found(one)} `{measures.command(one)}`"
            yield said
