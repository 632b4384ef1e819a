"""`jtai portfolio --load`: how many of each milestone fall in each week."""

from collections.abc import Iterable
from io import BytesIO

from jtai_cli.cli import asked, console
from jtai_cli.cli.formats import BOM
from jtai_cli.cli.portfolio_work import Rejects, Work
from jtai_cli.errors import UsageError
from jtai_cli.portfolio.load import Load, told
from jtai_cli.render.page import Page


def tell(work: Work, rejects: Rejects, limits: Iterable[str], format_name: str, page: Page) -> bool:
    """Tell what falls together, or of the rows because of which nothing is told.

    Give whether a week is over a limit.

    Raises:
        JtaiError: a limit is none, the file cannot be read to its end, or nothing be written.
    """
    milestones = told(work.milestones())
    load = Load(milestones, _limits(limits, milestones))
    for _, days in rejects.good(work.dated(work.days, rejects)):
        load.add(days)
    if rejects.are_fatal:
        rejects.report()
        return False
    text = _rendered(load, format_name, page)
    if format_name == "csv" and not console.is_stdout(work.output):
        text = BOM + text
    work.put(BytesIO(text.encode()), rejects)
    return any(week.over for week in load.weeks())


def _limits(limits: Iterable[str], milestones: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for text in limits:
        key, equals, number = text.partition("=")
        if not (equals and number.isascii() and number.isdecimal()):
            raise UsageError(f"'{text}' is not MILESTONE=N", "--limit draft-letter=3")
        asked.named("milestone of one day", key, milestones, "--limit")
        if key in found:
            raise UsageError(f"{key} has two limits", f"only --limit {key}={number}")
        found[key] = int(number)
    return found


def _rendered(load: Load, format_name: str, page: Page) -> str:
    match format_name:
        case "csv":
            from jtai_cli.render import to_portfolio_csv

            return to_portfolio_csv.load(load)
        case "json":
            from jtai_cli.render import to_portfolio_json

            return to_portfolio_json.load(load)
        case "svg":
            from jtai_cli.render import to_portfolio_svg

            return to_portfolio_svg.load(load)
        case _:
            from jtai_cli.render import to_portfolio_table

            return to_portfolio_table.load(load, page=page)
