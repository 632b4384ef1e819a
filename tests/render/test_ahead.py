"""Look-aheads rendered: people's titles, other rules, workbooks and pages taken apart."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from jtai_cli.bankholidays import Division
from jtai_cli.cli import asked
from jtai_cli.dated import Note
from jtai_cli.frameworks import Frameworks
from jtai_cli.lookahead import (
    Asked,
    LocalDate,
    LookAhead,
    Sort,
    beside,
    look_ahead,
    watched,
)
from jtai_cli.milestones import Weekday
from jtai_cli.render import (
    ahead,
    to_ahead_csv,
    to_ahead_html,
    to_ahead_json,
    to_ahead_markdown,
    to_ahead_table,
    to_ahead_why,
    to_ahead_xlsx,
)
from jtai_cli.render.page import Page
from jtai_cli.workingdays import Period

STAMP = datetime(2026, 11, 22, tzinfo=UTC)
COUNTING = asked.Counting(None, None, (), (), asked.Dates(None))
HOSTILE = (
    "=cmd|'/c calc'!A1", "+1", "-1", "@x", "<script>alert(1)</script>", "[/x] *a* `b` | c",
    "&amp; ]]>", "_x0041_", "https://example.org", "1e5", "x" * 3000, "👩\u200d👧 ❤",
)  # fmt: skip


def d(text: str) -> date:
    return date.fromisoformat(text)


def looked(rules: Frameworks, first: str, last: str, *titles: str) -> LookAhead:
    held = look_ahead(rules, Asked(Period(d(first), d(last))), COUNTING)
    return beside(held, [LocalDate(d(first), d(first), title) for title in titles])


def book(held: LookAhead, rules: Frameworks) -> Workbook:
    return load_workbook(BytesIO(to_ahead_xlsx.workbook(held, rules, stamp=STAMP)))


# Marks


def signs(held: LookAhead, rules: Frameworks) -> dict[str, str]:
    return {mark.sign: mark.title for mark in ahead.of(held, rules).legend}


def test_each_kind_of_trouble_has_a_sign_of_its_own(rules: Frameworks) -> None:
    asked_of = Asked(
        Period(d("2021-11-01"), d("2022-04-11")), theme="child-sexual-abuse", timetable="jtai-2022"
    )

    held = look_ahead(rules, asked_of, COUNTING)

    assert signs(held, rules) == {
        "N": "notification not on a Monday",
        "B": "bank holiday in fieldwork",
        "F": "fieldwork not Monday to Friday of one week",
        "C": "letters over Christmas",
        "E": "publication in a pre-election period",
        "T": "theme not in force",
        "O": "timetable not in force",
    }


def test_the_sign_of_a_weekday_is_free_and_its_phrase_the_milestone_s(rules: Frameworks) -> None:
    timetable = rules.timetables["jtai-2022"]
    milestones = {
        **timetable.milestones,
        "final-letter": replace(timetable.milestones["final-letter"], weekday=Weekday.TUESDAY),
    }
    changed = replace(timetable, milestones=milestones)
    own = replace(rules, timetables={"jtai-2022": changed})

    held = looked(own, "2026-01-05", "2026-01-05")

    # F is taken by fieldwork, so the next letter of final-letter stands.
    assert signs(held, own) == {
        "I": "the final letter not on a Tuesday",
        "N": "notification not on a Monday",
    }
    table = to_ahead_table.look_ahead(held, own, sort=Sort.DATE, page=Page(80))
    assert "Mon 23 Feb" in table, "an expected weekday is shown"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        pytest.param(Note("odd-thing", "Odd.", "publication"), "odd thing", id="about-one"),
        pytest.param(Note("odd-thing", "Odd."), "odd thing", id="about-all"),
    ],
)
def test_a_kind_of_trouble_yet_unknown_tells_itself(
    rules: Frameworks, note: Note, expected: str
) -> None:
    held = looked(rules, "2026-01-19", "2026-01-19")
    (week,) = held.weeks
    odd = replace(week, timeline=replace(week.timeline, notes=(note,)))

    assert signs(replace(held, weeks=(odd,)), rules) == {"D": expected}


def test_dates_to_avoid_of_one_title_share_a_number(rules: Frameworks) -> None:
    held = look_ahead(rules, Asked(Period(d("2026-01-19"), d("2026-02-02"))), COUNTING)
    half_terms = [
        LocalDate(d("2026-05-25"), d("2026-06-19"), "Half-term"),
        LocalDate(d("2026-02-13"), d("2026-02-13"), "Half-term"),
        LocalDate(d("2025-12-29"), d("2026-01-09"), "Leave"),
    ]

    told = ahead.of(beside(held, half_terms), rules)

    assert [mark.meaning for mark in told.legend] == [
        "Leave, 29 Dec 2025–9 Jan 2026: notification, week 1 (1 week: 19 Jan)",
        "Half-term, 13 Feb, 25 May–19 Jun 2026: draft letter, statement (1 week: 19 Jan)",
    ]
    assert [mark.sign for mark in told.marks(told.ahead.weeks[0])] == ["1", "2"]


@pytest.mark.parametrize(
    ("last_tuesday", "expected"),
    [
        pytest.param(21, "6 Jan, 13 Jan, 20 Jan 2026", id="few"),
        pytest.param(28, "4 times, 6 Jan to 27 Jan 2026", id="many"),
        pytest.param(-1, "5 times, 30 Dec 2025 to 27 Jan 2026", id="over-new-year"),
    ],
)
def test_what_comes_back_often_is_counted(
    rules: Frameworks, last_tuesday: int, expected: str
) -> None:
    days = [date(2026, 1, day) for day in (6, 13, 20, 27) if not 0 < last_tuesday < day]
    days += [date(2025, 12, 30)] if last_tuesday < 0 else []
    held = look_ahead(rules, Asked(Period(d("2026-01-05"), d("2026-02-02"))), COUNTING)

    told = ahead.of(beside(held, [LocalDate(day, day, "Committee") for day in days]), rules)

    assert told.local["Committee"].days == expected


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        pytest.param(
            "2021-12-27", "No Monday start on 27 December 2021: no timetable was in force", id="one"
        ),
        pytest.param(
            "2021-12-20",
            "No start on the 2 Mondays from 20 December 2021 to 27 December 2021: no timetable was "
            "in force",
            id="two",
        ),
    ],
)
def test_mondays_that_cannot_be_dated_stand_apart(
    rules: Frameworks, first: str, expected: str
) -> None:
    told = ahead.of(looked(rules, first, "2022-01-10"), rules)

    assert told.impossible == ("New Year’s Day (substitute day) 3 Jan 2022", expected)


def test_of_many_dates_that_touch_no_week_the_first_are_named(rules: Frameworks) -> None:
    held = look_ahead(rules, Asked(Period(d("2026-01-19"), d("2026-01-19"))), COUNTING)
    days = [date(2030, 1, day) for day in (1, 2, 3, 4)]

    told = ahead.of(beside(held, [LocalDate(day, day, "Far") for day in days]), rules)

    assert told.remarks == (
        "4 dates to avoid touch no week: Far, 1 Jan 2030; Far, 2 Jan 2030; Far, 3 Jan 2030; 1 more",
    )
    assert '"local_dates_clear": [\n    {\n      "first": "2030-01-01"' in (
        to_ahead_json.look_ahead(told.ahead, rules)
    )


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param("2026-12-28", "2027-01-11", "every week", id="all"),
        pytest.param("2027-01-04", "2027-01-04", "this week", id="only-one"),
        pytest.param("2026-04-13", "2026-04-27", "2 weeks: 13–20 Apr", id="of-a-month"),
        pytest.param("2026-12-07", "2027-01-11", "2 weeks: 4–11 Jan 2027", id="of-the-second-year"),
    ],
)
def test_weeks_are_listed_by_runs(rules: Frameworks, first: str, last: str, expected: str) -> None:
    told = ahead.of(looked(rules, first, last), rules)

    assert told.kinds["notification-not-monday"].weeks == expected


def test_a_run_of_weeks_may_end_in_the_next_year(rules: Frameworks) -> None:
    held = looked(rules, "2019-12-02", "2020-01-20")

    assert ahead.of(held, rules).kinds["notification-not-monday"].weeks == (
        "3 weeks: 30 Dec 2019–13 Jan 2020"
    )


def test_dates_more_than_a_year_away_say_how_many(rules: Frameworks) -> None:
    timetable = rules.timetables["jtai-2022"]
    statement = timetable.milestones["statement-of-proposed-action"]
    later = replace(statement, rule=replace(statement.rule, working_days=500), readings={})  # type: ignore[arg-type]  # the rule is one of working days
    changed = replace(
        timetable, milestones={**timetable.milestones, "statement-of-proposed-action": later}
    )
    own = replace(rules, timetables={"jtai-2022": changed})

    table = to_ahead_table.look_ahead(
        looked(own, "2026-01-19", "2026-01-19"), own, sort=Sort.DATE, page=Page(80)
    )

    assert " 29 Feb+2\n" in table
    assert "  After a date: +2 2 years after its fieldwork's\n" in table


# Widths


@pytest.mark.parametrize("width", [30, 50, 65, 66, 79, 80, 120])
def test_nothing_is_wider_than_the_page(rules: Frameworks, width: int) -> None:
    held = looked(rules, "2028-09-04", "2029-01-29", *(f"Leave {number}" for number in range(30)))

    table = to_ahead_table.look_ahead(held, rules, sort=Sort.DATE, page=Page(width))

    assert max(len(line) for line in table.splitlines()) <= width
    assert table.count("Mon ") >= len(held.weeks)


@pytest.mark.parametrize("width", range(40, 100))
def test_no_line_ends_within_a_date(rules: Frameworks, width: int) -> None:
    held = looked(rules, "2026-03-02", "2026-05-25", *(f"Leave {number}" for number in range(5)))

    table = to_ahead_table.look_ahead(held, rules, sort=Sort.DATE, page=Page(width))
    why = to_ahead_why.week(held.weeks[0], held, rules, page=Page(width))

    month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
    broken = re.compile(rf"[0-9]\n +{month}\b|[0-9] {month}\n +20[0-9]{{2}}\b")
    assert broken.findall(table) + broken.findall(why) == []
    assert max(len(line) for line in (table + why).splitlines()) <= width


def test_colours_are_not_needed(rules: Frameworks) -> None:
    held = looked(rules, "2026-03-30", "2026-04-13", "Leave")
    draw = to_ahead_table.look_ahead

    coloured = draw(held, rules, sort=Sort.TROUBLES, page=Page(80, "standard"))

    plain = draw(held, rules, sort=Sort.TROUBLES, page=Page(80))
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


# People's titles


@pytest.mark.parametrize("title", [pytest.param(title, id=title[:12]) for title in HOSTILE])
def test_a_title_is_text_in_every_format(rules: Frameworks, title: str) -> None:
    held = looked(rules, "2026-01-19", "2026-01-19", title)

    page = to_ahead_html.page(held, rules)
    assert "<script" not in page
    assert page.count("<a ") == 2  # to the weeks, and to what the mark means
    markdown = to_ahead_markdown.look_ahead(held, rules)
    assert not re.search(r"(?<!\\)[`]|(?<!\\)\*a|(?<!\\)<s", markdown)
    assert f'"title": "{title}"' in to_ahead_json.look_ahead(held, rules)
    (_, row) = to_ahead_csv.look_ahead(held).splitlines()
    assert row.startswith("2026-01-19,") and ",local-date: " in row.replace('"', "")  # noqa: PT018 - one row
    cells = [cell for sheet in book(held, rules) for line in sheet for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "d", "n"}
    assert [cell for cell in cells if cell.hyperlink] == []
    assert any(cell.value == title for cell in cells)


def test_directions_are_not_turned_on_a_terminal(rules: Frameworks) -> None:
    held = looked(rules, "2026-01-19", "2026-01-19", "\u202eback")

    table = to_ahead_table.look_ahead(held, rules, sort=Sort.DATE, page=Page(80))
    why = to_ahead_why.week(held.weeks[0], held, rules, page=Page(80))

    assert ("\u202e" in table, "\u202e" in why) == (False, False)


# Workbooks


def test_a_workbook_s_dates_are_dates_and_its_notes_stand_in_full(rules: Frameworks) -> None:
    held = looked(rules, "2026-01-05", "2026-01-19", "Board")

    weeks, notes = book(held, rules)

    rows = list(weeks.iter_rows(min_row=6, max_row=8, values_only=True))
    assert rows[0] == (
        *(datetime.combine(d(day), datetime.min.time()) for day in (
            "2026-01-05", "2025-12-17", "2026-01-30", "2026-02-12", "2026-02-23", "2026-02-26",
            "2026-06-05",
        )),
        2,
        "notification not on a Monday; Board",
    )  # fmt: skip
    assert (rows[2][7], rows[2][8]) == (1, "Board")
    codes = [row[3] for row in notes.iter_rows(min_row=6, values_only=True)]
    call, board = "notification-not-monday", "local-date"
    assert codes == [call, board, call, board, board]
    assert (weeks.print_title_rows, weeks.page_setup.orientation) == ("$5:$5", "landscape")


def test_a_workbook_marks_provisional_dates_in_words(rules: Frameworks) -> None:
    weeks, notes = book(looked(rules, "2029-01-22", "2029-01-22"), rules)

    assert weeks["I6"].value == "provisional dates"
    codes = [row[3] for row in notes.iter_rows(min_row=6, values_only=True)]
    assert codes == ["provisional", "polling-days-unknown"]


def test_a_workbook_without_notes_says_so(rules: Frameworks) -> None:
    weeks, notes = book(looked(rules, "2026-01-19", "2026-01-19"), rules)

    assert (weeks["I6"].value, notes["A2"].value, notes.tables) == (None, "Notes: 0", {})


def test_a_column_that_a_timetable_lacks_is_empty(rules: Frameworks) -> None:
    held = looked(rules, "2020-03-30", "2022-01-10")

    weeks, *_ = book(held, rules)
    assert (weeks["C6"].value, weeks["C7"].value) == (None, datetime(2022, 2, 4))  # noqa: DTZ001 - Excel knows no zones
    markdown = to_ahead_markdown.look_ahead(held, rules)
    assert re.search(r"\| Mon 30 Mar 2020 \| Mon 16 Mar 2020 \| +\|", markdown)
    assert '<td role="cell" data-label="Draft letter">–</td>' in to_ahead_html.page(held, rules)
    assert '"draft-letter": null,' in to_ahead_json.look_ahead(held, rules)
    assert to_ahead_csv.look_ahead(held).splitlines()[1].startswith("2020-03-30,2020-03-16,,,,2020")


def test_provisional_dates_are_marked_in_every_format(rules: Frameworks) -> None:
    held = looked(rules, "2028-08-07", "2028-08-07")

    assert "Fri 5 Jan 2029 (provisional) |" in to_ahead_markdown.look_ahead(held, rules)
    page = to_ahead_html.page(held, rules)
    assert page.count('<span class="small">provisional</span>') == 1
    assert to_ahead_csv.look_ahead(held).endswith(",statement-of-proposed-action\n")
    assert '"provisional": [\n        "statement-of-proposed-action"\n      ]' in (
        to_ahead_json.look_ahead(held, rules)
    )


# Pages


def test_a_page_asks_nobody_for_anything(rules: Frameworks) -> None:
    page = to_ahead_html.page(looked(rules, "2026-01-05", "2026-12-31", "Leave"), rules)

    assert not re.search(r"<script|<link(?! rel=\"icon\" href=\"data:,\")|@import|url\(", page)
    assert set(re.findall(r'(?:href|src)="([^"#][^"]*)"', page)) == {"data:,"}
    assert "default-src 'none'" in page
    assert page.count("<tr role=") == 48


def test_a_week_is_found_by_its_first_day(rules: Frameworks) -> None:
    held = looked(rules, "2026-01-05", "2026-01-19")

    found = held.starting(d("2026-01-12"))

    assert found is held.weeks[1]
    assert (found.division, held.starting(d("2026-01-13"))) == (Division.ENGLAND, None)
    assert watched(held, rules) == ()
