"""What has another type than it should, is missing, or is unknown: with line and remedy."""

from pathlib import Path

import pytest

from jtai_cli import load
from jtai_cli.errors import Fault

COMPLETE = (Path(__file__).parent / "rules.yaml").read_text("utf-8")
FOR_A_NUMBER = "write it with at most nine digits, such as 10; in quotes, if it is text"
FOR_A_DATE = "write it as year-month-day: 2025-03-03"
FOR_A_MAPPING = "write key: value, one to a line"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rules.yaml"


def changed(old: str, new: str) -> str:
    assert COMPLETE.count(old) == 1, f"{old!r} should stand in the text once"
    return COMPLETE.replace(old, new)


TYPES = [
    pytest.param(
        "edition: 2026-11-22",
        "edition: 10",
        (1, "'edition' should be a date, not 10", FOR_A_DATE),
        id="number-for-a-date",
    ),
    pytest.param(
        "edition: 2026-11-22",
        'edition: "1740960000"',
        (1, "'edition': '1740960000' is not a date", FOR_A_DATE),
        id="quoted-digits-for-a-date",
    ),
    pytest.param(
        "edition: 2026-11-22",
        "edition: 2026-02-30",
        (
            1,
            "'edition': 2026-02-30 is not a date: February 2026 has 28 days",
            FOR_A_DATE,
        ),
        id="day-that-does-not-exist",
    ),
    pytest.param(
        "edition: 2026-11-22",
        "edition: the twenty-second of November",
        (1, "'edition' should be a date, not 'the twenty-second of November'", FOR_A_DATE),
        id="long-text-for-a-date",
    ),
    pytest.param(
        "edition: 2026-11-22",
        "edition: yes",
        (1, "'edition' should be a date, not yes", FOR_A_DATE),
        id="yes-for-a-date",
    ),
    pytest.param(
        "working_days: -10",
        "working_days: yes",
        (21, "'working_days' should be a whole number, not yes", "write a number, such as 10"),
        id="yes-for-a-number",
    ),
    pytest.param(
        "working_days: -10",
        'working_days: "10"',
        (21, "'working_days' should be a whole number, not '10'", "write 10, without quotes"),
        id="quoted-number",
    ),
    pytest.param(
        "working_days: -10",
        "working_days: 1.5",
        (21, "'working_days' should be a whole number, not 1.5", "write a number, such as 10"),
        id="fraction",
    ),
    pytest.param(
        "working_days: -10",
        "working_days: .nan",
        (21, "'working_days' should be a whole number, not .nan", "write a number, such as 10"),
        id="no-number-at-all",
    ),
    pytest.param(
        "working_days: -10",
        "working_days: 010",
        (21, "'working_days' is 010, which is not a plain whole number", FOR_A_NUMBER),
        id="octal",
    ),
    pytest.param(
        "working_days: -10",
        "working_days: 0x10",
        (21, "'working_days' is 0x10, which is not a plain whole number", FOR_A_NUMBER),
        id="hexadecimal",
    ),
    pytest.param(
        "working_days: -10",
        "working_days: 1_000",
        (21, "'working_days' is 1_000, which is not a plain whole number", FOR_A_NUMBER),
        id="underscored",
    ),
    pytest.param(
        "working_days: -10",
        "working_days: 1:30",
        (21, "'working_days' is 1:30, which is not a plain whole number", FOR_A_NUMBER),
        id="base-sixty",
    ),
    pytest.param(
        "working_days: -10",
        "working_days: 1000000000",
        (21, "'working_days' is 1000000000, which is not a plain whole number", FOR_A_NUMBER),
        id="ten-digits",
    ),
    pytest.param(
        "title: Notification",
        "title: yes",
        (18, "'title' should be text, not yes", 'write it in quotes: "yes"'),
        id="boolean-for-a-text",
    ),
    pytest.param(
        "title: Notification",
        "title: 2022",
        (18, "'title' should be text, not 2022", 'write it in quotes: "2022"'),
        id="number-for-a-text",
    ),
    pytest.param(
        "title: Notification",
        "title:",
        (18, "'title' should be text, not left empty", "write a text"),
        id="nothing-for-a-text",
    ),
    pytest.param(
        "title: Notification",
        "title: [Notification]",
        (18, "'title' should be text, not a list", "write a text"),
        id="list-for-a-text",
    ),
    pytest.param(
        'detail: ["10", A call]',
        "detail: [10, A call]",
        (25, "entry 1 of 'detail' should be text, not 10", 'write it in quotes: "10"'),
        id="number-in-a-list-of-texts",
    ),
    pytest.param(
        "who: [dcs]",
        "who: dcs",
        (
            24,
            "'who' should be a list, not 'dcs'",
            "write it as [one, two], or one to a line behind dashes",
        ),
        id="text-for-a-list",
    ),
    pytest.param(
        "conditional: true",
        "conditional: maybe",
        (
            70,
            "'conditional' should be true or false, not 'maybe'",
            "write true or false, without quotes",
        ),
        id="text-for-a-boolean",
    ),
    pytest.param(
        "rule: {kind: up-to, anchor: notification}",
        "rule: up-to",
        (38, "'rule' should be a mapping, not 'up-to'", FOR_A_MAPPING),
        id="text-for-a-rule",
    ),
    pytest.param(
        "  dcs: {title: DCS, name: Director of children's services}",
        "  dcs: DCS",
        (9, "'dcs' should be a mapping, not 'DCS'", FOR_A_MAPPING),
        id="text-for-a-party",
    ),
    pytest.param(
        "  dcs: {title: DCS, name: Director of children's services}",
        "  - dcs",
        (8, "'parties' should be a mapping, not a list", FOR_A_MAPPING),
        id="list-for-a-section",
    ),
    pytest.param(
        "division: england",
        "division: englnd",
        (
            15,
            "'division' is 'englnd'; one of england, wales, scotland, northern-ireland",
            "write 'england'",
        ),
        id="misspelt-choice",
    ),
    pytest.param(
        "weekday: monday",
        "weekday: [1]",
        (
            26,
            "'weekday' is a list; one of monday, tuesday, wednesday, thursday, friday",
            "write one of these",
        ),
        id="list-for-a-choice",
    ),
    pytest.param(
        "kind: working-days, anchor: fieldwork, edge: first",
        "kind: workdays, anchor: fieldwork, edge: first",
        (
            21,
            "'kind' is 'workdays'; one of fieldwork, working-days, window, months, up-to",
            "write 'working-days'",
        ),
        id="unknown-kind-of-rule",
    ),
    pytest.param(
        "kind: working-days, anchor: fieldwork, edge: first",
        "anchor: fieldwork, edge: first",
        (21, "'kind' is missing", "add it to 'rule'"),
        id="no-kind-of-rule",
    ),
    pytest.param(
        "kind: calendar-days",
        "kind: window",
        (75, "'kind' is 'window'; one of working-days, calendar-days", "write one of these"),
        id="kind-that-a-reading-cannot-be",
    ),
    pytest.param(
        "        skips_closures: yes",
        "        skip_closures: yes",
        (62, "unknown key 'skip_closures'", "write 'skips_closures'"),
        id="misspelt-key",
    ),
    pytest.param(
        "{kind: up-to, anchor: notification}",
        "{kind: up-to, anchor: notification, 9h: 3}",
        (38, "unknown key '9h'", "one of: kind, anchor, edge"),
        id="key-like-no-other",
    ),
]


