"""`jtai.toml`, found and read strictly: every fault with its line and its remedy."""

from datetime import date
from pathlib import Path

import pytest

from jtai_cli import load
from jtai_cli.errors import Fault, FaultyFileError, FileError
from jtai_cli.frameworks import Frameworks
from jtai_cli.load import toml
from jtai_cli.load.places import places
from jtai_cli.milestones import Edge
from jtai_cli.plan import Accepted, Docs, LocalMilestone, PlannedInspection

INSPECTION = "[inspections.kingston]\nfieldwork = 2025-03-03\n"
CLOSED = "a table is written a second time, or added to where it is closed"
COMPLETE = """\
# ours
[docs]
files = ["plans/*.md"]

[inspections.kingston]
area = "Kingston upon Thames"
theme = "front-door"
timetable = "jtai-2022"
fieldwork = "2025-03-03"  # told on the phone
fieldwork_last = 2025-03-06
stated = { draft-letter = 2025-04-04 }
closures = ["2025-12-24..2025-12-31", "2026-02-02"]
principal_authority = "Kingston council"
revision = 2
done = ["notification", "our-call"]
owners.comments-due = "Manager"

[inspections.kingston.local.our-call]
title = "Call"
anchor = "draft-letter"
working_days = -3
who = "DCS"
edge = "first"

[inspections.kingston.accepted]
timetable = "jtai-2022"
known = "fieldwork"
dates = { fieldwork = 2025-03-03 }
bank_holidays = [2025-04-18]
"""


def faults(text: str, rules: Frameworks) -> tuple[Fault, ...]:
    with pytest.raises(FaultyFileError) as caught:
        load.plan_in(text, rules, place="jtai.toml")
    return caught.value.faults


