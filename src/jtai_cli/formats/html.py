"""HTML: a page that loads nothing from elsewhere, or a part of someone else's page."""

import json
import re
from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from jtai_cli.dates import say
from jtai_cli.formats.drawings import part_of_page
from jtai_cli.formats.json import escaped
from jtai_cli.formats.text import in_line, is_web_address, prose, spelled, tidy
from jtai_cli.report.calculator import Calculator
from jtai_cli.report.model import Block, Cell, Heading, Link, Marked, Report, Span

_TEMPLATES = Environment(
    loader=PackageLoader("jtai_cli", "formats"), undefined=StrictUndefined, autoescape=True,
    finalize=lambda value: tidy(value) if type(value) is str else value,
    trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
)  # fmt: skip


def write(report: Report | Calculator) -> str:
    """Write a report as a page, or a calculator as a page that counts by our only script."""
    if not isinstance(report, Calculator):
        return _written(report.blocks_in("page"), report=report)
    data = escaped(json.dumps(report.data, default=str, ensure_ascii=False))
    text = files(__package__).joinpath("calculator.js").read_text("utf-8")
    digest = b64encode(sha256(f"\n{text}".encode()).digest()).decode()
    # Nothing in the data can close its element; browsers run only the script with this digest.
    script = {"data": Markup(data.replace("<", r"\u003c")), "text": Markup(text)}  # noqa: S704 - ours alone
    return _written((), report=report, script={**script, "digest": f"sha256-{digest}"})


def fragment(report: Report) -> str:
    """Write what is below the title: plain elements, indented by two spaces, no blank lines."""
    return _written(report.blocks_in("page"))


def _written(blocks: Sequence[Block], **page: object) -> str:
    """Write blocks, as a whole page if a report is given; no heading skips a level."""
    level, named = 1, list[tuple[str, int, Block]]()
    for block in blocks:
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
        named.append((type(block).__name__, level, block))
    template = _TEMPLATES.get_template("page.html.jinja")
    written = template.render(page, blocks=named, is_page=bool(page))
    # The log of a CI job would run these as commands if the page were printed there.
    written = re.sub(r"^(\s*):(?=:)", r"\1&#58;", written, flags=re.MULTILINE)
    return re.sub(r"##(?=\w*\[)", "#&#35;", written)


def _shown(cell: Cell) -> Markup:
    """Mark up a cell: dates as <time>, which programs can read, and addresses as links."""
    match cell:
        case Link(text, url) if is_web_address(url):
            return Markup('<a href="{}">{}</a>').format(url, tidy(text or url))
        case Span(first, last) if first is not None and first != last:
            start, dash, end = re.split("( ?– ?)", spelled(first, last))
            return _time(first, start) + dash + _time(last, end)
        case Span(_, day) | (date() as day):
            return _time(day, in_line(cell))
        case Marked(inner, mark, tone):
            return Markup('<span data-tone="{}">{} {}</span>').format(tone, _shown(inner), mark)
        case tuple():
            return Markup("<br>").join(map(tidy, cell))
        case _:
            return escape(tidy(in_line(cell)))


def _time(day: date, text: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), text)


_TEMPLATES.filters |= {"say": say, "shown": _shown, "prose": prose, "drawn": part_of_page}
