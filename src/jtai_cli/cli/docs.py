"""`jtai docs`: the dates in planning documents, kept true.

What reads pages is imported by the commands, for it takes a while.
"""

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


@shape.command(app, "check", "jtai docs check --diff")
def check(
    files: _Files = None,
    *,
    diff: Annotated[bool, typer.Option("--diff", help="Show what an update would change.")] = False,
    require_markers: Annotated[
        bool, typer.Option("--require-markers", help="A page without a marker is an error.")
    ] = False,
    plan: options.Plan = None,
    extra_bank_holiday: options.ExtraBankHoliday = None,
    without_bank_holiday: options.WithoutBankHoliday = None,
    bank_holidays: options.BankHolidays = None,
    division: options.Division = None,
    frameworks: options.Frameworks = None,
    format_name: Annotated[str, options.formats(*FORMATS)] = "text",
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """Tell where pages no longer tell the truth; nothing is written.

    Exits with status 1 where a block or a date is stale, or a date in a sentence is wrong.
    Warnings do not count. A page or a marker that cannot be understood is status 2.
    """
    asked.named("format", format_name, FORMATS, "--format")
    if diff and format_name != "text":
        raise UsageError(f"--diff goes with text, not with {format_name}", "--format text")
    page = console.page(color, output)
    counting = asked.Counting(
        division,
        bank_holidays,
        extra_bank_holiday or (),
        without_bank_holiday or (),
        asked.Dates(None),
    )

    from jtai_cli.cli import docs_asked, docs_pages, docs_told

    question = docs_asked.Asked(files or (), plan, frameworks, counting)
    pages, _ = docs_pages.all_checked(question)
    if require_markers:
        pages = [docs_pages.with_marker(one) for one in pages]
    text = docs_told.report(pages, format_name, diff_on=page if diff else None)
    console.emit(text, output, force=force)
    docs_told.refuse_broken(pages)
    return int(any(one.is_false for one in pages))


@shape.command(app, "update", "jtai docs update")
def update(
    files: _Files = None,
    *,
    plan: options.Plan = None,
    extra_bank_holiday: options.ExtraBankHoliday = None,
    without_bank_holiday: options.WithoutBankHoliday = None,
    bank_holidays: options.BankHolidays = None,
    division: options.Division = None,
    frameworks: options.Frameworks = None,
) -> int:
    """Write stale blocks and dates anew: in all pages, or in none.

    Exits with status 1 where an error remains, such as a wrong weekday in a sentence.
    """
    counting = asked.Counting(
        division,
        bank_holidays,
        extra_bank_holiday or (),
        without_bank_holiday or (),
        asked.Dates(None),
    )

    from jtai_cli.cli import docs_asked, docs_pages, docs_told

    question = docs_asked.Asked(files or (), plan, frameworks, counting)
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
    return int(any(one.is_false for one in then))


@shape.command(app, "list", "jtai docs list")
def listed(
    files: _Files = None,
    *,
    plan: options.Plan = None,
    extra_bank_holiday: options.ExtraBankHoliday = None,
    without_bank_holiday: options.WithoutBankHoliday = None,
    bank_holidays: options.BankHolidays = None,
    division: options.Division = None,
    frameworks: options.Frameworks = None,
    format_name: Annotated[str, options.formats(*LIST_FORMATS)] = "text",
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """List the markers: blocks, and dates with what they should say."""
    asked.named("format", format_name, LIST_FORMATS, "--format")
    page = console.page(color, output)
    counting = asked.Counting(
        division,
        bank_holidays,
        extra_bank_holiday or (),
        without_bank_holiday or (),
        asked.Dates(None),
    )

    from jtai_cli.cli import docs_asked, docs_pages, docs_told

    question = docs_asked.Asked(files or (), plan, frameworks, counting)
    pages, _ = docs_pages.all_checked(question)
    console.emit(docs_told.listing(pages, format_name, page=page), output, force=force)
    docs_told.beside([one.with_only(docs_pages.BROKEN) for one in pages])
    docs_told.refuse_broken(pages)
    return 0