def test_a_complete_plan_is_read(rules: Frameworks) -> None:
    plan = load.plan_in(COMPLETE, rules, place="jtai.toml")

    assert plan.docs == Docs(("plans/*.md",))
    assert dict(plan.inspections) == {
        "kingston": PlannedInspection(
            key="kingston",
            area="Kingston upon Thames",
            theme="front-door",
            timetable="jtai-2022",
            fieldwork=date(2025, 3, 3),
            fieldwork_last=date(2025, 3, 6),
            stated={"draft-letter": date(2025, 4, 4)},
            closures=("2025-12-24..2025-12-31", "2026-02-02"),
            principal_authority="Kingston council",
            revision=2,
            done=("notification", "our-call"),
            owners={"comments-due": "Manager"},
            local={
                "our-call": LocalMilestone(
                    "our-call", "Call", "draft-letter", -3, Edge.FIRST, "DCS"
                )
            },
            accepted=Accepted(
                timetable="jtai-2022",
                known="fieldwork",
                dates={"fieldwork": date(2025, 3, 3)},
                bank_holidays=(date(2025, 4, 18),),
            ),
        )
    }


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[inspections]\n"])
def test_a_plan_may_be_empty(rules: Frameworks, text: str) -> None:
    assert load.plan_in(text, rules, place="jtai.toml").inspections == {}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "feildwork = 3",
            Fault(3, "unknown key 'inspections.kingston.feildwork'", "write 'fieldwork'"),
            id="unknown-key",
        ),
        pytest.param(
            "area = 2025-03-03",
            Fault(
                3,
                "'inspections.kingston.area' should be text, not 2025-03-03",
                'write it in quotes: "2025-03-03"',
            ),
            id="date-for-text",
        ),
        pytest.param(
            "area = 3.5",
            Fault(
                3,
                "'inspections.kingston.area' should be text, not 3.5",
                'write it in quotes: "3.5"',
            ),
            id="fraction-for-text",
        ),
        pytest.param(
            "area = true",
            Fault(
                3,
                "'inspections.kingston.area' should be text, not true",
                'write it in quotes: "true"',
            ),
            id="truth-for-text",
        ),
        pytest.param(
            'revision = "2"',
            Fault(
                3,
                "'inspections.kingston.revision' should be a whole number, not '2'",
                "write 2, without quotes",
            ),
            id="text-for-number",
        ),
        pytest.param(
            "revision = 0",
            Fault(3, "'inspections.kingston.revision' is 0", "1 or more"),
            id="revision",
        ),
        pytest.param(
            "revision = 0xFFFFFFFFFFFF",
            Fault(
                3,
                "'inspections.kingston.revision' has more than nine digits",
                "a smaller number; in quotes, if it is text",
            ),
            id="huge-number",
        ),
        pytest.param(
            "stated.draft-letter = 2025-04-04T09:00:00",
            Fault(
                3,
                "'inspections.kingston.stated.draft-letter' should be a date, "
                "not 2025-04-04T09:00:00",
                "write it as year-month-day: 2025-03-03",
            ),
            id="time-for-date",
        ),
        pytest.param(
            'stated.draft-letter = "4 April 2025"',
            Fault(
                3,
                "'inspections.kingston.stated.draft-letter': '4 April 2025' is not a date",
                "write it as year-month-day: 2025-03-03",
            ),
            id="words-for-date",
        ),
        pytest.param(
            'stated.draft-leter = "2025-04-04"',
            Fault(
                3,
                "'inspections.kingston.stated.draft-leter': there is no milestone 'draft-leter'",
                "write 'draft-letter'",
            ),
            id="unknown-milestone-in-stated",
        ),
        pytest.param(
            "stated.fieldwork = 2025-03-04",
            Fault(
                3,
                "'inspections.kingston.stated.fieldwork': "
                "fieldwork is known or counted, never stated",
                "fieldwork = 2025-03-03, as the known date",
            ),
            id="fieldwork-stated",
        ),
        pytest.param(
            "stated = 3",
            Fault(
                3,
                "'inspections.kingston.stated' should be a table, not 3",
                'write it as { key = "value" }, or under a header of its own',
            ),
            id="number-for-table",
        ),
        pytest.param(
            'done = "notification"',
            Fault(
                3,
                "'inspections.kingston.done' should be a list, not 'notification'",
                'write it as ["one", "two"]',
            ),
            id="text-for-list",
        ),
        pytest.param(
            'done = [\n  "notification",\n  "finale",\n]',
            Fault(
                5,
                "entry 2 of 'inspections.kingston.done' is 'finale', which is no milestone",
                "write 'final-letter'",
            ),
            id="unknown-milestone-in-done",
        ),
        pytest.param(
            "notified = 2025-02-17",
            Fault(
                3,
                "'inspections.kingston' has two known dates, fieldwork and notified",
                "keep the one that is counted from",
            ),
            id="two-known-dates",
        ),
        pytest.param(
            "known.publication = 2025-04-28",
            Fault(
                3,
                "'inspections.kingston' has two known dates, fieldwork and known.publication",
                "keep the one that is counted from",
            ),
            id="known-twice",
        ),
        pytest.param(
            "fieldwork_last = 2025-03-01",
            Fault(
                3,
                "'inspections.kingston.fieldwork_last' is 2025-03-01, "
                "before fieldwork, which is 2025-03-03",
                "put the earlier day first",
            ),
            id="last-before-first",
        ),
        pytest.param(
            'theme = "frontdoor"',
            Fault(
                3,
                "'inspections.kingston.theme' is 'frontdoor', which is no theme",
                "write 'front-door'",
            ),
            id="theme",
        ),
        pytest.param(
            'timetable = "jtai-2021"',
            Fault(
                3,
                "'inspections.kingston.timetable' is 'jtai-2021', which is no timetable",
                "write 'jtai-2022'",
            ),
            id="timetable",
        ),
        pytest.param(
            'closures = ["2025-12-31..2025-12-24"]',
            Fault(
                3,
                "entry 1 of 'inspections.kingston.closures': "
                "'2025-12-31..2025-12-24' ends before it begins",
                "2025-12-24..2025-12-31",
            ),
            id="closure-backwards",
        ),
        pytest.param(
            'closures = ["2025-12-24.."]',
            Fault(
                3,
                "entry 1 of 'inspections.kingston.closures': '' is not a date",
                '"2025-12-24..2025-12-31"',
            ),
            id="closure-open",
        ),
        pytest.param(
            'area = " "',
            Fault(
                3,
                "'inspections.kingston.area' is an empty text",
                "write it, or leave its key out",
            ),
            id="empty-text",
        ),
        pytest.param(
            'area = "a\\u200bb"',
            Fault(
                3, "'inspections.kingston.area' holds U+200B, which does not show", "delete it"
            ),
            id="invisible-text",
        ),
        pytest.param(
            'owners = { "" = "me" }',
            Fault(3, "'' is no key", "letters, digits and hyphens"),
            id="empty-key",
        ),
        pytest.param(
            'key = "kingston"',
            Fault(
                3,
                "'key' is written in 'inspections.kingston': "
                "the key is the name it stands under",
                "delete it",
            ),
            id="key-written",
        ),
    ],
)  # fmt: skip
def test_a_fault_of_an_inspection_is_told(rules: Frameworks, line: str, expected: Fault) -> None:
    assert expected in faults(f"{INSPECTION}{line}\n", rules)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            '[inspections.kingston.local.draft-letter]\ntitle = "Call"\nanchor = "notification"\n'
            "working_days = 1",
            Fault(
                3,
                "'inspections.kingston.local.draft-letter' has the key of an official milestone",
                "another key, such as our-draft-letter",
            ),
            id="official-key",
        ),
        pytest.param(
            '[inspections.kingston.local.Call]\ntitle = "Call"\nanchor = "notification"\n'
            "working_days = 1",
            Fault(
                3, "the key 'Call' is not in lower case with hyphens", "a key such as draft-letter"
            ),
            id="capitals",
        ),
        pytest.param(
            '[inspections.kingston.local.call]\ntitle = "Call"\nanchor = "notifcation"\n'
            "working_days = 1",
            Fault(
                5,
                "'inspections.kingston.local.call.anchor' is 'notifcation', "
                "which is no milestone above it",
                "write 'notification'",
            ),
            id="unknown-anchor",
        ),
        pytest.param(
            '[inspections.kingston.local.call]\ntitle = "Call"\nanchor = "second"\n'
            "working_days = 1\n[inspections.kingston.local.second]\n"
            'title = "Second"\nanchor = "fieldwork"\nworking_days = 1',
            Fault(
                5,
                "'inspections.kingston.local.call.anchor' is 'second', "
                "which is no milestone above it",
                "put 'second' above 'call'",
            ),
            id="anchor-below",
        ),
        pytest.param(
            '[inspections.kingston.local.call]\ntitle = "Call"\n'
            'anchor = "pre-inspection-analysis"\nworking_days = 1',
            Fault(
                5,
                "'inspections.kingston.local.call.anchor' is 'pre-inspection-analysis', "
                "which has no day of its own",
                "write 'notification'",
            ),
            id="anchor-without-a-day",
        ),
        pytest.param(
            '[inspections.kingston.local.call]\ntitle = "Call"\nanchor = "fieldwork"\n'
            "working_days = 100000",
            Fault(
                6,
                "'inspections.kingston.local.call.working_days' is 100000, "
                "further than any inspection reaches",
                "a number from -2000 to 2000",
            ),
            id="too-far",
        ),
        pytest.param(
            '[inspections.kingston.local.call]\nanchor = 3\nworking_days = 1\nedge = "lst"',
            Fault(
                6,
                "'inspections.kingston.local.call.edge' is 'lst'; one of first, last",
                "write 'last'",
            ),
            id="edge",
        ),
        pytest.param(
            '[inspections.kingston.local.call]\nanchor = "fieldwork"\nworking_days = 1',
            Fault(3, "'title' is missing", "add it to 'inspections.kingston.local.call'"),
            id="no-title",
        ),
    ],
)
def test_a_fault_of_a_local_milestone_is_told(
    rules: Frameworks, lines: str, expected: Fault
) -> None:
    assert expected in faults(f"{INSPECTION}{lines}\n", rules)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "[inspections.kingston]\narea = 'x'\n",
            Fault(1, "'inspections.kingston' has no known date", "fieldwork = 2025-03-03"),
            id="no-known-date",
        ),
        pytest.param(
            "[inspections.kingston]\nknown = {}\n",
            Fault(1, "'inspections.kingston' has no known date", "fieldwork = 2025-03-03"),
            id="nothing-known",
        ),
        pytest.param(
            "[inspections.kingston]\nnotified = 2025-02-17\nfieldwork_last = 2025-03-07\n",
            Fault(
                3,
                "'inspections.kingston.fieldwork_last' stands without fieldwork",
                "fieldwork, with its first day",
            ),
            id="last-alone",
        ),
        pytest.param(
            "[inspections]\nkingston = 3\n",
            Fault(
                2,
                "'inspections.kingston' should be a table, not 3",
                'write it as { key = "value" }, or under a header of its own',
            ),
            id="no-table",
        ),
        pytest.param(
            "[[inspections]]\nfieldwork = 2025-03-03\n",
            Fault(
                1,
                "'inspections' should be a table, not a list",
                'write it as { key = "value" }, or under a header of its own',
            ),
            id="list-of-tables",
        ),
        pytest.param(
            "[docs]\nfiles = {}\n",
            Fault(
                2, "'docs.files' should be a list, not a table", 'write it as ["one", "two"]'
            ),
            id="docs",
        ),
        pytest.param(
            "[inspection.kingston]\nfieldwork = 2025-03-03\n",
            Fault(1, "unknown key 'inspection'", "write 'inspections'"),
            id="section",
        ),
    ],
)  # fmt: skip
def test_a_fault_of_the_plan_is_told(rules: Frameworks, text: str, expected: Fault) -> None:
    assert faults(text, rules) == (expected,)


