"""Exported pages, charts and calendars, as browsers and other programs take them."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from jtai_cli.formats import drawings, html, ics
from jtai_cli.plan import Inspection, Known, LocalMilestone
from jtai_cli.report import documents, timeline as timelines
from jtai_cli.report.model import Report
from jtai_cli.rules import Rules
from jtai_cli.workingdays import Period
from tests.conftest import Dated

pytestmark = pytest.mark.uncovered

Node = Callable[..., Any]
DAY = timedelta(days=1)
KINGSTON = Inspection(
    Known("fieldwork", date(2025, 3, 3)), "front-door", stated={"draft-letter": date(2025, 4, 4)},
    closures=(Period(date(2025, 4, 14), date(2025, 4, 17)),), area="Kingston",
)  # fmt: skip
EARLIER = Inspection(Known("fieldwork", date(2017, 12, 4)))
HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "=cmd|'/c calc'!A1",
    "section x: y; #1 %%{init: {}}%%", "2025-03-04", "gantt", "two\nlines", "\u202eturned", "🦊",
    "call x() click", "::error::x", "x" * 1000,
)  # fmt: skip


def with_text(text: str) -> Inspection:
    """Return an inspection in which people wrote a text wherever they can."""
    return Inspection(
        Known("fieldwork", date(2025, 3, 3)),
        area=text,
        principal_authority=text,
        local={"own": LocalMilestone("own", text, "fieldwork", 3, who=text)},
        owners={"comments-due": text},
    )


@pytest.fixture
def reported(dated: Dated, rules: Rules) -> Callable[[Inspection], Report]:
    """Puts an inspection into words."""
    return lambda inspection: timelines.report(dated(inspection), rules)


@pytest.mark.parametrize(
    "inspection",
    [KINGSTON, EARLIER, with_text(" ".join(HOSTILE))],
    ids=["full", "earlier", "hostile"],
)
def test_a_page_is_good_to_read_and_to_print_without_any_script(
    inspection: Inspection, reported: Callable[[Inspection], Report], node: Node, tmp_path: Path
) -> None:
    page, pdf = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(html.write(reported(inspection)), "utf-8")
    assert node("look_at_page.mjs", page, pdf) == {
        "small": {"width": 320, "violations": []},
        "large": {"width": 1280, "violations": []},
        "printed": {"others": [], "messages": [], "outline": "solid", "scripts": 0, "charts": 1},
    }
    sheets = re.findall(rb"/MediaBox \[0 0 (\S+) (\S+)\]", pdf.read_bytes())
    assert {(round(float(wide)), round(float(high))) for wide, high in sheets} == {(595, 842)}
    assert len(sheets) <= 8


def test_mermaid_draws_the_charts(reported: Callable[[Inspection], Report], node: Node) -> None:
    texts = [text for text in HOSTILE if len(text) < 100]
    charts = [
        drawings.write_mermaid(reported(one)) for one in (KINGSTON, EARLIER, *map(with_text, texts))
    ]
    drawn = node("draw_mermaid.mjs", text=json.dumps(charts))
    for chart, shown in zip(charts, drawn, strict=True):
        titles = re.findall(
            r"^ {4}(.*) :(?:active, |milestone, |done, )*\d{4}-", chart, re.MULTILINE
        )
        assert titles
        assert set(titles) <= set(shown)


def test_another_program_reads_the_calendar(rules: Rules, dated: Dated, node: Node) -> None:
    report = documents.calendar(dated(KINGSTON), rules)
    found = node("read_ics.mjs", text=ics.write(report).decode())
    for event, read in zip(report.events, found, strict=True):
        assert read["summary"] == event.summary
        assert read["description"] == event.description
        assert (read["first"], read["end"]) == (str(event.first), str(event.last + DAY))
        assert read["sequence"] == event.sequence
        first = (day - event.first for day in event.alarms)
        assert read["alarms"] == [24 * far.days + 9 for far in first]
    assert len({read["uid"] for read in found}) == len(report.events)
