"""`jtai docs`: the dates in planning documents, kept true.

What reads pages is imported by the commands, for it takes a while.
"""

from pathlib import Path
from typing import Annotated

import typer

from jtai_cli.cli import asked, console, options, shape
from jtai_cli.errors import UsageError

FORMATS = ("text", "github", "azure", "json")
LIST_FORMATS = ("text", "plain", "json")
app = shape.app("The dates in planning documents, kept true.")

_Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE]...", help="Pages; else those that the plan names. - is what is piped in."
    ),
]
_Language = Annotated[
    str | None,
    typer.Option(
        metavar="LANGUAGE",
        help="What - is written in, or a file whose ending does not tell: markdown, html, rest, "
        "asciidoc, latex, yaml, ini or text.",
        autocompletion=options.one_of(
            "markdown", "html", "rest", "asciidoc", "latex", "yaml", "ini", "text"
        ),
    ),
]


@shape.command(app, "check", "jtai docs check --diff")
def check(
    files: _Files = None,
    *,
    diff: Annotated[bool, typer.Option("--diff", help="Show what an update would change.")] = False,
    require_markers: Annotated[
        bool, typer.Option("--require-markers", help="A page without a marker is an error.")
    ] = False,
    language: _Language = None,
    plan: options.Plan = None,
    extra_bank_holiday: options.ExtraBankHoliday = None,
    without_bank_holiday: options.WithoutBankHoliday = None,
    bank_holidays: options.BankHolidays = None,
    division: options.Division = None,
    frameworks: options.Frameworks = None,
    format_name: Annotated[str | None, options.formats(*FORMATS)] = None,
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """Tell where pages no longer tell the truth; nothing is written.

    Exits with status 1 where a block or a date is stale, or a date in a sentence is wrong.
    Warnings do not count. A page or a marker that cannot be understood is status 2.
    """
    format_name = asked.format_of(format_name, output, FORMATS)
    if diff and format_name != "text":
        raise UsageError(f"--diff goes with text, not with {format_name}", "--format text")
    page = console.page(color, output)
    counting = _counting(division, bank_holidays, extra_bank_holiday, without_bank_holiday)

    from jtai_cli.cli import docs_asked, docs_pages, docs_told

    question = docs_asked.Asked(files or (), plan, frameworks, counting, language)
    pages, _ = docs_pages.all_checked(question)
    if require_markers:
        pages = [docs_pages.with_marker(one) for one in pages]
    docs_pages.refuse_output(pages, output)
    text = docs_told.report(pages, format_name, diff_on=page if diff else None)
    console.emit(text, output, force=force)
    docs_told.unheld(pages)
    docs_told.refuse_broken(pages)
    return int(any(one.is_false for one in pages))


@shape.command(app, "update", "jtai docs update")
def update(
    files: _Files = None,
    *,
    language: _Language = None,
    plan: options.Plan = None,
    extra_bank_holiday: options.ExtraBankHoliday = None,
    without_bank_holiday: options.WithoutBankHoliday = None,
    bank_holidays: options.BankHolidays = None,
    division: options.Division = None,
    frameworks: options.Frameworks = None,
) -> int:
    """Write stale blocks and dates anew; one faulty page stops all.

    Each page is written whole. If the system fails midway, those already written are named.

    Exits with status 1 where an error remains, such as a wrong weekday in a sentence.
    """
    counting = _counting(division, bank_holidays, extra_bank_holiday, without_bank_holiday)

    from jtai_cli.cli import docs_asked, docs_pages, docs_told

    question = docs_asked.Asked(files or (), plan, frameworks, counting, language)
    pages, reference = docs_pages.all_checked(question)
    if any(one.is_broken for one in pages):
        docs_told.beside([one.without(docs_pages.STALE) for one in pages])
        docs_told.refuse_broken(pages, ", so nothing is written")
    stale = [one for one in pages if one.is_stale]
    then = [docs_pages.afterwards(one, reference) if one.is_stale else one for one in pages]
    if pages[0].is_piped:
        _, text = pages[0].texts
        console.emit_bytes(text.encode())
        docs_told.beside(then)
    else:
        docs_pages.write(stale)
        console.emit(docs_told.updates(stale, then), None, force=False)
    docs_told.unheld(then)
    return int(any(one.is_false for one in then))


@shape.command(app, "list", "jtai docs list")
def listed(
    files: _Files = None,
    *,
    language: _Language = None,
    plan: options.Plan = None,
    extra_bank_holiday: options.ExtraBankHoliday = None,
    without_bank_holiday: options.WithoutBankHoliday = None,
    bank_holidays: options.BankHolidays = None,
    division: options.Division = None,
    frameworks: options.Frameworks = None,
    format_name: Annotated[str | None, options.formats(*LIST_FORMATS)] = None,
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """List every marker and every date, with what it should say."""
    format_name = asked.format_of(format_name, output, LIST_FORMATS)
    page = console.page(color, output)
    counting = _counting(division, bank_holidays, extra_bank_holiday, without_bank_holiday)

    from jtai_cli.cli import docs_asked, docs_pages, docs_told

    question = docs_asked.Asked(files or (), plan, frameworks, counting, language)
    pages, _ = docs_pages.all_checked(question)
    docs_pages.refuse_output(pages, output)
    console.emit(docs_told.listing(pages, format_name, page=page), output, force=force)
    docs_told.beside([one.with_only(docs_pages.BROKEN) for one in pages])
    docs_told.refuse_broken(pages)
    return 0


def _counting(
    division: str | None,
    bank_holidays: Path | None,
    extra: list[str] | None,
    without: list[str] | None,
) -> asked.Counting:
    return asked.Counting(division, bank_holidays, extra or (), without or (), asked.Dates(None))