def test_a_day_that_is_broken_is_told_once(rules: Frameworks) -> None:
    text = "[inspections.a]\nfieldwork = 3\nfieldwork_last = 2025-03-07\nknown = 3\n"
    assert [fault.line for fault in faults(text, rules)] == [2, 4]


def test_all_faults_are_told_at_once_in_the_order_of_the_file(rules: Frameworks) -> None:
    text = f'{INSPECTION}theme = "x"\nrevision = 0\nfoo = 1\n'
    assert [fault.line for fault in faults(text, rules)] == [3, 4, 5]


def test_of_very_many_faults_the_first_hundred_are_told(rules: Frameworks) -> None:
    text = INSPECTION + "".join(f"x{n} = 1\n" for n in range(200))
    told = faults(text, rules)
    assert (len(told), told[-1].problem) == (101, "more is wrong than is told here")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a 3", (1, "a key has no equals sign"), id="no-equals"),
        pytest.param("\n!", (2, "this is neither a key nor a header"), id="statement"),
        pytest.param("a.=3", (1, "a key is missing or cannot begin so"), id="key"),
        pytest.param(
            "theme = front-door",
            (1, "this is no value: no date, number, list, or text in quotes"),
            id="bare-text",
        ),
        pytest.param(
            "a = 1 2", (1, "something stands after the value, or after the header"), id="after"
        ),
        pytest.param("a = 1\na = 2", (2, "a key stands here a second time"), id="twice"),
        pytest.param("[a]\n[a]", (2, CLOSED), id="header-twice"),
        pytest.param(
            "a = {b = 1}\n[a.c]", (2, CLOSED), id="closed"
        ),
        pytest.param(
            "a = {b = 1}\na.c = 1",
            (2, CLOSED),
            id="closed-key",
        ),
        pytest.param(
            "a = [1, 2\n\n", (1, "a list is not closed, or lacks a comma"), id="open-list"
        ),
        pytest.param(
            "a = {b = 1", (1, "a table is not closed, or lacks a comma"), id="open-table"
        ),
        pytest.param("[a", (1, "a header is not closed"), id="open-header"),
        pytest.param('a = "b\nc = 1', (1, "a quotation mark is never closed"), id="open-text"),
        pytest.param("a = '''b", (1, "a quotation mark is never closed"), id="open-long-text"),
        pytest.param(
            "a = \x00", (1, "this is no value: no date, number, list, or text in quotes"), id="nul"
        ),
        pytest.param(
            'a = "\x00"', (1, "a character stands here that does not show"), id="nul-in-text"
        ),
        pytest.param(
            'a = "\\q"', (1, "a backslash begins no escape that is known"), id="escape"
        ),
        pytest.param("a = 2025-02-30", (1, "there is no such date"), id="date"),
        pytest.param(
            "a = " + "[" * 100_000, (None, "is nested more than 40 deep"), id="brackets"
        ),
        pytest.param(
            "a = " + "[" * 60 + "]" * 60, (None, "is nested more than 40 deep"), id="deep"
        ),
        pytest.param(
            "\n[" + ".".join("a" * 200_000) + "]", (2, "is nested more than 40 deep"), id="header"
        ),
        pytest.param(
            ".".join("a" * 200_000) + " = 1", (1, "is nested more than 40 deep"), id="long-key"
        ),
        pytest.param(
            "".join(f"k{n}=1\n" for n in range(60_000)),
            (50_000, "holds more than 50,000 values"),
            id="many-keys",
        ),
        pytest.param("a = 1\n" * 150_000, (2, "a key stands here a second time"), id="one-key"),
        pytest.param(
            "a = " + "9" * 10_000,
            (None, "a number is too long to be read"),
            id="digits",
        ),
    ],
)  # fmt: skip
def test_what_is_no_toml_is_told_in_plain_words(
    rules: Frameworks, text: str, expected: tuple[int | None, str]
) -> None:
    (fault,) = faults(text, rules)
    assert (fault.line, fault.problem) == expected


