"""A look-ahead as a page (HTML): one file that asks nobody for anything, to read and to print."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from jtai_cli import __version__
from jtai_cli.frameworks import Frameworks
from jtai_cli.lookahead import LookAhead
from jtai_cli.milestones import Edge
from jtai_cli.render import ahead as telling
from jtai_cli.render import when, words


def page(ahead: LookAhead, frameworks: Frameworks) -> str:
    """Write a look-ahead as a page: a row a week, what its marks mean, what to watch for."""
    told = telling.of(ahead, frameworks)
    rows = []
    for week in ahead.weeks:
        held = [(head, telling.cell(week, key)) for key, head in told.heads.items()]
        cells = [(head, dated, dated and dated.day(Edge.FIRST)) for head, dated in held]
        rows.append((cells, told.marks(week)))
    return _template().render(told=told, rows=rows, edition=frameworks.edition, version=__version__)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("jtai_cli", "render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"day": words.day, "on": when.on, "sentence": words.sentence}
    environment.globals |= {"caution": words.CAUTION}
    return environment.get_template("look-ahead.html.jinja")
