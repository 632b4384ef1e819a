"""What stands around a drawing for the terminal: a heading above, lines in words beneath."""

from collections.abc import Iterable

from rich.console import RenderableType
from rich.text import Text

from jtai_cli.dated import DatedMilestone
from jtai_cli.render import beneath
from jtai_cli.render.account import Account
from jtai_cli.render.page import Page
from jtai_cli.render.sheet import Blocks, bold, indented
from jtai_cli.render.texts import for_terminal


def heading(told: Account) -> list[RenderableType]:
    """Give the title and the facts under it."""
    facts = (Text(for_terminal(f"{label}: {fact}")) for label, fact in told.facts)
    return [bold(for_terminal(told.title)), *facts]


def sections(told: Account, outside: Iterable[DatedMilestone]) -> Blocks:
    """Give what a drawing does not show: dates outside it, other readings, notes, days skipped."""
    blocks: Blocks = []
    for title, lines in beneath.sections(told, outside, None):
        texts = [Text(for_terminal(line)) for line in lines]
        blocks.append([bold(title), *(indented(text) for text in texts)] if title else [*texts])
    return blocks


def key(meanings: Iterable[str], page: Page) -> list[RenderableType]:
    """Set what signs mean in lines, none of them broken where the page has room for it."""
    lines: list[str] = []
    for meaning in meanings:
        if lines and len(lines[-1]) + 3 + len(meaning) <= page.width:
            lines[-1] += f"   {meaning}"
        else:
            lines.append(meaning)
    return [Text(line) for line in lines]