def test_a_complaint_that_is_not_known_is_passed_on() -> None:
    told = toml._fault("A novelty (at line 3, column 1)", "\n\n\n")  # noqa: SLF001
    assert told == Fault(
        3,
        "this is not TOML: A novelty",
        "look at the quotes, brackets and equals signs here",
    )


def test_a_long_text_may_hold_many_dots(rules: Frameworks) -> None:
    text = f'# {"." * 50}\n{INSPECTION}area = "A{". " * 50}"\n"quoted{"." * 50}" = 1\n'
    assert [fault.line for fault in faults(text, rules)] == [5]


def test_places_are_found_wherever_a_key_stands() -> None:
    text = (
        '"a b" = 1 # c = 2\n'
        "[t.'u']\n"
        'v = """\nx = 1\n"""\n'
        "w = [\n  1, # one\n  { y = 2, z.zz = [\n3] },\n]\n"
        "[[l]]\nm = 1\n[[l]]\nm = 1.5\n"
    )
    assert places(text) == {
        ("a b",): 1,
        ("t",): 2,
        ("t", "u"): 2,
        ("t", "u", "v"): 3,
        ("t", "u", "w"): 6,
        ("t", "u", "w", 0): 7,
        ("t", "u", "w", 1): 8,
        ("t", "u", "w", 1, "y"): 8,
        ("t", "u", "w", 1, "z"): 8,
        ("t", "u", "w", 1, "z", "zz"): 8,
        ("t", "u", "w", 1, "z", "zz", 0): 9,
        ("l",): 11,
        ("l", 0): 11,
        ("l", 0, "m"): 12,
        ("l", 1): 13,
        ("l", 1, "m"): 14,
    }