@pytest.mark.parametrize(("old", "new", "fault"), TYPES)
def test_what_has_another_type_is_told(
    file: Path, old: str, new: str, fault: tuple[int, str, str]
) -> None:
    file.write_text(changed(old, new))
    assert load.faults(file) == (Fault(*fault),)


MISSING = [
    pytest.param(
        "        name: the analysis\n",
        (34, "'name' is missing", "add it to 'analysis'"),
        id="in-a-milestone",
    ),
    pytest.param(
        "      - heading: Inspectors evaluate\n        points: [Whether help comes]\n",
        (
            88,
            "'groups' should be a list, not left empty",
            "write it as [one, two], or one to a line behind dashes",
        ),
        id="a-list-left-without-entries",
    ),
    pytest.param(
        "area: Solihull, ",
        (92, "'area' is missing", "add it to entry 1 of 'findings'"),
        id="in-a-list",
    ),
    pytest.param(
        "edition: 2026-11-22\n", (1, "'edition' is missing", "add it to the file"), id="at-the-top"
    ),
    pytest.param(
        ", anchor: fieldwork, edge: first",
        (21, "'anchor' is missing", "add it to 'rule'"),
        id="in-a-rule",
    ),
]


@pytest.mark.parametrize(("old", "fault"), MISSING)
def test_what_is_missing_is_told(file: Path, old: str, fault: tuple[int, str, str]) -> None:
    file.write_text(changed(old, ""))
    assert load.faults(file) == (Fault(*fault),)
