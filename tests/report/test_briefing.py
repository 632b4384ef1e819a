"""The briefing for staff."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from jtai_cli.bankholidays import Calendars
from jtai_cli.plan import Inspection, Known
from jtai_cli.report.documents import briefing
from jtai_cli.report.model import Bullets, Heading, Link, Paragraph, Report
from jtai_cli.rules import Rules
from jtai_cli.timeline import Timeline, resolve

Dated = Callable[[Inspection], Timeline]
KINGSTON = Inspection(
    Known("fieldwork", date(2025, 3, 3)),
    "front-door",
    area="Kingston upon Thames",
    contact="Jo Reed, jo_reed@kingston.gov.uk",
)


def headings(report: Report) -> list[str]:
    return [
        block.text
        for block in report.blocks_in("docx")
        if isinstance(block, Heading) and block.level == 2
    ]


def below(report: Report, heading: str) -> str:
    """Give what stands between a heading and the next one of its level."""
    starts = [
        n for n, one in enumerate(report.blocks) if isinstance(one, Heading) and one.level == 2
    ]
    first = next(n for n in starts if report.blocks[n] == Heading(heading))
    last = next((n for n in starts if n > first), len(report.blocks))
    return str(report.blocks[first + 1 : last])


def test_it_tells_staff_what_happens_and_what_it_means_for_them(dated: Dated, rules: Rules) -> None:
    report = briefing(dated(KINGSTON), rules)
    assert report.title == "Kingston upon Thames: JTAI briefing, front door"
    assert headings(report) == [
        "What is happening, and when",
        *(one.title for one in rules.guidance.values() if one.in_briefing),
        "Who to ask",
        "What inspectors look at",
        "What inspectors found in other areas",
    ]
    assert "How you may be involved" in headings(report)
    assert "Support for you" in headings(report)
    assert "Jo Reed, jo_reed@kingston.gov.uk" in below(report, "Who to ask")
    points = [group.points for group in rules.theme("front-door").groups]
    shown = [len(one.lines) for one in report.blocks if isinstance(one, Bullets)]
    assert shown[-len(points) :] == [len(one) for one in points]
    link = Link("Blackpool, November 2024", "https://files.ofsted.gov.uk/v1/file/50268027")
    assert str(link) in below(report, "What inspectors found in other areas")


def test_it_lists_the_key_dates_only(dated: Dated, rules: Rules) -> None:
    timeline = dated(KINGSTON)
    (table,) = briefing(timeline, rules).tables()
    titles = [row.cells[1] for row in table.rows()]
    assert titles == [
        (f"{one.milestone.title} (if the letter asks for it)",)
        if one.milestone.conditional
        else (one.milestone.title,)
        for one in timeline.milestones
        if one.milestone.key_date
    ]
    assert 5 <= len(titles) <= 9


def test_it_says_that_the_dates_are_calculated_and_what_letters_say(
    dated: Dated, rules: Rules
) -> None:
    report = briefing(dated(replace(KINGSTON, stated={"draft-letter": date(2025, 4, 4)})), rules)
    (table,) = report.tables()
    cells = [row.cells[1] for row in table.rows()]
    assert (
        "Draft letter for factual accuracy",
        "letter says 4 Apr 2025, 5 working days later than calculated",
    ) in cells
    assert "These dates are calculated. The letters you receive take priority." in below(
        report, "What is happening, and when"
    )
    assert "DCS: Director of children's services." in below(report, "What is happening, and when")


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
