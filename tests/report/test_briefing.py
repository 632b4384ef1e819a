"""The briefing for staff: other rules, and rehearsals."""

from dataclasses import replace
from datetime import date

from jtai_cli.bankholidays import Calendars
from jtai_cli.plan import Inspection, Known
from jtai_cli.report.documents import briefing
from jtai_cli.report.model import Heading, Paragraph, Report
from jtai_cli.rules import Rules
from jtai_cli.timeline import resolve
from tests.conftest import Dated

KINGSTON = Inspection(
    Known("fieldwork", date(2025, 3, 3)),
    "front-door",
    area="Kingston upon Thames",
    contact="Jo Reed, jo_reed@kingston.gov.uk",
)


def headings(report: Report) -> list[str]:
    return [
        block.text
        for block in report.blocks_in("document")
        if isinstance(block, Heading) and block.level == 2
    ]


def test_rules_without_guidance_give_a_briefing_without_words_about_jtais(rules: Rules) -> None:
    own = replace(rules.timetable("jtai-2022"), key="own", name="Practice week", title="Practice")
    marked = {key: replace(one, key_date=False) for key, one in own.milestones.items()}
    own = replace(own, milestones=marked, caution=None)
    other = replace(rules, timetables={"own": own}, guidance={}, themes={})
    inspection = Inspection(Known("fieldwork", date(2025, 3, 3)))
    report = briefing(resolve(other, inspection, Calendars()), other)
    assert report.title == "Practice week briefing"
    assert headings(report) == ["What is happening, and when"]
    (table,) = report.tables()
    assert len(list(table.rows())) == 15  # all but the evidence window and the analysis before
    assert not any("JTAI" in str(block) for block in report.blocks)


def test_a_rehearsal_says_so_first_and_nothing_else_does(dated: Dated, rules: Rules) -> None:
    rehearsal = briefing(dated(replace(KINGSTON, is_rehearsal=True)), rules)
    assert rehearsal.blocks[0] == Paragraph.of("This is a rehearsal. Nobody is being inspected.")
    report = briefing(dated(KINGSTON), rules)
    assert report.blocks[0] == Paragraph.of(next(iter(rules.guidance.values())).texts[0].text)
    assert not any("rehearsal" in str(block) for block in report.blocks)
