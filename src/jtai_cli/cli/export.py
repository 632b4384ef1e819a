"""`jtai export`: files for Outlook, Excel, Word, the web and Markdown."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from jtai_cli.bankholidays import FIRST_YEAR, LAST_YEAR
from jtai_cli.cli import console
from jtai_cli.cli.commands import INSPECTION, KNOWN_DATE, LETTERS, Call, command
from jtai_cli.cli.parsing import argument, option, switch
from jtai_cli.cli.timeline import answer_of
from jtai_cli.errors import UsageError
from jtai_cli.files import refuse_unprintable, write_all
from jtai_cli.formats import FORMATS, Answer, format_of_file, ics
from jtai_cli.plan import Known, key_of
from jtai_cli.report import calculator as calculators, documents
from jtai_cli.report.model import Report
from jtai_cli.report.words import kind, whose

_ADVICE = {
    "ics": "Open it in Outlook, Google or Apple Calendar; open a new one to update.",
    "xlsx": "Open it in Excel. --force replaces it, and what is typed in it is lost.",
    "docx": "Open it in Word, and send it round.",
    "html": "Open it in any browser, print it, or put it on a website as it is.",
    "markdown": "Paste it into a planning document.",
    "mermaid": "Paste it into a page that draws Mermaid.",
    "svg": "Put it into a page or a presentation as a picture.",
    "csv": "Open it in Excel, or read it with a script.",
    "json": "Read it with a script.",
}
_WITH_ENDING = (name for name, one in FORMATS.items() if one.endings and name != "table")
_EXPORTED = tuple(dict.fromkeys((*_ADVICE, *_WITH_ENDING)))
PACK = ("ics", "xlsx", "docx", "html", "md", "svg", "csv")
"""The endings of the files that `--all` writes."""
_OF_ONE = *KNOWN_DATE, *LETTERS, "theme", "closure", "all", "split", "name", "rehearsal", "likely"


@command(
    "Write files for Outlook, Excel, Word, the web and Markdown, each in the format of its "
    f"ending: {' '.join(f'.{FORMATS[name].endings[0]}' for name in _EXPORTED)}.",
    "jtai export --fieldwork 2025-03-03 --theme front-door jtai.ics plan.xlsx",
    takes=INSPECTION,
)
def app(
    call: Call,
    files: list[str] | None = argument("FILES", "Files to write; - is stdout.", default=None),
    *,
    whole_pack: Path | None = option(
        "DIR",
        "Write calendar, workbook, briefing, page, Markdown, chart and CSV into a directory.",
        "--all",
    ),
    split: Path | None = option(
        "DIR", "Write a calendar file for each milestone there, to send as invitations."
    ),
    name: str | None = option("NAME", "The name in titles and in the names of files."),
    rehearsal: bool = switch("Mark everything as a rehearsal."),
    likely: bool = switch("Add how late the letters of published inspections came."),
    blank: bool = switch("Write a workbook or page that dates any inspection."),
    year: int | None = option("YEAR", "First year for --blank.", min=FIRST_YEAR, max=LAST_YEAR),
    format_name: str | None = option(
        "FORMAT", "The format when writing to stdout (-).", "--format", complete=_EXPORTED
    ),
    force: bool = switch("Replace files that exist."),
) -> None:
    paths, invitations = list(map(Path, files or ())), dict[Path, bytes]()
    if blank:
        answer = _blank(call, year)
    elif year is not None:
        raise UsageError("--year is for --blank alone", f"--blank --year {year}")
    else:
        inspection = call.timeline.inspection
        if name is not None:
            refuse_unprintable(name, "--name")
            inspection = replace(inspection, name=name, area=None)
        inspection = replace(inspection, is_rehearsal=rehearsal or inspection.is_rehearsal)
        timeline = call.timeline._replace(inspection=inspection)
        answer = answer_of(timeline, call.rules, is_likely=likely, in_full=False, parts={})
        if format_name is not None or Path("-") in paths:
            stdout = _to_stdout(call, format_name, paths, into=whole_pack or split)
            stdout.emit(answer.report, answer.data, made=answer.made)
            return
        if whole_pack is not None:
            stem = key_of(f"{whose(timeline) or ''} {kind(timeline)}") or "timeline"
            paths += [whole_pack / f"{stem}.{ending}" for ending in PACK]
        if split is not None:
            for key, report in documents.invitations(timeline, call.rules).items():
                invitations[split / f"{key}.ics"] = ics.write(report)
    formats = tuple(answer.made) if blank else _EXPORTED
    call = replace(call, formats=formats, color="never")
    made = {path: replace(call, to_file=path).written(answer) for path in paths} | invitations
    if not made:
        raise UsageError("no file is named", "jtai.ics, plan.xlsx, --all DIR or -")
    write_all(made, force=force, inputs=call.inputs(), makes_folders=True)
    for path in made:
        advice = _ADVICE.get(format_of_file(path), "Open it in a program that reads such files.")
        console.confirm(f"{path} written\n  {advice}\n")


def _blank(call: Call, year: int | None) -> Answer:
    """Return a calculator for any inspection; options that describe one are refused."""
    for name in (f"--{one.replace('_', '-')}" for one in _OF_ONE):
        if name in call.typed:
            raise UsageError(f"--blank cannot be combined with {name}", f"leave out {name}")
    if year is None:
        raise UsageError("--blank needs --year", "--blank --year YEAR")
    timetable = call.like(Known("fieldwork", date.min)).timetable
    calculator = calculators.blank(call.rules, year, call.calendars, timetable)
    return Answer(
        lambda: Report(calculator.title, ()),
        lambda: calculator.data,
        {"xlsx": lambda: (calculator,), "html": lambda: calculator},
    )


def _to_stdout(call: Call, format_name: str | None, paths: list[Path], *, into: object) -> Call:
    if into is not None or paths != [Path("-")]:
        problem = "- (stdout) and --format go together, and cannot be combined with files"
        raise UsageError(problem, "- --format ics")
    if format_name is None:
        raise UsageError("- needs a format", "- --format ics")
    return replace(call, format_name=format_name, formats=_EXPORTED, color="auto")
