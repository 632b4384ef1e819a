"""`jtai evidence`: what published inspections did, against the rules."""

from collections.abc import Iterable, Sequence
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtai_cli import load
from jtai_cli.cli import asked, console, options, shape
from jtai_cli.cli.formats import BOM
from jtai_cli.errors import Fault, JtaiError
from jtai_cli.records import replace
from jtai_cli.render.page import Page

if TYPE_CHECKING:
    # Imported by what is called, so that help and completion do not wait for them.
    from jtai_cli.evidence import Case, Evidence
    from jtai_cli.frameworks import Frameworks

FORMATS = ("table", "csv", "json", "markdown")
EXAMPLE = "jtai evidence --area Lancashire"
_FAULTY = 2
_INSPECTIONS = "Which inspections"


def evidence(
    *,
    file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Inspections to use in place of jtai's own: a CSV file with the same columns.",
            rich_help_panel=_INSPECTIONS,
        ),
    ] = None,
    area: Annotated[
        list[str] | None,
        typer.Option(
            metavar="AREA",
            help="Only the inspections of an area, each explained in full. Repeatable.",
            rich_help_panel=_INSPECTIONS,
        ),
    ] = None,
    frameworks: options.Frameworks = None,
    extra_bank_holiday: options.ExtraBankHoliday = None,
    without_bank_holiday: options.WithoutBankHoliday = None,
    bank_holidays: options.BankHolidays = None,
    division: options.Division = None,
    format_name: Annotated[str | None, options.formats(*FORMATS)] = None,
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """Tell what published inspections did, against the rules.

    When each letter was published and its statement due, by the rule and in fact, and what
    explains the difference, where that is known. The summary is of all inspections of the file.
    """
    from jtai_cli.evidence import evidence as gathered

    format_name = asked.format_of(format_name, output, FORMATS)
    page = console.page(color, output)
    rules = load.frameworks(frameworks)
    counting = asked.Counting(
        division,
        bank_holidays,
        extra_bank_holiday or (),
        without_bank_holiday or (),
        asked.Dates(None),
    )
    sample, faults = load.inspections(file)
    found, unfit = gathered(sample, rules, counting)
    if faults or unfit:
        return _refused(file, (*faults, *unfit))
    shown = _as_asked(_of_areas(found, area or ()), _typed(counting, frameworks))
    text = _rendered(format_name, shown, rules, in_full=bool(area), page=page)
    if format_name == "csv" and not console.is_stdout(output):
        text = BOM + text
    console.emit(text, output, force=force)
    return 0


def _refused(file: Path | None, faults: Sequence[Fault]) -> int:
    """Tell every fault of a file, with its line and its remedy."""
    from jtai_cli.render import words

    name = load.INSPECTIONS if file is None else str(file)
    for fault in sorted(faults, key=lambda fault: fault.line or inf):
        line = "" if fault.line is None else f":{fault.line}"
        console.report(JtaiError(f"{name}{line}: {fault.problem}", fault.remedy))
    console.report(JtaiError(f"{name}: {words.count(len(faults), 'fault')}"))
    return _FAULTY


def _of_areas(found: "Evidence", areas: Iterable[str]) -> "Evidence":
    """Keep the cases of some areas, of all where none is named; what they come to stays.

    Raises:
        UnknownNameError: there is no case of an area.
    """
    names = {case.letter.area.casefold(): case.letter.area for case in found.cases}
    wanted = {
        asked.named("area", names.get(name.casefold(), name), names.values(), "--area")
        for name in areas
    }
    kept = (case for case in found.cases if not wanted or case.letter.area in wanted)
    return replace(found, cases=tuple(kept))


def _typed(counting: asked.Counting, frameworks: Path | None) -> Sequence[str]:
    """Return the options that say how days are counted, as they were typed."""
    named = (
        ("--extra-bank-holiday", counting.extra),
        ("--without-bank-holiday", counting.without),
        ("--bank-holidays", [] if counting.file is None else [str(counting.file)]),
        ("--division", [] if counting.division is None else [counting.division]),
        ("--frameworks", [] if frameworks is None else [str(frameworks)]),
    )
    return [word for option, values in named for value in values for word in (option, value)]


def _as_asked(found: "Evidence", typed: Sequence[str]) -> "Evidence":
    """Let what the explanations say to type count as the cases were counted."""

    def counted(case: "Case") -> "Case":
        explanations = (
            replace(one, options=(*one.options, *typed)) if one.options else one
            for one in case.explanations
        )
        return replace(case, explanations=tuple(explanations))

    return replace(found, cases=tuple(counted(case) for case in found.cases))


def _rendered(
    format_name: str, found: "Evidence", rules: "Frameworks", *, in_full: bool, page: Page
) -> str:
    match format_name:
        case "csv":
            from jtai_cli.render import to_evidence_csv

            return to_evidence_csv.evidence(found)
        case "json":
            from jtai_cli.render import to_evidence_json

            return to_evidence_json.evidence(found)
        case "markdown":
            from jtai_cli.render import to_evidence_markdown

            return to_evidence_markdown.evidence(found, rules)
        case _:
            from jtai_cli.render import to_evidence_text

            return to_evidence_text.evidence(found, rules, in_full=in_full, page=page)


app = shape.alone(evidence, EXAMPLE)
