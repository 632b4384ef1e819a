"""What types cannot say of a file of rules: names, texts, days, anchors, numbers."""

from pathlib import Path

import pytest

from jtai_cli import load
from jtai_cli.errors import Fault

COMPLETE = (Path(__file__).parent / "rules.yaml").read_text("utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rules.yaml"


def changed(old: str, new: str) -> str:
    assert COMPLETE.count(old) == 1, f"{old!r} should stand in the text once"
    return COMPLETE.replace(old, new)


NAMES = [
    pytest.param(
        "sources: [overview, letters]",
        "sources: [overview, leters]",
        (86, "entry 2 of 'sources' names 'leters', which is not under 'sources'"),
        "add it under 'sources', or write 'letters'",
        id="source-of-a-theme",
    ),
    pytest.param(
        "basis: derived\n        source: overview",
        "basis: derived\n        source: krscp-2024",
        (69, "'source' names 'krscp-2024', which is not under 'sources'"),
        "add it under 'sources', or one of: overview, letters",
        id="source-of-a-milestone",
    ),
    pytest.param(
        "            source: letters",
        "            source: lettres",
        (76, "'source' names 'lettres', which is not under 'sources'"),
        "add it under 'sources', or write 'letters'",
        id="source-of-a-reading",
    ),
    pytest.param(
        "poll: local, source: letters",
        "poll: local, source: x",
        (94, "'source' names 'x', which is not under 'sources'"),
        "add it under 'sources', or one of: overview, letters",
        id="source-of-a-polling-day",
    ),
    pytest.param(
        "working_days: -25, basis: derived, source: letters",
        "working_days: -25, basis: derived, source: x",
        (95, "'source' names 'x', which is not under 'sources'"),
        "add it under 'sources', or one of: overview, letters",
        id="source-of-the-pre-election-period",
    ),
    pytest.param(
        "name: Christmas, basis: derived, source: letters",
        "name: Christmas, basis: derived, source: x",
        (96, "'source' names 'x', which is not under 'sources'"),
        "add it under 'sources', or one of: overview, letters",
        id="source-of-christmas",
    ),
    pytest.param(
        "who: [dcs]",
        "who: [dcs, ofsted]",
        (24, "entry 2 of 'who' names 'ofsted', which is not under 'parties'"),
        "add it under 'parties', or one of: dcs",
        id="party",
    ),
    pytest.param(
        "name: week 1\n        phase: before",
        "name: week 1\n        phase: befor",
        (44, "'phase' names 'befor', which is not under 'phases'"),
        "add it under 'phases', or write 'before'",
        id="phase",
    ),
    pytest.param(
        "inspectorates: [ofsted]",
        "inspectorates: [Ofsted]",
        (87, "entry 1 of 'inspectorates' names 'Ofsted', which is not under 'inspectorates'"),
        "add it under 'inspectorates', or write 'ofsted'",
        id="inspectorate",
    ),
    pytest.param(
        "inspectorates:\n  ofsted: {title: Ofsted, name: Office for Standards in Education}\n",
        "",
        (85, "entry 1 of 'inspectorates' names 'ofsted', which is not under 'inspectorates'"),
        "add it under 'inspectorates', or leave it out",
        id="inspectorate-where-there-are-none",
    ),
    pytest.param(
        "counted_from: draft-letter",
        "counted_from: draft",
        (71, "'counted_from' is 'draft', which is not a milestone of 'jtai-2022'"),
        "write 'draft-letter'",
        id="counted-from",
    ),
]

ANCHORS = [
    pytest.param(
        "anchor: draft-letter, working_days: 0",
        "anchor: draft, working_days: 0",
        (67, "'statement' is anchored to 'draft', which is not a milestone above it"),
        "write 'draft-letter'",
        id="that-is-not-there",
    ),
    pytest.param(
        "anchor: draft-letter, working_days: 0",
        "anchor: elsewhere, working_days: 0",
        (67, "'statement' is anchored to 'elsewhere', which is not a milestone above it"),
        "one of: fieldwork, notification, evidence-window, analysis, week-1, draft-letter",
        id="like-no-other",
    ),
    pytest.param(
        "kind: months, anchor: notification",
        "kind: months, anchor: draft-letter",
        (
            31,
            "'evidence-window' is anchored to 'draft-letter', which is not a milestone above it",
        ),
        "put 'draft-letter' above 'evidence-window'",
        id="below",
    ),
    pytest.param(
        "kind: months, anchor: notification",
        "kind: months, anchor: evidence-window",
        (
            31,
            "'evidence-window' is anchored to 'evidence-window', which is not a milestone above it",
        ),
        "one of: fieldwork, notification",
        id="itself",
    ),
    pytest.param(
        "anchor: fieldwork, edge: first, ",
        "anchor: fieldwork, ",
        (21, "'notification' is anchored to 'fieldwork', which lasts several days"),
        "edge: first, or edge: last",
        id="fieldwork-without-an-edge",
    ),
    pytest.param(
        "anchor: draft-letter, working_days: 0",
        "anchor: week-1, working_days: 0",
        (67, "'statement' is anchored to 'week-1', which lasts several days"),
        "edge: first, or edge: last",
        id="window-without-an-edge",
    ),
    pytest.param(
        "anchor: draft-letter, working_days: 0",
        "anchor: evidence-window, working_days: 0",
        (67, "'statement' is anchored to 'evidence-window', which lasts several days"),
        "edge: first, or edge: last",
        id="months-without-an-edge",
    ),
    pytest.param(
        "anchor: draft-letter, working_days: 0",
        "anchor: analysis, working_days: 0",
        (67, "'statement' is anchored to 'analysis', which has no day of its own"),
        "anchor it to 'notification'",
        id="that-has-no-first-day",
    ),
    pytest.param(
        "anchor: draft-letter, calendar_days: 70",
        "anchor: draft, calendar_days: 70",
        (75, "'anchor' is 'draft', which is not a milestone of 'jtai-2022'"),
        "write 'draft-letter'",
        id="of-a-reading",
    ),
    pytest.param(
        "anchor: draft-letter, calendar_days: 70",
        "anchor: fieldwork, calendar_days: 70",
        (75, "'calendar-days' is anchored to 'fieldwork', which lasts several days"),
        "edge: first, or edge: last",
        id="of-a-reading-without-an-edge",
    ),
]

FIELDWORK = [
    pytest.param(
        "{kind: fieldwork, working_days: 5}",
        "{kind: working-days, anchor: notification, working_days: 10}",
        (52, "'fieldwork' is of kind 'working-days'"),
        "{kind: fieldwork, working_days: 5}",
        id="of-another-kind",
    ),
    pytest.param(
        "{kind: up-to, anchor: notification}",
        "{kind: fieldwork, working_days: 5}",
        (38, "'analysis' is of kind 'fieldwork', as only 'fieldwork' can be"),
        "another kind",
        id="twice",
    ),
    pytest.param(
        "{kind: fieldwork, working_days: 5}",
        "{kind: fieldwork, working_days: 0}",
        (52, "'working_days' is 0, but fieldwork lasts a day at least"),
        "write 1 or more",
        id="of-no-days",
    ),
]

NUMBERS = [
    pytest.param(
        "rule: {kind: up-to, anchor: notification}",
        "rule: {kind: up-to, anchor: notification}\n        weekday: monday",
        (39, "'analysis' has no day of its own, so 'weekday' says nothing"),
        "leave it out",
        id="weekday-of-what-has-no-day",
    ),
    pytest.param(
        "months: -6",
        "months: 0",
        (31, "'months' is 0, but the months end on the anchor"),
        "write -6",
        id="no-months",
    ),
    pytest.param(
        "working_days: 15",
        "working_days: 2001",
        (59, "'working_days' is 2001, further than any inspection reaches"),
        "a number from -2000 to 2000",
        id="too-many-working-days",
    ),
    pytest.param(
        "months: -6",
        "months: -241",
        (31, "'months' is -241, further than any inspection reaches"),
        "a number from -240 to 240",
        id="too-many-months",
    ),
    pytest.param(
        "calendar_days: 70",
        "calendar_days: 3001",
        (75, "'calendar_days' is 3001, further than any inspection reaches"),
        "a number from -3000 to 3000",
        id="too-many-calendar-days",
    ),
    pytest.param(
        "months: -6",
        "months: 6",
        (31, "'months' is 6, but the months end on the anchor"),
        "write -6",
        id="months-after-the-anchor",
    ),
    pytest.param(
        "first_working_day: 0",
        "first_working_day: 5",
        (45, "'first_working_day' is 5, after 'last_working_day', which is 4"),
        "put the earlier day first",
        id="window-that-ends-before-it-begins",
    ),
    pytest.param(
        "working_days: -25",
        "working_days: 25",
        (95, "'working_days' is 25, but the period begins before the poll"),
        "write it with a minus, such as -25",
        id="pre-election-period-after-the-poll",
    ),
    pytest.param(
        "working_days: -25",
        "working_days: -2001",
        (95, "'working_days' is -2001, further than any inspection reaches"),
        "a number from -2000 to 2000",
        id="pre-election-period-too-long",
    ),
]

DAYS = [
    pytest.param(
        "in_force: {first: 2022-01-01, last: 2030-12-31}",
        "in_force: {first: 2022-01-01, last: 2021-12-31}",
        (14, "'first' is 2022-01-01, after 'last', which is 2021-12-31"),
        "put the earlier day first",
        id="timetable-that-ends-before-it-begins",
    ),
    pytest.param(
        "last: 2024-12-31}, ",
        "last: 2021-12-31}, ",
        (84, "'first' is 2022-01-01, after 'last', which is 2021-12-31"),
        "put the earlier day first",
        id="theme-that-ends-before-it-begins",
    ),
    pytest.param(
        "period_first: 2025-03-26",
        "period_first: 2025-05-02",
        (94, "'period_first' is 2025-05-02, after 'day', which is 2025-05-01"),
        "put the earlier day first",
        id="period-that-begins-after-polling-day",
    ),
    pytest.param(
        "christmas: {first",
        "one_off_bank_holidays: [{day: 2022-09-10, proclaimed: 2022-09-19, source: letters}]\n"
        "christmas: {first",
        (96, "'proclaimed' is 2022-09-19, after 'day', which is 2022-09-10"),
        "put the earlier day first",
        id="bank-holiday-proclaimed-after-its-day",
    ),
    pytest.param(
        "first: 12-24",
        "first: 24-12",
        (96, "'first' is '24-12', which is not a day of every year"),
        "write month and day: 12-24",
        id="day-before-month",
    ),
    pytest.param(
        "last: 01-01",
        "last: 02-29",
        (96, "'last' is '02-29', which is not a day of every year"),
        "write month and day: 12-24",
        id="29-february",
    ),
    pytest.param(
        "last: 01-01",
        "last: 31 December",
        (96, "'last' is '31 December', which is not a day of every year"),
        "write month and day: 12-24",
        id="month-in-words",
    ),
]

TEXTS = [
    pytest.param(
        "title: Week 1",
        'title: " "',
        (42, "'title' is an empty text"),
        "write it, or leave its key out",
        id="blank",
    ),
    pytest.param(
        "points: [Whether help comes]",
        'points: [""]',
        (90, "entry 1 of 'points' is an empty text"),
        "write it, or leave its key out",
        id="empty",
    ),
    pytest.param(
        "title: Week 1",
        "title: |\n          Week 1",
        (42, "'title' holds a line break"),
        "begin the text with >-",
        id="line-break",
    ),
    pytest.param(
        "title: Week 1",
        "title: Week\t1",
        (42, "'title' holds a tab"),
        "delete it",
        id="tab",
    ),
    pytest.param(
        "title: Week 1",
        'title: "Week \\e1"',
        (42, "'title' holds U+001B, which does not show"),
        "delete it",
        id="escape-of-a-terminal",
    ),
    pytest.param(
        "title: Week 1",
        "title: Week\u200b 1",
        (42, "'title' holds U+200B, which does not show"),
        "delete it",
        id="space-of-no-width",
    ),
    pytest.param(
        "url: https://www.example.org/overview",
        "url: javascript:alert(1)",
        (3, "'url' is 'javascript:alert(1)', which is not a web address"),
        "write it whole, from https:// on",
        id="url-that-is-no-web-address",
    ),
    pytest.param(
        "  ofsted: {title: Ofsted, name: Office for Standards in Education}\n",
        "  ofsted: {title: Ofsted, name: Office}\n  HMI_Probation: {title: HMIP, name: HMIP}\n",
        (80, "the key 'HMI_Probation' is not in lower case with hyphens"),
        "a key such as draft-letter",
        id="key-in-capitals",
    ),
    pytest.param(
        "  dcs: {title: DCS,",
        "  dcs: {key: dcs, title: DCS,",
        (9, "'key' is written in 'dcs': the key is the name it stands under"),
        "delete it",
        id="key-written-again",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "fault", "remedy"), [*NAMES, *ANCHORS, *FIELDWORK, *NUMBERS, *DAYS, *TEXTS]
)
def test_what_types_cannot_say_is_told(
    file: Path, old: str, new: str, fault: tuple[int, str], remedy: str
) -> None:
    file.write_text(changed(old, new), "utf-8")
    assert load.faults(file) == (Fault(*fault, remedy),)


def test_a_timetable_needs_fieldwork(file: Path) -> None:
    head, _, rest = COMPLETE.partition("      notification:")
    file.write_text(
        head.replace("    milestones:\n", "    milestones: {}\n")
        + "inspectorates:"
        + rest.partition("\ninspectorates:")[2]
    )
    assert load.faults(file) == (
        Fault(
            16,
            "'jtai-2022' has no milestone 'fieldwork'",
            "add one with the rule {kind: fieldwork, working_days: 5}",
        ),
    )


def test_what_is_anchored_to_a_milestone_without_a_rule_is_not_told_twice(file: Path) -> None:
    file.write_text(changed("        rule: {kind: fieldwork, working_days: 5}\n", ""))
    assert load.faults(file) == (Fault(48, "'rule' is missing", "add it to 'fieldwork'"),)


def test_names_are_not_held_against_a_section_that_is_broken(file: Path) -> None:
    file.write_text(
        changed("  dcs: {title: DCS, name: Director of children's services}", "  - dcs")
    )
    assert load.faults(file) == (
        Fault(
            8,
            "'parties' should be a mapping, not a list",
            "write key: value, one to a line",
        ),
    )


def test_an_edge_may_be_written_for_a_single_day(file: Path) -> None:
    file.write_text(
        changed("anchor: draft-letter, working", "anchor: draft-letter, edge: last, working")
    )
    assert load.faults(file) == ()


def test_long_lists_of_names_are_cut(file: Path) -> None:
    sources = "".join(f"  s{number}: {{title: A source}}\n" for number in range(40))
    text = changed("sources:\n", f"sources:\n{sources}")
    file.write_text(
        text.replace("poll: local, source: letters", "poll: local, source: quite-other")
    )
    (fault,) = load.faults(file)
    listed = ", ".join(f"s{number}" for number in range(30))
    assert fault.remedy == f"add it under 'sources', or one of: {listed}, …"
