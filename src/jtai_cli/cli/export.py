"""`jtai export`: files for Outlook, Excel, Word, the web and Markdown."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from jtai_cli.cli import asked, console, options, shape
from jtai_cli.cli.formats import BOM, FORMATS, REHEARSAL, Pack, stamp
from jtai_cli.cli.question import Question, asks
from jtai_cli.errors import UnknownNameError, UsageError, printable

EXAMPLE = "jtai export --fieldwork 2025-03-03 jtai.ics plan.xlsx"


_NOT_IN_A_PACK = ("mmd", "json")
"""What `--all` leaves out: engineers know how to ask for it."""


@asks
def export(
    question: Question,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...", help="Files to write, each in the format of its ending."
        ),
    ] = None,
    *,
    all_to: Annotated[
        Path | None,
        typer.Option(
            "--all",
            metavar="DIR",
            help="Write the whole pack to a directory.",
            rich_help_panel="Output",
        ),
    ] = None,
    split: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Write a calendar file a milestone, to send as invitations.",
            rich_help_panel="Output",
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="What the files are called and say they are of.",
            rich_help_panel="Output",
        ),
    ] = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="The format of -, which is stdout.",
            rich_help_panel="Output",
            autocompletion=options.one_of(*FORMATS),
        ),
    ] = None,
    force: options.Force = False,
) -> int:
    """Write files for Outlook, Excel, Word, the web and Markdown.

    Endings: .ics .xlsx .docx .html .md .mmd .svg .csv .json.
    """
    rules = question.rules()
    timeline, division = question.timeline(rules)
    called = name or timeline.inspection.name or REHEARSAL
    pack = Pack(timeline, rules, division, called, stamp(rules))
    if files == ["-"]:
        return _to_stdout(pack, format_name)
    made = _made(pack, [Path(file) for file in files or ()])
    if all_to is not None:
        whole = [all_to / f"jtai.{ending}" for ending in FORMATS if ending not in _NOT_IN_A_PACK]
        made |= _made(pack, whole)
    made |= _invitations(pack, split)
    if not made:
        raise UsageError("no file to write is named", "jtai.ics, plan.xlsx, --all DIR or -")
    _write(made, force=force)
    for file in made:
        ending = file.suffix.removeprefix(".").lower()
        console.emit(
            f"{printable(str(file))} written\n  {FORMATS[ending].advice}\n", None, force=False
        )
    return 0


def _to_stdout(pack: Pack, format_name: str | None) -> int:
    if format_name is None:
        raise UsageError("- needs a format", "--format ics")
    asked.named("format", format_name, FORMATS, "--format")
    console.refuse_to_show(format_name, None, f"jtai.{format_name}, in place of -")
    console.emit_bytes(FORMATS[format_name].made(pack))
    return 0


def _made(pack: Pack, files: list[Path]) -> dict[Path, bytes]:
    """Make the content of each file before any is written."""
    made = {}
    for file in files:
        ending = file.suffix.removeprefix(".").lower()
        if ending not in FORMATS:
            raise UnknownNameError.among("ending of a file", file.suffix or file.name, FORMATS)
        content = FORMATS[ending].made(pack)
        made[file] = BOM.encode() + content if ending == "csv" else content
    return made


def _invitations(pack: Pack, directory: Path | None) -> dict[Path, bytes]:
    if directory is None:
        return {}
    from jtai_cli.render import to_ics

    held = to_ics.invitations(
        pack.timeline,
        pack.rules,
        name=pack.name,
        stamp=pack.stamp,
        withdrawn=to_ics.withdrawn(pack.timeline),
    )
    return {directory / name: content for name, content in held.items()}


def _write(made: Mapping[Path, bytes], *, force: bool) -> None:
    """Write all files, or none."""
    from jtai_cli import save

    save.several(made, force=force)


app = shape.alone(export, EXAMPLE)
