"""Weeks side by side: short on a terminal, whole dates elsewhere, marks at the dates that clash."""

import csv
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl

from jtai_cli.bankholidays import Calendars
from jtai_cli.formats import Page, html, terminal, xlsx
from jtai_cli.formats import csv as csv_format
from jtai_cli.lookahead import Avoided, Sort, look_ahead
from jtai_cli.plan import Inspection, Known
from jtai_cli.portfolio import Load, load_milestones, portfolio_milestones
from jtai_cli.report import look_ahead as reports
from jtai_cli.report.model import Report
from jtai_cli.rules import Rules
from jtai_cli.timeline import Timeline
from jtai_cli.workingdays import Period
from tests.conftest import Jtai

Dated = Callable[[Inspection], Timeline]


def d(text: str) -> date:
    return date.fromisoformat(text)


AVOIDED = (
    Avoided("Leave", Period(d("2026-05-14"), d("2026-05-14"))),
    Avoided("Training", Period(d("2026-03-16"), d("2026-03-16"))),
)


def made(rules: Rules, first: str, last: str, sort: Sort = Sort.DATE) -> Report:
    period, known = Period(d(first), d(last)), Known("fieldwork", d(first))
    ahead = look_ahead(rules, period, Inspection(known), Calendars(), after_bank_holidays=False)
    return reports.report(ahead.beside(AVOIDED).in_order(sort), rules)


def test_a_week_is_a_line_or_two_of_80_columns_and_marks_are_explained(rules: Rules) -> None:
    drawn = terminal.write(made(rules, "2026-03-16", "2026-03-30"), Page(80)).split("\n")
    assert drawn[4:14] == [
        "                                Draft             Final",
        "  Fieldwork       Notification  letter  Comments  letter  Publication  Statement",
        f"  {'─' * 78}",
        "2026",
        "  Mon 16 Mar (1)   2 Mar        14 Apr  27 Apr     7 May  12 May       14 Aug",
        "  Mon 23 Mar       9 Mar        21 Apr   5 May    14 May  19 May       21 Aug",
        "                                                  (2!)",
        "  Mon 30 Mar F B  16 Mar (1!)   28 Apr  12 May    21 May  27 May       28 Aug",
        "",
        "What the marks mean, and days to watch",
    ]
    assert "  F                                Fieldwork is not Monday to Friday (1 week)" in drawn


def test_the_year_stands_where_it_is_another_one_or_weeks_are_in_no_order(rules: Rules) -> None:
    by_date = terminal.write(made(rules, "2026-11-30", "2027-01-04"), Page(200))
    assert "Mon 30 Nov L" in by_date
    assert "6 Jan 2027" in by_date
    assert "\n2027\n" in by_date
    by_weight = terminal.write(made(rules, "2026-11-30", "2027-01-04", Sort.CLASHES), Page(200))
    assert "Mon 30 Nov 2026 L" in by_weight
    assert "\n2027\n" not in by_weight


def test_marks_stand_at_the_dates_that_clash_and_dates_stay_dates(rules: Rules) -> None:
    report = made(rules, "2026-03-16", "2026-03-30")
    first, _, last = csv.DictReader(csv_format.write(report).splitlines())
    assert (first["fieldwork"], first["clashes"]) == (
        "2026-03-16",
        "Training, Monday 16 March 2026, clashes with fieldwork.",
    )
    assert last["notification"] == "2026-03-16"
    assert last["clashes"].startswith(
        "Training, Monday 16 March 2026, clashes with notification, the"
    )
    assert last["notes"].startswith("Fieldwork is not Monday to Friday; A bank holiday")
    page = html.fragment(report)
    assert (
        '<span data-tone="warning"><time datetime="2026-03-16">Mon 16 Mar 2026</time> (1)' in page
    )
    assert '<span data-tone="bad"><time datetime="2026-05-14">Thu 14 May 2026</time> (2!)' in page
    sheet = openpyxl.load_workbook(BytesIO(xlsx.write((report,))))["Look-ahead"]
    (cell,) = (c for row in sheet.iter_rows() for c in row if c.value == datetime(2026, 5, 14))  # noqa: DTZ001 - as Excel has it
    assert cell.number_format == 'ddd d mmm yyyy "(2!)"'
    assert cell.fill.start_color.rgb == "FFF4C7C3"


def test_a_load_fits_80_columns_and_programs_get_whole_dates(dated: Dated, rules: Rules) -> None:
    load = Load(load_milestones(portfolio_milestones(rules, "jtai-2022")), {"fieldwork": 1})
    for _ in range(2):
        timeline = dated(Inspection(Known("fieldwork", d("2025-03-03"))))
        load.add({one.key: one.days for one in timeline.milestones if one.first})
    report = reports.load_report(load)
    assert terminal.write(report, Page(80)).split("\n")[3:8] == [
        "  Week of Notification Fieldwork letter Comments    letter Publication Statement",
        f"  {'─' * 78}",
        "2025",
        "  17 Feb             2",
        "  24 Feb",
    ]
    assert "   3 Mar                     2 !" in terminal.write(report, Page(80))
    weeks = {one["week"]: one for one in csv.DictReader(csv_format.write(report).splitlines())}
    assert weeks["2025-03-03"]["fieldwork"] == "2"


def test_only_a_file_that_is_typed_is_missed_where_none_of_its_days_count(jtai: Jtai) -> None:
    Path("leave.csv").write_text("first,last,title\n2020-01-01,,Leave\n", "utf-8")
    Path("jtai.toml").write_text('avoid = ["leave.csv"]\n', "utf-8")
    period = ("look-ahead", "--from", "2027-03-01", "--to", "2027-03-07")
    assert jtai(*period).err == ""
    warning = "jtai: warning: leave.csv: has no days to avoid in this period\n"
    assert jtai(*period, "--avoid", "leave.csv").err == warning
