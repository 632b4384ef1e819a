"""`jtai export`: files for Outlook, Excel, Word, the web and Markdown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from jtai_cli.bankholidays import FIRST_YEAR, LAST_YEAR
from jtai_cli.cli import console
from jtai_cli.cli.commands import BOM, Output, alone
from jtai_cli.cli.options import OUTPUT, argument, option, switch
from jtai_cli.cli.question import INSPECTION, KNOWN_DATE, LETTERS, Question
from jtai_cli.cli.timeline import outlook_of, sent_round
from jtai_cli.errors import UsageError
from jtai_cli.files.text import refuse_unprintable
from jtai_cli.files.writing import write_all
from jtai_cli.formats import Answer, Page, format_of_file, write
from jtai_cli.plan import key_of
from jtai_cli.report import calendar, what_if
from jtai_cli.report import timeline as reports
from jtai_cli.report.model import Report
from jtai_cli.report.words import whose
from jtai_cli.rules import Rules
from jtai_cli.timeline import Timeline

_ADVICE = {
    "ics": "Open it in Outlook, Google or Apple Calendar; open a new one to update.",
    "xlsx": "Open it in Excel. --force replaces it with everything typed in it.",
    "docx": "Open it in Word, and send it round.",
    "html": "Open it in any browser, print it, or put it on a website as it is.",
    "markdown": "Paste it into a planning document.",
    "mermaid": "Paste it into a page that draws Mermaid.",
    "svg": "Put it into a page or a presentation as a picture.",
    "csv": "Open it in Excel, or read it with a script.",
    "json": "Read it with a script.",
}
PACK = ("ics", "xlsx", "docx", "html", "md", "svg", "csv")
"""The endings of the files that `--all` writes."""
_OF_ONE = (*KNOWN_DATE, *LETTERS, "theme", "closure")


@alone(
    "Write files for Outlook, Excel, Word, the web and Markdown, each in the format of its "
    "ending: .ics .xlsx .docx .html .md .mmd .svg .csv .json.",
    "jtai export --fieldwork 2025-03-03 --theme front-door jtai.ics plan.xlsx",
    takes=INSPECTION,
)
def app(
    question: Question,
    files: list[str] | None = argument("FILES", "Files to write; - is stdout.", default=None),
    *,
    whole_pack: Path | None = option(
        "DIR",
        "Write the calendar, workbook, briefing, page, Markdown, chart and CSV into a directory.",
        OUTPUT,
        "--all",
    ),
    split: Path | None = option(
        "DIR", "Write a calendar file for each milestone, to send as invitations."
    ),
    name: str | None = option("NAME", "The name in titles and in the names of files."),
    rehearsal: bool = switch("--rehearsal", "Mark everything as a rehearsal."),
    likely: bool = switch("--likely", "Add how late the letters of published inspections came."),
    blank: bool = switch("--blank", "Write a workbook or page that counts for any inspection."),
    year: int | None = option(
        "YEAR", "The year that --blank begins with.", min=FIRST_YEAR, max=LAST_YEAR
    ),
    format_name: str | None = option(
        "FORMAT", "The format when writing to stdout (-).", OUTPUT, "--format", complete=_ADVICE
    ),
    force: bool = switch("--force", "Replace files that exist."),
) -> None:
    paths = [Path(file) for file in files or ()]
    if blank:
        of_one: list[tuple[str, object]] = [("--all", whole_pack), ("--split", split)]
        of_one += [("--name", name), ("--rehearsal", rehearsal), ("--likely", likely)]
        _save(dict(_contents(_blank(question, year, of_one), paths)), question, force=force)
        return
    if year is not None:
        raise UsageError("--year is for --blank alone", f"--blank --year {year}")
    timeline, rules = _named(question.timeline, name, is_rehearsal=rehearsal), question.rules
    outlook = outlook_of(timeline, rules) if likely else None
    answer = Answer(
        lambda: reports.report(timeline, rules, outlook=outlook),
        lambda: reports.data(timeline, rules, outlook=outlook),
        tuple(_ADVICE),
        sent_round(timeline, rules, outlook),
    )
    if format_name is not None or Path("-") in paths:
        _to_stdout(answer, question, format_name, paths, into=whole_pack or split)
        return
    if whole_pack is not None:
        paths += [whole_pack / f"{_file_name(timeline)}.{ending}" for ending in PACK]
    made = dict(_contents(answer, paths))
    if split is not None:
        made |= dict(_invitations(timeline, rules, split))
    _save(made, question, force=force)


def _save(made: Mapping[Path, bytes], question: Question, *, force: bool) -> None:
    if not made:
        raise UsageError("no file to write is named", "jtai.ics, plan.xlsx, --all DIR or -")
    write_all(made, force=force, inputs=question.inputs(), makes_folders=True)
    for path in made:
        console.confirm(f"{path} written\n  {_ADVICE[format_of_file(path)]}\n")


def _blank(question: Question, year: int | None, of_one: Iterable[tuple[str, object]]) -> Answer:
    """Return what counts the dates of any inspection; options `of_one` inspection are refused."""
    typed = ((f"--{name.replace('_', '-')}", getattr(question, name)) for name in _OF_ONE)
    for name, value in (*typed, *of_one):
        if value:
            raise UsageError(f"--blank cannot be combined with {name}", f"leave out {name}")
    if year is None:
        raise UsageError("--blank needs a year to begin with", "--blank --year YEAR")
    calculator = what_if.blank(question.rules, year, question.calendars, question.timetable_key)
    return Answer(
        lambda: Report(calculator.title, ()),
        calculator.data,
        ("xlsx", "html"),
        {"xlsx": lambda: (calculator,), "html": lambda: calculator},
    )


def _named(timeline: Timeline, name: str | None, *, is_rehearsal: bool) -> Timeline:
    inspection = timeline.inspection
    if name is not None:
        refuse_unprintable(name, "--name")
        inspection = replace(inspection, name=name, area=None)
    is_rehearsal = is_rehearsal or inspection.is_rehearsal
    return replace(timeline, inspection=replace(inspection, is_rehearsal=is_rehearsal))


def _to_stdout(
    answer: Answer, question: Question, format_name: str | None, paths: list[Path], *, into: object
) -> None:
    if into is not None or paths != [Path("-")]:
        problem = "- is stdout, and --format its format: one cannot be without the other, "
        raise UsageError(f"{problem}nor beside files", "- --format ics")
    if format_name is None:
        raise UsageError("- needs a format", "- --format ics")
    output = Output(
        format_name=format_name,
        output=None,
        force=False,
        color="auto",
        question=question,
        formats=answer.formats,
    )
    output.emit(answer.report, answer.data, made=answer.made)


def _contents(answer: Answer, paths: list[Path]) -> Iterator[tuple[Path, bytes]]:
    for path in paths:
        format_name = format_of_file(path, answer.formats)
        content = write(answer, format_name, Page())
        yield path, BOM + content if format_name == "csv" else content


def _invitations(timeline: Timeline, rules: Rules, directory: Path) -> Iterator[tuple[Path, bytes]]:
    for key, report in calendar.invitations(timeline, rules).items():
        answer = Answer(lambda report=report: report, dict)  # type: ignore[misc]  # bound at once
        yield directory / f"{key}.ics", write(answer, "ics", Page())


def _file_name(timeline: Timeline) -> str:
    """Name the files of a pack by the area or name: "kingston-upon-thames-jtai"."""
    called = f"{whose(timeline) or ''} {timeline.timetable.name}"
    return key_of(called) or "timeline"
