"""`jtai timeline`, whole outputs and every refusal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Golden, Jtai


FIELDWORK = ("timeline", "--fieldwork", "2025-03-03")


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        pytest.param((*FIELDWORK,), "timeline.txt", id="table"),
        pytest.param((*FIELDWORK, "--theme", "front-door"), "timeline-theme.txt", id="theme"),
        pytest.param((*FIELDWORK, "--color", "always"), "timeline-colour.txt", id="colour"),
        pytest.param((*FIELDWORK, "--format", "plain"), "timeline-plain.txt", id="plain"),
        pytest.param((*FIELDWORK, "--format", "json"), "timeline.json", id="json"),
        pytest.param((*FIELDWORK, "--format", "csv"), "timeline.csv", id="csv"),
        pytest.param(
            ("timeline", "--known", "publication=2025-04-28"),
            "timeline-from-publication.txt",
            id="from-publication",
        ),
        pytest.param(
            ("timeline", "--fieldwork", "2026-11-30"),
            "timeline-christmas.txt",
            id="over-christmas",
        ),
        pytest.param(
            ("timeline", "--fieldwork", "2028-09-04"),
            "timeline-provisional.txt",
            id="provisional",
        ),
        pytest.param(
            ("timeline", "--fieldwork", "2028-11-27", "--format", "json"),
            "timeline-provisional.json",
            id="provisional-json",
        ),
        pytest.param(
            ("timeline", "--fieldwork", "2019-10-14", "--theme", "mental-health-2019"),
            "timeline-2016.txt",
            id="earlier-timetable",
        ),
        pytest.param(
            ("timeline", "--fieldwork", "2017-03-21..2017-03-24", "--format", "json"),
            "timeline-four-days.json",
            id="four-days",
        ),
        pytest.param(
            ("timeline", "--fieldwork", "2026-01-05", "--closure", "2026-02-16..2026-02-20"),
            "timeline-closure.txt",
            id="closure",
        ),
        pytest.param(
            (*FIELDWORK, "--stated", "draft-letter=2025-04-04"),
            "timeline-stated.txt",
            id="stated",
        ),
        pytest.param(
            (
                *("timeline", "--fieldwork", "2024-03-04", "--principal-authority", "Leeds"),
                *("--stated", "publication=2024-05-16"),
                *("--stated", "statement-of-proposed-action=2024-08-23"),
            ),
            "timeline-leeds.txt",
            id="leeds",
        ),
        pytest.param(
            (
                *("timeline", "--fieldwork", "2018-03-19", "--stated", "publication=9 May 2018"),
                *("--stated", "statement-of-proposed-action=Sat 18 August 2018"),
            ),
            "timeline-southend.txt",
            id="southend",
        ),
        pytest.param(
            (*FIELDWORK, "--stated", "draft-letter=2025-04-04", "--format", "json"),
            "timeline-stated.json",
            id="stated-json",
        ),
    ],
)
def test_timeline_golden(jtai: Jtai, golden: Golden, argv: tuple[str, ...], name: str) -> None:
    result = jtai(*argv)

    assert (result.status, result.err) == (0, "")
    golden(name, result.out)


@pytest.mark.parametrize(
    "columns", [pytest.param("50", id="narrow"), pytest.param("120", id="wide")]
)
def test_width_golden(jtai: Jtai, golden: Golden, columns: str) -> None:
    result = jtai(*FIELDWORK, "--theme", "front-door", environment={"COLUMNS": columns})

    golden(f"timeline-{columns}.txt", result.out)


@pytest.mark.parametrize(
    "columns", [pytest.param(str(width), id=str(width)) for width in (30, 50, 65, 66, 79, 80, 200)]
)
def test_no_line_is_wider_than_the_page(jtai: Jtai, columns: str) -> None:
    result = jtai(*FIELDWORK, "--theme", "child-sexual-abuse", environment={"COLUMNS": columns})

    assert max(len(line) for line in result.out.decode().splitlines()) <= int(columns)


@pytest.mark.parametrize(
    "argv",
    [
        pytest.param(("--notified", "2025-02-17"), id="notified"),
        pytest.param(("--known", "final-letter=2025-04-23"), id="final-letter"),
        pytest.param(("--known", "publication=28 April 2025"), id="publication"),
        pytest.param(("--known", "evidence-window=2024-08-17"), id="evidence-window"),
        pytest.param(("--fieldwork", "3/3/2025..Fri 7 Mar 2025"), id="first-and-last"),
        pytest.param(("--fieldwork", "today", "--today", "2025-03-03"), id="today"),
        pytest.param(("--fieldwork", "tomorrow", "--today", "2025-03-02"), id="tomorrow"),
        pytest.param(("--fieldwork", "2025-03-03", "--timetable", "jtai-2022"), id="timetable"),
        pytest.param(("--fieldwork", "2025-03-03", "--division", "wales"), id="wales"),
    ],
)
def test_the_same_inspection_gives_the_same_dates(jtai: Jtai, argv: tuple[str, ...]) -> None:
    expected = jtai(*FIELDWORK, "--format", "plain")

    assert jtai("timeline", *argv, "--format", "plain") == expected


def test_today_is_read_from_the_environment_too(jtai: Jtai) -> None:
    result = jtai(
        "timeline",
        "--fieldwork",
        "today",
        "--format",
        "plain",
        environment={"JTAI_TODAY": "2025-03-03"},
    )

    assert result == jtai(*FIELDWORK, "--format", "plain")


def test_today_is_the_systems_date_otherwise(jtai: Jtai) -> None:
    # Whatever day it is, it is a date: only a day that is no working day is refused.
    assert "is not a date" not in jtai("timeline", "--fieldwork", "today").err


def _dates(result: bytes) -> dict[str, str]:
    return {one["key"]: one["first"] for one in json.loads(result)["milestones"]}


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(
            ("--extra-bank-holiday", "2025-06-16"),
            {"publication": "2025-04-28", "statement-of-proposed-action": "2025-08-04"},
            id="extra",
        ),
        pytest.param(
            ("--without-bank-holiday", "2025-05-05"),
            {"publication": "2025-04-28", "statement-of-proposed-action": "2025-07-31"},
            id="without",
        ),
        pytest.param(
            ("--closure", "2025-04-14..2025-04-17"),
            {"publication": "2025-05-02", "statement-of-proposed-action": "2025-08-07"},
            id="closure",
        ),
        pytest.param(
            ("--division", "scotland"),
            {"publication": "2025-04-25", "statement-of-proposed-action": "2025-07-31"},
            id="scotland",
        ),
    ],
)
def test_options_on_counting_move_dates(
    jtai: Jtai, argv: tuple[str, ...], expected: dict[str, str]
) -> None:
    dates = _dates(jtai(*FIELDWORK, "--format", "json", *argv).out)

    assert {key: dates[key] for key in expected} == expected


def test_a_file_of_govuk_stands_in_for_the_table(jtai: Jtai, govuk_file: Path) -> None:
    result = jtai(*FIELDWORK, "--format", "plain", "--bank-holidays", str(govuk_file))

    assert result == jtai(*FIELDWORK, "--format", "plain")


def test_a_date_beyond_the_file_is_refused(jtai: Jtai, govuk_file: Path) -> None:
    result = jtai("timeline", "--fieldwork", "2028-11-06", "--bank-holidays", str(govuk_file))

    assert (result.status, result.out) == (2, b"")
    assert result.err == (
        "jtai: error: +3 working days from 2028-12-27 lies outside the years whose bank holidays "
        "are known: 2012 to 2028\n"
        "Try: a count that stays within those years; with --bank-holidays FILE those are the "
        "file's\n"
    )


@pytest.mark.parametrize(
    ("fieldwork", "status"),
    [pytest.param("2025-06-16", 0, id="no-notes"), pytest.param("2026-11-30", 1, id="notes")],
)
def test_strict_says_no_to_notes(jtai: Jtai, fieldwork: str, status: int) -> None:
    assert jtai("timeline", "--fieldwork", fieldwork, "--strict").status == status


def test_strict_names_the_notes(jtai: Jtai) -> None:
    result = jtai("timeline", "--fieldwork", "2026-11-30", "--strict")

    assert result.err == (
        "jtai: warning: --strict says no, for there are notes: letters-over-christmas\n"
    )


@pytest.mark.parametrize(
    ("fieldwork", "options", "expected"),
    [
        pytest.param(
            "2023-03-06",
            ("--stated", "publication=2023-05-02", "--without-bank-holiday", "2023-05-08"),
            "2023-08-09",
            id="surrey",
        ),
        pytest.param(
            "2022-06-27",
            ("--stated", "publication=2022-08-18", "--without-bank-holiday", "2022-09-19"),
            "2022-11-25",
            id="kirklees",
        ),
    ],
)
def test_a_bank_holiday_not_thought_of_explains_a_printed_date(
    jtai: Jtai, fieldwork: str, options: tuple[str, ...], expected: str
) -> None:
    told = jtai("timeline", "--fieldwork", fieldwork, *options, "--format", "json")

    statement = json.loads(told.out)["milestones"][-1]
    readings = {one["key"]: one["date"] for one in statement["readings"]}
    assert readings["from-publication"] == expected


def test_output_writes_the_file_and_nothing_else(jtai: Jtai, tmp_path: Path) -> None:
    file = tmp_path / "dates.csv"

    result = jtai(*FIELDWORK, "--format", "csv", "--output", str(file))

    assert (result.status, result.out, result.err) == (0, b"", "")
    mark = "\ufeff".encode()
    assert file.read_bytes() == mark + jtai(*FIELDWORK, "--format", "csv").out


def test_a_dash_is_stdout(jtai: Jtai) -> None:
    assert jtai(*FIELDWORK, "-o", "-") == jtai(*FIELDWORK)


def test_a_table_in_a_file_does_not_depend_on_the_terminal(jtai: Jtai, tmp_path: Path) -> None:
    file = tmp_path / "dates.txt"

    jtai(*FIELDWORK, "-o", str(file), environment={"COLUMNS": "50"})

    assert file.read_bytes() == jtai(*FIELDWORK).out


def test_a_file_is_replaced_only_by_force(jtai: Jtai, tmp_path: Path) -> None:
    file = tmp_path / "dates.txt"
    file.write_text("mine")

    refused = jtai(*FIELDWORK, "--output", str(file))
    kept = file.read_text()
    forced = jtai(*FIELDWORK, "--output", str(file), "--force")

    assert (refused.status, kept, forced.status) == (2, "mine", 0)
    assert file.read_bytes() == jtai(*FIELDWORK).out


REFUSALS = [
    pytest.param(
        ("--fieldwork", "31/02/2025"),
        "31/02/2025 is not a date: February 2025 has 28 days",
        None,
        id="no-such-date",
    ),
    pytest.param(
        ("--fieldwork", "Tuesday 3 March 2025"),
        "3 March 2025 is a Monday, not a Tuesday",
        None,
        id="wrong-weekday",
    ),
    pytest.param(
        ("--fieldwork", "3/3/25"),
        "'3/3/25' has no four-digit year",
        'a date such as 2025-03-03, "3 March 2025", "Mon 3 Mar 2025" or 3/3/2025',
        id="two-digit-year",
    ),
    pytest.param(
        ("--fieldwork", "2025-05-05"),
        "Monday 5 May 2025 is the Early May bank holiday, so fieldwork cannot start then",
        "--fieldwork 2025-05-06 (Tuesday) or --fieldwork 2025-05-02 (Friday)",
        id="bank-holiday",
    ),
    pytest.param(
        ("--notified", "2025-03-01"),
        "Saturday 1 March 2025 is at the weekend, so notification cannot fall then",
        "--known notification=2025-03-03 (Monday) or --known notification=2025-02-28 (Friday)",
        id="weekend",
    ),
    pytest.param(
        ("--fieldwork", "1800-01-01"),
        "no bank holidays are known for that time: only from 1978 to 2099",
        "a date from 1978 to 2099",
        id="1800",
    ),
    pytest.param(
        ("--fieldwork", "2400-01-03"),
        "no bank holidays are known for that time: only from 1978 to 2099",
        "a date from 1978 to 2099",
        id="2400",
    ),
    pytest.param(
        ("--fieldwork", "2025-03-03", "--notified", "2025-02-17"),
        "--fieldwork and --notified are two known dates, and one is counted from",
        "only --fieldwork",
        id="two-known-dates",
    ),
    pytest.param(
        (),
        "a timeline needs one known date",
        "--fieldwork DATE, --notified DATE, --known MILESTONE=DATE or --inspection NAME",
        id="none",
    ),
    pytest.param(
        ("--known", "publication"),
        "'publication' is not MILESTONE=DATE",
        "--known publication=2025-04-28",
        id="no-equals-sign",
    ),
    pytest.param(
        ("--known", "publicaton=2025-04-28"),
        "no milestone called 'publicaton'",
        "--known publication",
        id="unknown-milestone",
    ),
    pytest.param(
        ("--fieldwork", "2025-03-03", "--theme", "frontdoor"),
        "no theme called 'frontdoor'",
        "--theme front-door",
        id="unknown-theme",
    ),
    pytest.param(
        ("--fieldwork", "2025-03-03", "--timetable", "jtai-2023"),
        "no timetable called 'jtai-2023'",
        "--timetable jtai-2022",
        id="unknown-timetable",
    ),
    pytest.param(
        ("--fieldwork", "2025-03-03", "--division", "englnd"),
        "no division called 'englnd'",
        "--division england",
        id="unknown-division",
    ),
    pytest.param(
        ("--fieldwork", "2025-03-03", "--format", "jsn"),
        "no format called 'jsn'",
        "--format json",
        id="unknown-format",
    ),
    pytest.param(
        ("--fieldwork", "2025-03-03", "--color", "alway"),
        "no colour setting called 'alway'",
        "--color always",
        id="unknown-colour-setting",
    ),
    pytest.param(
        ("--fieldwork", "2021-06-07"),
        "no timetable was in force for fieldwork on 2021-06-07",
        "--timetable jtai-2022 or --timetable jtai-2016",
        id="between-the-timetables",
    ),
    pytest.param(
        ("--fieldwork", "2025-03-03.."),
        "'2025-03-03..' lacks one of its two days",
        "FIRST..LAST, or one day",
        id="half-a-run-of-days",
    ),
    pytest.param(
        ("--known", "publication=2025-04-28", "--known", "draft-letter=2025-03-28"),
        "--known is given twice",
        "give it once",
        id="given-twice",
    ),
    pytest.param(
        (
            *("--fieldwork", "2025-03-03", "--stated", "draft-letter=2025-03-28"),
            *("--stated", "draft-letter=2025-03-29"),
        ),
        "draft-letter is stated twice",
        "only --stated draft-letter=2025-03-29",
        id="stated-twice",
    ),
    pytest.param(
        ("--fieldwork", "2025-03-03", "--stated", "draft=2025-04-04"),
        "no milestone called 'draft'",
        "--stated draft-letter",
        id="unknown-stated-milestone",
    ),
    pytest.param(
        ("--fieldwork", "2025-03-03", "--stated", "2025-04-04"),
        "'2025-04-04' is not MILESTONE=DATE",
        "--stated publication=2025-04-28",
        id="stated-without-a-milestone",
    ),
    pytest.param(
        ("--fieldwork", "2025-03-07..2025-03-03"),
        "2025-03-07..2025-03-03 ends before it begins",
        "2025-03-03..2025-03-07",
        id="backwards",
    ),
    pytest.param(
        ("--fieldwork", "2025-03-03", "--extra-bank-holiday", "2025-06-14"),
        "2025-06-14 is a weekend, so a bank holiday changes nothing",
        None,
        id="extra-bank-holiday-at-a-weekend",
    ),
    pytest.param(
        ("--fieldwork", "2025-03-03", "--without-bank-holiday", "2025-06-16"),
        "2025-06-16 is not a bank holiday",
        "jtai bank-holidays list --year 2025",
        id="no-bank-holiday-to-take-away",
    ),
    pytest.param(
        ("--fieldwork", "2025-03-03", "--output", "no-such-place/dates.txt"),
        "no-such-place/dates.txt: there is no directory 'no-such-place'",
        "mkdir -p no-such-place",
        id="no-directory",
    ),
]


@pytest.mark.parametrize(("argv", "problem", "hint"), REFUSALS)
def test_bad_input_is_refused_in_one_line(
    jtai: Jtai, argv: tuple[str, ...], problem: str, hint: str | None
) -> None:
    result = jtai("timeline", *argv)

    tried = f"Try: {hint}\n" if hint else ""
    assert (result.status, result.out) == (2, b"")
    assert result.err == f"jtai: error: {problem}\n{tried}"


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        pytest.param(("--view", "gantt"), "timeline-gantt.txt", id="gantt"),
        pytest.param(("--view", "month"), "timeline-months.txt", id="month"),
        pytest.param(("--format", "markdown"), "timeline.md", id="markdown"),
        pytest.param(("--format", "mermaid"), "timeline.mmd", id="mermaid"),
        pytest.param(("--format", "ics"), "timeline.ics", id="ics"),
    ],
)
def test_views_and_formats_golden(
    jtai: Jtai, golden: Golden, argv: tuple[str, ...], name: str
) -> None:
    result = jtai(*FIELDWORK, *argv)

    assert (result.status, result.err) == (0, "")
    golden(name, result.out)


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in ("html", "svg")])
def test_a_format_of_files_is_what_export_writes(jtai: Jtai, name: str) -> None:
    shown = jtai(*FIELDWORK, "--format", name).out

    assert shown == jtai("export", *FIELDWORK[1:], "-", "--format", name).out


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(
            ("--view", "gant"), "no view called 'gant'\nTry: --view gantt\n", id="unknown-view"
        ),
        pytest.param(
            ("--view", "month", "--format", "json"),
            "--view month is a table of its own kind\nTry: only --view month\n",
            id="view-and-format",
        ),
        pytest.param(
            ("--explain", "--format", "csv"),
            "--explain goes with a table or JSON, not with csv\nTry: --format json\n",
            id="explain-and-csv",
        ),
    ],
)
def test_views_that_cannot_be_are_refused(jtai: Jtai, argv: tuple[str, ...], expected: str) -> None:
    result = jtai(*FIELDWORK, *argv)

    assert (result.status, result.out, result.err) == (2, b"", f"jtai: error: {expected}")


def test_a_local_milestone_is_marked_golden(jtai: Jtai, golden: Golden) -> None:
    Path("jtai.toml").write_text(
        "[inspections.kingston-2025]\n"
        "fieldwork = 2025-03-03\n"
        'principal_authority = "Kingston council"\n'
        "[inspections.kingston-2025.local.briefing]\n"
        'title = "First briefing"\n'
        'anchor = "notification"\n'
        "working_days = 1\n"
        'who = "Business manager"\n',
        "utf-8",
    )

    result = jtai("timeline", "--inspection", "kingston-2025")

    assert (result.status, result.err) == (0, "")
    golden("timeline-local.txt", result.out)


@pytest.mark.parametrize("first", [pytest.param(sign, id=repr(sign)) for sign in "=+-@"])
def test_csv_holds_no_formula_of_peoples_own(jtai: Jtai, first: str) -> None:
    Path("jtai.toml").write_text(
        "[inspections.mine]\nfieldwork = 2025-03-03\n[inspections.mine.local.call]\n"
        f'title = "{first}cmd|\'/c calc\'!A1"\nwho = "{first}SUM(1)"\n'
        'anchor = "notification"\nworking_days = 1\n',
        "utf-8",
    )

    told = jtai("timeline", "--inspection", "mine", "--format", "csv").out.decode()

    assert f"call,'{first}cmd|'/c calc'!A1,week-1," in told
    assert f",'{first}SUM(1)," in told
