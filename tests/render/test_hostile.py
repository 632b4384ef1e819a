"""Texts that people wrote, in all that the program writes: each comes through as text and no more.

Every format there is stands in one table here; a new one fails until it is put into it.
Texts that a terminal obeys or that do not show are refused at the doors: see `cli/test_doors.py`.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from configparser import ConfigParser
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pkgutil import iter_modules
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import docx
import icalendar
import pytest
import yaml
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from jtai_cli import dating, load, render
from jtai_cli.agenda import agenda
from jtai_cli.bankholidays import BankHolidays, Division, differences, table
from jtai_cli.cli import asked
from jtai_cli.dated import Timeline
from jtai_cli.drift import Moved
from jtai_cli.evidence import Evidence, evidence
from jtai_cli.explain import explain
from jtai_cli.explain.counts import Count, walk
from jtai_cli.frameworks import Frameworks
from jtai_cli.installation import Installation, RulesInUse, Stdout
from jtai_cli.lookahead import Asked, LocalDate, LookAhead, Sort, beside, look_ahead
from jtai_cli.milestones import Milestone
from jtai_cli.plan import Inspection, Known, LocalMilestone
from jtai_cli.portfolio import Header, Rejected, Row, milestones
from jtai_cli.portfolio.load import Load, told
from jtai_cli.preparation import Programme, programme
from jtai_cli.render import (
    pieces,
    to_agenda,
    to_ahead_csv,
    to_ahead_html,
    to_ahead_json,
    to_ahead_markdown,
    to_ahead_table,
    to_ahead_why,
    to_ahead_xlsx,
    to_csv,
    to_docs_azure,
    to_docs_diff,
    to_docs_github,
    to_docs_json,
    to_docs_list,
    to_docs_text,
    to_doctor_json,
    to_doctor_text,
    to_docx,
    to_evidence_csv,
    to_evidence_json,
    to_evidence_markdown,
    to_evidence_text,
    to_explained_json,
    to_explained_markdown,
    to_explained_text,
    to_gantt,
    to_html,
    to_ics,
    to_json,
    to_markdown,
    to_mermaid,
    to_months,
    to_plain,
    to_plan_json,
    to_plan_text,
    to_plan_toml,
    to_portfolio_csv,
    to_portfolio_json,
    to_portfolio_svg,
    to_portfolio_table,
    to_portfolio_xlsx,
    to_preparation_json,
    to_preparation_markdown,
    to_preparation_text,
    to_rules_json,
    to_sentences,
    to_svg,
    to_table,
    to_text,
    to_timeline_markdown,
    to_xlsx,
)  # fmt: skip
from jtai_cli.render.findings import Finding, Marker, Tally
from jtai_cli.render.page import Page
from jtai_cli.render.pieces import (
    Bullets,
    Dates,
    Entry,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Piece,
    Table,
    to_asciidoc,
    to_ini,
    to_latex,
    to_rest,
    to_yaml,
)  # fmt: skip
from jtai_cli.render.pieces import to_html as pieces_html
from jtai_cli.render.pieces import to_markdown as pieces_markdown
from jtai_cli.render.pieces import to_text as pieces_text
from jtai_cli.themes import FoundPoint
from jtai_cli.workingdays import Period, WorkingCalendar

HARMLESS = "Zebra"
HOSTILE = [
    pytest.param("=cmd|'/c calc'!A1 Zebra", id="formula"),
    pytest.param("-2 Zebra [bold]x[/bold] [link=https://x.example]x[/link] [/x] 漢字", id="rich"),
    pytest.param(
        "# Zebra [a](https://x.example) ![b](c) *d* `e` | f ~~g~~ <!-- jtai:end --> <script>h",
        id="markdown-and-html",
    ),
    pytest.param(
        "\"'/><img src=x onerror=a()> Zebra &lt; ]]> ;LANGUAGE=x:a\\nEND:VCALENDAR\\, ,",
        id="attributes-and-properties",
    ),
    pytest.param(
        "@x Zebra :done, a, 2025-01-01, 1d %%{init: {}}%% ; \\input{a} $x$ & ~ ^ { :r:`x`_ |s|",
        id="mermaid-latex-and-rest",
    ),
    pytest.param(
        "yes: [Zebra, !!python/object x] # {a: b} ; = %(c)s ${d} {{ 7 * 7 }} .. include:: /x",
        id="yaml-and-ini",
    ),
]
STAMP = datetime(2026, 11, 22, tzinfo=UTC)
PAGE = Page(80)
COUNTING = asked.Counting(None, None, (), (), asked.Dates(None))
FIELDWORK = date(2025, 3, 3)
FREE = {"title", "name", "note", "caveat", "proved", "label", "official_title", "heading", "ages",
        "status", "out_of_scope"}  # fmt: skip
LISTED = {"detail", "points", "agencies", "looked_at_too"}
"""Fields of rules that hold free text, or several."""


def written(thing: Any, text: str) -> Any:  # noqa: ANN401 - rules of any kind
    """Write a text into every free text of rules."""
    if isinstance(thing, Mapping):
        return {key: written(one, text) for key, one in thing.items()}
    if isinstance(thing, tuple):
        return tuple(written(one, text) for one in thing)
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    changed = {one.name: _field(one.name, getattr(thing, one.name), text) for one in fields(thing)}
    if isinstance(thing, Milestone):  # a workbook's columns have names of their own
        changed |= {"title": f"{text} {thing.key}", "name": f"{text} {thing.key}"}
    return replace(thing, **changed)


def _field(name: str, value: object, text: str) -> object:
    if name in FREE and isinstance(value, str):
        return text
    if name in LISTED and isinstance(value, tuple):
        return tuple(text for _ in value)
    return written(value, text)


@dataclass(frozen=True)
class Held:
    """Everything that can be shown, with one text wherever people can put one."""

    text: str
    rules: Frameworks
    timeline: Timeline
    bank_holidays: BankHolidays
    ahead: LookAhead
    evidence: Evidence
    programme: Programme
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    markers: tuple[Marker, ...]
    pieces: tuple[Piece, ...]


@pytest.fixture(scope="module")
def infested(rules: Frameworks) -> Callable[[str], Held]:
    kept: dict[str, Held] = {}
    return lambda text: kept.get(text) or kept.setdefault(text, _held(rules, text))


def _held(rules: Frameworks, text: str) -> Held:
    own = written(rules, text)
    inspection = Inspection(
        Known("fieldwork", FIELDWORK),
        name=text,
        theme="front-door",
        area=text,
        principal_authority=text,
        owners={"comments-due": text, "own": text},
        local={"own": LocalMilestone("own", text, "fieldwork", -3, who=text)},
    )
    weeks = Period(date(2026, 9, 7), date(2026, 9, 21))
    looked = look_ahead(own, Asked(weeks), COUNTING)
    sample, _ = load.inspections(None)
    letters = tuple(replace(one, area=text, notes=text) for one in sample.letters[:3])
    entry = Entry(text, FIELDWORK, FIELDWORK, (("what", text),))
    held = table().in_years(2025, 2025)
    year = Period(date(2025, 1, 6), date(2025, 6, 30))
    return Held(
        text=text,
        rules=own,
        timeline=dating.dated(own, inspection, COUNTING)[0],
        bank_holidays=replace(held, days=dict.fromkeys(held.days, text)),
        ahead=beside(looked, [LocalDate(weeks.first, weeks.first, text)]),
        evidence=evidence(replace(sample, letters=letters), own, COUNTING)[0],
        programme=programme(own, text, inspection, period=year, calendars=COUNTING),
        rows=(Row(2, (text, "2025-03-03", text), "fieldwork", replace(inspection, name=None)),),
        findings=(Finding(text, 1, "bad-marker", text, text),),
        markers=(Marker(text, 1, "block", text, text, text),),
        pieces=(
            Heading(text, 2), Paragraph(text), Bullets((text, text)), Facts(((text, (text,)),)),
            Table((text, "b"), ((text, ""), ("", text)), caption=text),
            Dates(Paragraph(text), (entry,)), Listing(text),
        ),
    )  # fmt: skip


HEADER = Header((HARMLESS, "fieldwork", "ours"), ",")


def _days(held: Held) -> Iterator[tuple[Row, Any]]:
    return ((one, dating.days(held.rules, one.inspection, COUNTING)) for one in held.rows)


def _timelines(held: Held) -> Iterator[tuple[Row, Timeline]]:
    return ((one, dating.dated(held.rules, one.inspection, COUNTING)[0]) for one in held.rows)


def _header(held: Held) -> Header:
    return replace(HEADER, names=(held.text, "fieldwork", "ours"))


def _load(held: Held) -> Load:
    inspection = held.timeline.inspection
    load_ = Load(
        told(milestones(held.rules, None, phases=tuple(held.rules.phases))), {"fieldwork": 1}
    )
    for _ in range(2):
        load_.add(dating.days(held.rules, inspection, COUNTING))
    return load_


def _counted(held: Held, say: Callable[[Count, WorkingCalendar, Division], str]) -> str:
    calendar = held.bank_holidays.calendar()
    return say(walk(date(2025, 4, 10), 15, calendar), calendar, ENG)


def _points(held: Held) -> list[FoundPoint]:
    theme = held.rules.themes["front-door"]
    return [FoundPoint(theme, number, heading, point) for number, heading, point in theme.points()]


def _moved(held: Held) -> list[tuple[Timeline, list[Moved]]]:
    one = held.timeline.dated("own")
    return [(held.timeline, [Moved("own", one.milestone, FIELDWORK, one.first, ())])]


def _invited(held: Held) -> bytes:
    made = to_ics.invitations(held.timeline, held.rules, name=held.text, stamp=STAMP)
    return next(content for name, content in made.items() if "own" in name)


def _book(write: Callable[[BytesIO], None]) -> bytes:
    file = BytesIO()
    write(file)
    return file.getvalue()


# What a reader of a format finds: its shape, which no text may change, and its texts


class Read(NamedTuple):
    """The shape of what was written, and all the text that is read in it."""

    shape: Any
    text: str


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.shape: set[tuple[str, ...]] = set()
        self.told: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.add((tag, *sorted(name for name, _ in attrs)))
        self.told += [value or "" for _, value in attrs]

    def handle_comment(self, data: str) -> None:
        self.shape.add(("comment", data))

    def handle_data(self, data: str) -> None:
        self.told.append(data)


def html(content: str) -> Read:
    tags = _Tags(content)
    return Read(tags.shape, " ".join(tags.told))


def markdown(content: str) -> Read:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = html(str(reader.render(content)))
    # Code may stand in the rules, and harms nobody.
    return found._replace(shape=found.shape - {("code",)})


def svg(content: str) -> Read:
    root = ET.fromstring(content)  # noqa: S314 - our own picture
    shape = {(one.tag, *sorted(one.attrib)) for one in root.iter()}
    return Read(shape, " ".join("".join(one.itertext()) for one in root))


def json_(content: str) -> Read:
    texts: list[str] = []

    def shape(thing: object) -> object:
        if isinstance(thing, dict):
            # What people named (a column, a calendar's day) may be a key.
            return sorted((HARMLESS if HARMLESS in key else key, str(shape(one)))
                          for key, one in thing.items())  # fmt: skip
        if isinstance(thing, list):
            return [shape(one) for one in thing]
        texts.append(str(thing))
        return type(thing).__name__

    found = shape(json.loads(content))
    return Read(found, " ".join(texts))


def csv_(content: str) -> Read:
    rows = list(csv.reader(StringIO(content), strict=True))
    cells = [cell for row in rows for cell in row]
    formulas = [cell for cell in cells if re.match(r"[=+@\t\r]|-(?!\d+$)", cell)]
    assert formulas == []
    return Read([len(row) for row in rows], " ".join(cells))


def terminal(content: str) -> Read:
    unshown = [one for one in content if not one.isprintable() and one not in "\n\u200d"]
    assert unshown == []
    return Read(None, content)


def lines(content: str) -> Read:
    """Read lines, each of which is one thing; what divides its parts may stand in no text."""
    return Read([(line.count("\t"), line[:2]) for line in content.split("\n")], content)


def numbered(content: str) -> Read:
    return Read(len(content.splitlines()), content)


def workbook(content: bytes) -> Read:
    cells = [
        cell
        for sheet in load_workbook(BytesIO(content)).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} <= {"s", "d", "n"}
    assert [cell for cell in cells if cell.hyperlink is not None] == []
    return Read(len(cells), " ".join(str(cell.value) for cell in cells))


def briefing(content: bytes) -> Read:
    of = docx.Document(BytesIO(content))
    shape = {one.tag for one in of.element.body.iter()}
    assert qn("w:hyperlink") not in shape
    return Read(shape, " ".join(one.text or "" for one in of.element.body.iter(qn("w:t"))))


def calendar(content: bytes) -> Read:
    walked = list(icalendar.Calendar.from_ical(content).walk())
    shape = [(one.name, sorted(name for name, _ in one.property_items(recursive=False)))
             for one in walked]  # fmt: skip
    return Read(shape, " ".join(str(one.get("SUMMARY", "")) for one in walked))


def toml(content: str) -> Read:
    return Read(tomllib.loads(content), content)


def yaml_(content: str) -> Read:
    read = yaml.safe_load(content)
    return Read([type(read).__name__, len(read)], str(read))


def ini(content: str) -> Read:
    read = ConfigParser(inline_comment_prefixes=(";", "#"))
    read.read_string(f"[dates]\n{content}")
    return Read([read.sections(), list(read["dates"].values())], content)


def verbatim(content: str) -> Read:
    """Read LaTeX: its commands, and so many lines."""
    body = re.sub(r"\\begin\{verbatim\}.*?\\end\{verbatim\}", "", content, flags=re.DOTALL)
    shape = re.findall(r"\\(?:begin|end|item|tabularnewline|input|include|write|section)\b", body)
    return Read(shape, content)


def joined(parts: Iterable[str]) -> str:
    return "".join(parts)


def _installation(held: Held) -> Installation:
    """Return an installation whose rules stand in a file of that name."""
    return Installation(
        version="0",
        python="3",
        platform="any",
        packages={"typer": "1", "tomlkit": None},
        extras={"docx": True},
        rules=RulesInUse(held.text, date(2026, 1, 1), is_shipped=False),
        bank_holidays=held.bank_holidays,
        stdout=Stdout("utf-8", is_terminal=False),
    )


class Format(NamedTuple):
    """One format: what is written in it, and how it is read; `shows` is False without free text."""

    write: Callable[[Held], Any]
    read: Callable[[Any], Read]
    shows: bool = True


ENG = Division.ENGLAND
FORMATS: dict[str, Format] = {
    "to_agenda": Format(
        lambda h: to_agenda.agenda(
            agenda([h.timeline], date(2025, 2, 17), count=20), h.rules, called=[h.timeline],
            commands=[(h.text, h.text)], page=PAGE), terminal),
    "to_ahead_csv": Format(lambda h: to_ahead_csv.look_ahead(h.ahead), csv_),
    "to_ahead_html": Format(lambda h: to_ahead_html.page(h.ahead, h.rules), html),
    "to_ahead_json": Format(lambda h: to_ahead_json.look_ahead(h.ahead, h.rules), json_),
    "to_ahead_markdown": Format(
        lambda h: to_ahead_markdown.look_ahead(h.ahead, h.rules), markdown),
    "to_ahead_table": Format(
        lambda h: to_ahead_table.look_ahead(h.ahead, h.rules, sort=Sort.DATE, page=PAGE),
        terminal),
    "to_ahead_why": Format(
        lambda h: to_ahead_why.week(h.ahead.weeks[0], h.ahead, h.rules, page=PAGE), terminal),
    "to_ahead_xlsx": Format(
        lambda h: to_ahead_xlsx.workbook(h.ahead, h.rules, stamp=STAMP), workbook),
    "to_csv": Format(lambda h: to_csv.timeline(h.timeline), csv_),
    "to_csv bank holidays": Format(lambda h: to_csv.bank_holidays(h.bank_holidays), csv_),
    "to_docs_azure": Format(lambda h: to_docs_azure.problems(h.findings), lines),
    "to_docs_diff": Format(
        lambda h: to_docs_diff.diff("a\n", f"{h.text}\n", h.text, page=PAGE), numbered),
    "to_docs_github": Format(lambda h: to_docs_github.problems(h.findings), lines),
    "to_docs_json": Format(lambda h: to_docs_json.checked(Tally(1, 1, 1), h.findings), json_),
    "to_docs_json list": Format(lambda h: to_docs_json.listed(Tally(1, 1, 1), h.markers), json_),
    "to_docs_list": Format(lambda h: to_docs_list.text(h.markers, page=PAGE), terminal),
    "to_docs_list plain": Format(lambda h: to_docs_list.plain(h.markers), numbered),
    "to_docs_text": Format(lambda h: to_docs_text.problems(h.findings), numbered),
    "to_docx": Format(lambda h: to_docx.briefing(h.timeline, h.rules, stamp=STAMP), briefing),
    "to_evidence_csv": Format(lambda h: to_evidence_csv.evidence(h.evidence), csv_),
    "to_evidence_json": Format(lambda h: to_evidence_json.evidence(h.evidence), json_),
    "to_evidence_markdown": Format(
        lambda h: to_evidence_markdown.evidence(h.evidence, h.rules), markdown),
    "to_evidence_text": Format(
        lambda h: to_evidence_text.evidence(h.evidence, h.rules, in_full=True, page=PAGE),
        terminal),
    "to_explained_json": Format(
        lambda h: to_explained_json.explanation(explain(h.timeline, "own"), h.rules, ENG), json_),
    "to_explained_markdown": Format(
        lambda h: to_explained_markdown.in_full(explain(h.timeline, "own"), h.rules, ENG),
        markdown),
    "to_explained_text": Format(
        lambda h: to_explained_text.in_full(
            explain(h.timeline, "publication"), h.rules, ENG, page=PAGE), terminal),
    "to_gantt": Format(lambda h: to_gantt.gantt(h.timeline, h.rules, page=PAGE), terminal),
    "to_html": Format(lambda h: to_html.page(h.timeline, h.rules, ENG), html),
    "to_ics": Format(
        lambda h: to_ics.calendar(h.timeline, h.rules, name=h.text, stamp=STAMP), calendar),
    "to_ics invitation": Format(_invited, calendar),
    "to_ics programme": Format(
        lambda h: to_ics.programme(h.programme, h.rules, stamp=STAMP), calendar),
    "to_ics portfolio": Format(
        lambda h: b"".join(to_ics.portfolio(
            [(h.text, h.timeline)], h.rules, title=h.text, stamp=STAMP)), calendar),
    "to_json": Format(lambda h: to_json.timeline(h.timeline, ENG), json_),
    "to_json bank holidays": Format(lambda h: to_json.bank_holidays(h.bank_holidays, ENG), json_),
    "to_json days": Format(lambda h: _counted(h, to_json.days), json_),
    "to_markdown": Format(
        lambda h: to_markdown.theme(h.rules.themes["front-door"], h.rules), markdown),
    "to_markdown themes": Format(
        lambda h: to_markdown.themes(h.rules.themes.values(), h.rules, heading="Themes"),
        markdown),
    "to_markdown rules": Format(lambda h: to_markdown.frameworks(h.rules), markdown),
    "to_mermaid": Format(lambda h: to_mermaid.gantt(h.timeline, h.rules), numbered),
    "to_months": Format(lambda h: to_months.months(h.timeline, h.rules, page=PAGE), terminal),
    "to_plain": Format(lambda h: to_plain.timeline(h.timeline), lines),
    "to_plain theme": Format(
        lambda h: to_plain.theme(h.rules.themes["front-door"], h.rules), numbered),
    "to_plain bank holidays": Format(lambda h: to_plain.bank_holidays(h.bank_holidays), lines),
    "to_plan_json": Format(lambda h: to_plan_json.shown(_moved(h)), json_),
    "to_plan_text": Format(
        lambda h: to_plan_text.shown(_moved(h), h.rules, page=PAGE), terminal),
    "to_plan_text checked": Format(
        lambda h: to_plan_text.checked(_moved(h), page=PAGE), terminal),
    "to_plan_toml": Format(lambda _: to_plan_toml.TEMPLATE, toml, shows=False),
    "to_portfolio_csv": Format(
        lambda h: joined(to_portfolio_csv.long(_header(h), _timelines(h))), csv_),
    "to_portfolio_csv wide": Format(
        lambda h: joined(to_portfolio_csv.wide(_header(h), ("publication",), _days(h))), csv_),
    "to_portfolio_csv rejected": Format(
        lambda h: to_portfolio_csv.rejected(_header(h))[1](
            Rejected(2, (h.text, h.text, ""), h.text, h.text)), csv_),
    "to_portfolio_json": Format(
        lambda h: joined(to_portfolio_json.wide(_header(h), ("publication",), _days(h))), json_),
    "to_portfolio_svg": Format(lambda h: to_portfolio_svg.load(_load(h)), svg),
    "to_portfolio_table": Format(
        lambda h: to_portfolio_table.load(_load(h), page=PAGE), terminal),
    "to_portfolio_xlsx": Format(
        lambda h: _book(lambda file: to_portfolio_xlsx.wide(
            file, _header(h), ("publication",), _days(h), stamp=STAMP)), workbook),
    "to_doctor_json": Format(lambda h: to_doctor_json.installation(_installation(h), ()), json_),
    "to_doctor_text": Format(lambda h: to_doctor_text.installation(_installation(h)), terminal),
    "to_preparation_json": Format(
        lambda h: to_preparation_json.programme(h.programme, h.rules), json_),
    "to_preparation_markdown": Format(
        lambda h: to_preparation_markdown.programme(h.programme, h.rules), markdown),
    "to_preparation_text": Format(
        lambda h: to_preparation_text.programme(h.programme, h.rules, page=PAGE), terminal),
    "to_rules_json": Format(lambda h: to_rules_json.frameworks(h.rules), json_),
    "to_rules_json found": Format(lambda h: to_rules_json.found(_points(h), [h.text]), json_),
    "to_sentences": Format(
        lambda h: to_sentences.bank_holidays(h.bank_holidays, ENG), terminal),
    "to_sentences days": Format(lambda h: _counted(h, to_sentences.moved), terminal),
    "to_sentences differences": Format(
        lambda h: to_sentences.differences(
            differences(h.bank_holidays, replace(h.bank_holidays, days={})),
            h.bank_holidays, replace(h.bank_holidays, days={}), name=h.text), terminal),
    "to_svg": Format(lambda h: to_svg.gantt(h.timeline, h.rules, ENG), svg),
    "to_table": Format(lambda h: to_table.timeline(h.timeline, h.rules, ENG, page=PAGE), terminal),
    "to_text": Format(
        lambda h: to_text.theme(h.rules.themes["front-door"], h.rules, page=PAGE), terminal),
    "to_text rules": Format(lambda h: to_text.frameworks(h.rules, page=PAGE), terminal),
    "to_text found": Format(lambda h: to_text.found(_points(h), page=PAGE), terminal),
    "to_timeline_markdown": Format(
        lambda h: to_timeline_markdown.timeline(h.timeline, h.rules, ENG), markdown),
    "to_xlsx": Format(lambda h: to_xlsx.workbook(h.timeline, h.rules, stamp=STAMP), workbook),
    "to_xlsx programme": Format(
        lambda h: to_xlsx.programme(h.programme, h.rules, stamp=STAMP), workbook),
    "pieces.to_asciidoc": Format(lambda h: to_asciidoc.written(h.pieces), numbered),
    "pieces.to_html": Format(lambda h: pieces_html.written(h.pieces), html),
    "pieces.to_ini": Format(lambda h: to_ini.written(h.pieces), ini),
    "pieces.to_latex": Format(lambda h: to_latex.written(h.pieces), verbatim),
    "pieces.to_markdown": Format(lambda h: pieces_markdown.written(h.pieces), markdown),
    "pieces.to_rest": Format(lambda h: to_rest.written(h.pieces), numbered),
    "pieces.to_text": Format(lambda h: pieces_text.written(h.pieces), terminal),
    "pieces.to_yaml": Format(lambda h: to_yaml.written(h.pieces), yaml_),
}  # fmt: skip


def test_every_format_there_is_stands_in_the_table() -> None:
    there = {one.name for one in iter_modules(render.__path__)}
    there |= {f"pieces.{one.name}" for one in iter_modules(pieces.__path__)}
    formats = {name for name in there if name.removeprefix("pieces.").startswith("to_")}
    assert {name.split()[0] for name in FORMATS} == formats


@pytest.fixture(scope="module")
def harmless(infested: Callable[[str], Held]) -> Callable[[str], object]:
    """Gives the shape of a format where the text is a plain word."""
    kept: dict[str, object] = {}

    def shape(name: str) -> object:
        if name not in kept:
            kept[name] = FORMATS[name].read(FORMATS[name].write(infested(HARMLESS))).shape
        return kept[name]

    return shape


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_changes_nothing_but_the_text(
    name: str,
    text: str,
    infested: Callable[[str], Held],
    harmless: Callable[[str], object],
) -> None:
    write, read, shows = FORMATS[name]
    found = read(write(infested(text)))
    assert found.shape == harmless(name)
    assert (HARMLESS.lower() in re.sub(r"\s+", "", found.text).lower()) is shows
