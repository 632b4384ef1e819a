"""How explanations are worded where the shipped rules and a command line do not lead."""

from collections.abc import Callable
from datetime import date

import pytest

from jtai_cli import bankholidays, load
from jtai_cli.bankholidays import Division
from jtai_cli.explain import Explanation, explain
from jtai_cli.explain.counts import walk
from jtai_cli.plan import Inspection, Known, LocalMilestone, with_local
from jtai_cli.render import reasons, tallies, to_explained_json, to_explained_markdown
from jtai_cli.render import to_explained_text as to_text
from jtai_cli.render.page import Page
from jtai_cli.timeline import resolve

RULES = load.frameworks(None)
ENGLAND = bankholidays.table().in_years(2023, 2027).calendar()
BRIEFING = LocalMilestone("briefing", "First briefing", "notification", 1, who="Chief executive")


def briefing() -> Explanation:
    timetable = with_local(RULES.timetable("jtai-2022"), {"briefing": BRIEFING})
    inspection = Inspection(Known("fieldwork", date(2025, 3, 3)), local={"briefing": BRIEFING})
    return explain(resolve(timetable, inspection, ENGLAND, phases=tuple(RULES.phases)), "briefing")


def test_a_local_milestone_is_told_as_local() -> None:
    assert to_text.compact(briefing(), RULES, Division.ENGLAND, page=Page(80)) == (
        "First briefing (local): Tuesday 18 February 2025\n"
        "1 working day after notification, Monday 17 February 2025.\n"
        "\n"
        "  Basis   Local, a planning habit\n"
        "  Source  Local, from jtai.toml\n"
        "\n"
        "Where it is counted from\n"
        "  Tue 18 Feb 2025  First briefing: 1 working day after notification\n"
        "  Mon 17 Feb 2025  Notification: 10 working days before the first day of\n"
        "                   fieldwork\n"
        "  3–7 Mar 2025     Fieldwork: known\n"
        "\n"
        "The count (England)\n"
        "  From Monday 17 February 2025, which is day 0\n"
        "  Days             Counted  Total  Skipped\n"
        "  ---------------  -------  -----  -------\n"
        "  Tue 18 Feb 2025        1      1\n"
        "  Counted 1; skipped nothing.\n"
        "\n"
        "Bank holidays that it rests on (England)\n"
        "  - None\n"
        "  - GOV.UK has published them to Sunday 31 December 2028\n"
        "\n"
        "Dates are computed. The letters you receive take priority.\n"
    )


@pytest.mark.parametrize(
    ("draw", "expected"),
    [
        pytest.param(
            to_explained_json.explanation,
            '"source": "jtai-toml",\n  "source_title": "local, from jtai.toml",',
            id="json",
        ),
        pytest.param(
            to_explained_markdown.compact, "- **Source:** Local, from jtai.toml\n", id="markdown"
        ),
    ],
)
def test_every_format_tells_where_a_local_milestone_comes_from(
    draw: Callable[..., str], expected: str
) -> None:
    assert expected in draw(briefing(), RULES, Division.ENGLAND)


def test_a_line_says_what_is_local_too() -> None:
    assert reasons.line(briefing()) == (
        "First briefing: 1 working day after notification, Monday 17 February 2025"
    )


def test_a_run_over_new_year_tells_both_years() -> None:
    # Without the bank holiday the run goes on.
    days = bankholidays.table().minus(date(2026, 1, 1)).in_years(2025, 2026).calendar()
    assert list(tallies.runs(walk(date(2025, 12, 30), 4, days))) == [
        ("Wed 31 Dec 2025 – Mon 5 Jan 2026", "4", "4", "2 weekend days")
    ]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param(1, "counted 1; skipped nothing", id="nothing"),
        pytest.param(-3, "counted 3; skipped 2 weekend days", id="back"),
        pytest.param(
            10, "counted 10; skipped 4 weekend days, Early May bank holiday 5 May", id="named"
        ),
    ],
)
def test_a_count_is_closed_with_what_it_skips(number: int, expected: str) -> None:
    assert tallies.totals(walk(date(2025, 4, 29), number, ENGLAND)) == expected
