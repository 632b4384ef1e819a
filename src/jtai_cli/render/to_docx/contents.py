"""What the briefing says: what the inspection is, who, the dates, the theme, the staff."""

from itertools import groupby

from jtai_cli.dates import say
from jtai_cli.frameworks import Frameworks
from jtai_cli.render import beneath, facts, when, words
from jtai_cli.render.account import Account, Row
from jtai_cli.render.to_docx import guidance
from jtai_cli.render.to_docx.paper import Paper
from jtai_cli.themes import Theme

HEAD = ("Date", "What happens", "Phase", "Who", "The date is")
_WIDTHS = (44, 51, 26, 27, 26)
"""In millimetres; the paper has 174 between its margins."""


def title(told: Account) -> str:
    """Head the briefing: "JTAI briefing: front door"."""
    theme = "" if told.theme is None else f": {words.lowered(told.theme.title)}"
    return f"{told.timeline.timetable.name} briefing{theme}"


def write(paper: Paper, told: Account, frameworks: Frameworks) -> None:
    """Write the whole briefing."""
    paper.heading(title(told), 0)
    for label, text in told.facts:
        paper.fact(label, text)
    paper.paragraph(words.CAUTION)
    paper.heading("What it is", 1)
    paper.paragraph(guidance.WHAT)
    if told.theme is None:
        paper.heading("Who", 1)
        paper.paragraph(guidance.WHO)
    else:
        _about(paper, told.theme, frameworks)
    _dates(paper, told, frameworks)
    if told.theme is not None and told.theme.groups:
        _points(paper, told.theme)
    for heading, lines in guidance.STAFF.items():
        paper.heading(heading, 1)
        paper.listed(lines, style="List Bullet")
    paper.heading("Where the rules come from", 1)
    held = facts.relied_on(told.timeline, frameworks)
    paper.paragraph("; ".join(source.title for source in held) + ".")


def _about(paper: Paper, theme: Theme, frameworks: Frameworks) -> None:
    if theme.official_title:
        paper.fact("Theme", theme.official_title)
    paper.heading("Who", 1)
    bodies = (frameworks.inspectorates[key].name for key in theme.inspectorates)
    told = {
        "Inspectorates": "; ".join(bodies),
        "Agencies in scope": "; ".join(theme.agencies),
        "Looked at too": "; ".join(theme.looked_at_too),
        "Out of scope": theme.out_of_scope,
        "Ages": theme.ages,
    }
    for label, text in told.items():
        if text:
            paper.fact(label, words.sentence(text))


def _dates(paper: Paper, told: Account, frameworks: Frameworks) -> None:
    paper.heading("Dates", 1)
    rows = [_row(phase, row) for phase, held in told.phases for row in held]
    paper.table(HEAD, rows, widths=_WIDTHS, alt="Every date of the inspection, a row each")
    for readings in told.readings:
        paper.heading(readings.heading, 2)
        days = [f"{say(day)}: {what}" for day, what in readings.days]
        agreement = [] if readings.agreement is None else [readings.agreement]
        paper.listed([*days, *agreement], style="List Bullet")
    paper.heading("Notes on the dates", 2)
    for number, note in told.notes:
        paper.paragraph(note if number is None else f"[{number}] {note}")
    used = dict.fromkeys(key for row in told.rows() for key in row.dated.milestone.who)
    for party in (frameworks.parties[key] for key in used if key in frameworks.parties):
        if party.name is not None:
            paper.paragraph(f"{party.title}: {party.name}")
    # What has the last word stands at the head of the briefing.
    for line in beneath.foot(told.timeline, None)[:-1]:
        paper.paragraph(line)


def _row(phase: str, row: Row) -> tuple[str, ...]:
    marks = words.sentence("; ".join(row.marks))
    return when.full(row.dated), f"{row.title}{row.references}", phase, row.who, marks


def _points(paper: Paper, theme: Theme) -> None:
    paper.heading("What inspectors look at", 1)
    for heading, points in groupby(theme.points(), key=lambda point: point[1]):
        paper.heading(heading, 2)
        paper.listed((words.sentence(point) for _, _, point in points), style="List Number")
