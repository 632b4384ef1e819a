"""What a command of `jtai docs` tells: on stdout as a product, or on stderr beside one."""

from collections.abc import Sequence

from jtai_cli.cli import console, docs_pages
from jtai_cli.cli.docs_pages import Checked
from jtai_cli.errors import FileError, JtaiError, printable
from jtai_cli.render import findings, words
from jtai_cli.render.page import Page


def report(pages: Sequence[Checked], format_name: str, *, diff_on: Page | None) -> str:
    """Write what a check found; what an update would change is drawn on the page that is given."""
    found, tally = docs_pages.findings(pages), docs_pages.tally(pages)
    summary = f"{findings.checked(tally, found)}\n"
    match format_name:
        case "json":
            from jtai_cli.render import to_docs_json

            return to_docs_json.checked(tally, found)
        case "github":
            from jtai_cli.render import to_docs_github

            return to_docs_github.problems(found) + summary
        case "azure":
            from jtai_cli.render import to_docs_azure

            return to_docs_azure.problems(found) + summary
        case _:
            from jtai_cli.render import to_docs_text

            diffs = "" if diff_on is None else _diffs(pages, diff_on)
            return to_docs_text.problems(found) + diffs + summary


def listing(pages: Sequence[Checked], format_name: str, *, page: Page) -> str:
    """Write the markers of pages."""
    found, tally = docs_pages.markers(pages), docs_pages.tally(pages)
    if format_name == "json":
        from jtai_cli.render import to_docs_json

        return to_docs_json.listed(tally, found)
    from jtai_cli.render import to_docs_list

    if format_name == "plain":
        return to_docs_list.plain(found)
    listed = to_docs_list.text(found, page=page)
    return f"{listed}\n{findings.looked_at(tally)}\n" if found else f"{findings.looked_at(tally)}\n"


def updates(written: Sequence[Checked], pages: Sequence[Checked]) -> str:
    """Tell which pages were written, and what is still wrong with all of them."""
    from jtai_cli.render import to_docs_text

    found = docs_pages.findings(pages)
    names = "".join(f"{printable(one.name)} updated\n" for one in written)
    summary = findings.updated(docs_pages.tally(pages), found, files=len(written))
    return f"{names}{to_docs_text.problems(found)}{summary}\n"


def beside(pages: Sequence[Checked]) -> None:
    """Tell on stderr what is wrong with pages."""
    for one in docs_pages.findings(pages):
        message = f"{one.path}:{one.line}: {one.code}: {one.message}"
        if one.is_warning:
            console.warn(message, one.hint)
        else:
            console.report(JtaiError(message, one.hint))


def unheld(pages: Sequence[Checked]) -> None:
    """Warn on stderr, once for all pages, where sentences were held against no milestone."""
    told = [one.refreshed.unheld for one in pages if one.refreshed and one.refreshed.unheld]
    for error in {one.message: one for one in told}.values():
        many = words.count(sum(one.message == error.message for one in told), "page")
        what = f"dates in sentences are not held against milestones on {many}"
        console.warn(f"{what}: {error.message}", error.hint)


def refuse_broken(pages: Sequence[Checked], then: str = "") -> None:
    """Refuse to go on where pages cannot be read or understood; `then` is what comes of it.

    Raises:
        FileError: there are such pages.
    """
    if many := sum(one.is_broken for one in pages):
        raise FileError(f"{words.count(many, 'page')} cannot be read or understood{then}")


def _diffs(pages: Sequence[Checked], page: Page) -> str:
    from jtai_cli.render import to_docs_diff

    return "".join(
        to_docs_diff.diff(*one.texts, one.name, page=page) for one in pages if one.is_stale
    )