def test_the_nearest_plan_upwards_is_found(
    rules: Frameworks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = tmp_path / "one" / "two"
    below.mkdir(parents=True)
    (tmp_path / "jtai.toml").write_text(INSPECTION)
    monkeypatch.chdir(below)

    assert list(load.plan(None, rules).inspections) == ["kingston"]
    assert load.plan_path(None) == tmp_path / "jtai.toml"
    (below / "jtai.toml").write_text("")
    assert (load.plan_path(None), load.plan(None, rules).inspections) == (Path("jtai.toml"), {})


def test_no_plan_is_told_with_the_command_that_makes_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileError) as caught:
        load.plan_path(None)
    assert (caught.value.message, caught.value.hint) == (
        "there is no jtai.toml here or in a directory above",
        "jtai plan init",
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"a = '\xff'\n", ":1: the byte 0xff is not UTF-8", id="latin-1"),
        pytest.param(b"#" * (1 << 18) + b"\n", ": is larger than 262,144 bytes", id="too-large"),
        pytest.param(
            b"[inspections.a]\n", ":1: 'inspections.a' has no known date", id="faulty"
        ),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_read_is_told_with_its_place(
    rules: Frameworks, tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "jtai.toml"
    path.write_bytes(content)
    with pytest.raises(FileError) as caught:
        load.plan(path, rules)
    assert caught.value.message == f"{path}{message}"
