"""`jtai.toml`, found and read strictly: every fault with its line and the path of its key."""

from datetime import date
from pathlib import Path

import pytest

from jtai_cli.errors import Fault, FaultyFileError, FileError
from jtai_cli.files.plans import PLAN_NAME, find_plan, load_plan, read_plan
from jtai_cli.kinds import Edge
from jtai_cli.plan import Accepted, Docs, Inspection, Known, LocalMilestone
from jtai_cli.rules import Rules
from jtai_cli.workingdays import Period

INSPECTION = "[inspections.kingston]\nfieldwork = 2025-03-03\n"
COMPLETE = """\
# ours
avoid = ["term-dates.ics"]
extra_bank_holidays = [2025-03-05]

[docs]
files = ["plans/*.md"]

[inspections.kingston]
area = "Kingston upon Thames"
theme = "front-door"
timetable = "jtai-2022"
fieldwork = "2025-03-03..2025-03-06"  # by phone
stated = { draft-letter = 2025-04-04 }
closures = ["2025-12-24..2025-12-31", "2 February 2026"]
without_bank_holidays = ["5 May 2025"]
principal_authority = "Kingston council"
contact = "us@example.org"
revision = 2
done = ["notification", "our-call"]
owners.comments-due = "Manager"
notes.comments-due = "Health first"
rehearsal = true

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
fieldwork_last = 2025-03-06
bank_holidays = [2025-04-18]
closures = ["2025-12-24..2025-12-31"]
"""


def faults(text: str, rules: Rules) -> tuple[Fault, ...]:
    with pytest.raises(FaultyFileError) as caught:
        read_plan(text, rules, "jtai.toml")
    return caught.value.faults


def test_a_complete_plan_is_read(rules: Rules) -> None:
    plan = read_plan(COMPLETE, rules, "jtai.toml")
    closure = Period(date(2025, 12, 24), date(2025, 12, 31))

    assert (plan.docs, plan.avoid) == (Docs(("plans/*.md",)), ("term-dates.ics",))
    assert plan.inspection("kingston") == Inspection(
        known=Known("fieldwork", date(2025, 3, 3), date(2025, 3, 6)),
        name="kingston",
        area="Kingston upon Thames",
        theme="front-door",
        timetable="jtai-2022",
        stated={"draft-letter": date(2025, 4, 4)},
        closures=(closure, Period(date(2026, 2, 2), date(2026, 2, 2))),
        extra_bank_holidays=(date(2025, 3, 5),),
        without_bank_holidays=(date(2025, 5, 5),),
        principal_authority="Kingston council",
        contact="us@example.org",
        revision=2,
        done=("notification", "our-call"),
        owners={"comments-due": "Manager"},
        notes={"comments-due": "Health first"},
        local={
            "our-call": LocalMilestone("our-call", "Call", "draft-letter", -3, Edge.FIRST, "DCS")
        },
        accepted=Accepted(
            timetable="jtai-2022",
            known="fieldwork",
            dates={"fieldwork": date(2025, 3, 3)},
            fieldwork_last=date(2025, 3, 6),
            bank_holidays=(date(2025, 4, 18),),
            closures=(closure,),
        ),
        is_rehearsal=True,
    )


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("fieldwork = 2025-03-03", Known("fieldwork", date(2025, 3, 3))),
        ('fieldwork = "3 March 2025"', Known("fieldwork", date(2025, 3, 3))),
        ("fieldwork = 2025-03-03T00:00:00", Known("fieldwork", date(2025, 3, 3))),
        ('fieldwork = "2025-03-03..2025-03-03"',
         Known("fieldwork", date(2025, 3, 3), date(2025, 3, 3))),
        ("notified = 2025-02-17", Known("notification", date(2025, 2, 17))),
        ("known.publication = 2025-04-28", Known("publication", date(2025, 4, 28))),
        ('known.call = 2025-04-28\nlocal.call = {title="C", anchor="fieldwork", working_days=1}',
         Known("call", date(2025, 4, 28))),
    ],
)  # fmt: skip
def test_one_key_gives_the_known_date(rules: Rules, line: str, known: Known) -> None:
    plan = read_plan(f"[inspections.kingston]\n{line}\n", rules, "jtai.toml")
    assert plan.inspection("kingston").known == known


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[inspections]\n"])
def test_a_plan_may_be_empty(rules: Rules, text: str) -> None:
    assert read_plan(text, rules, "jtai.toml").inspections == {}


def test_bank_holidays_of_the_plan_are_those_of_every_inspection(rules: Rules) -> None:
    own = "extra_bank_holidays = [2027-06-04, 2027-06-07]\n"
    text = f"extra_bank_holidays = [2027-06-04]\n{INSPECTION}{own}"
    inspection = read_plan(text, rules, "jtai.toml").inspection("kingston")
    assert inspection.extra_bank_holidays == (date(2027, 6, 4), date(2027, 6, 7))


AT = "inspections.kingston"


@pytest.mark.parametrize(
    ("line", "problem", "remedy"),
    [
        ("feildwork = 3", f"unknown key '{AT}.feildwork'", "write 'fieldwork'"),
        ("revision = 0", f"'{AT}.revision' is 0", "from 1 to 1000000000"),
        ("stated.draft-letter = 2025-04-04T09:00:00",
         f"'{AT}.stated.draft-letter': '2025-04-04T09:00:00' has a time of day", "the date alone"),
        ('stated.draft-leter = "2025-04-04"',
         f"'{AT}.stated.draft-leter' names 'draft-leter', which is not known",
         "write 'draft-letter'"),
        ("stated.fieldwork = 2025-03-04",
         f"'{AT}.stated': fieldwork is known or calculated, never stated",
         "fieldwork = 2025-03-03, as the known date"),
        ('done = "notification"', f"'{AT}.done' should be a valid array, not notification", None),
        ('done = [\n  "notification",\n  "finale",\n]',
         f"entry 2 of '{AT}.done' names 'finale', which is not known", "write 'final-letter'"),
        ("notified = 2025-02-17",
         f"'{AT}' has more than one known date: notified and fieldwork", None),
        ('theme = "frontdoor"', f"'{AT}.theme' names 'frontdoor', which is not known",
         "write 'front-door'"),
        ('closures = ["2025-12-31..2025-12-24"]',
         f"entry 1 of '{AT}.closures': '2025-12-31..2025-12-24' ends before it begins", None),
        ('area = " "', f"'{AT}.area' is an empty text", "write it, or leave its key out"),
        ('contact = """a\nb"""', f"'{AT}.contact' holds a line break", None),
        ('name = "kingston"', "unknown key 'name'", "delete it"),
        ("local.draft-letter = { title = 'C', anchor = 'notification', working_days = 1 }",
         f"'{AT}.local.draft-letter' has the key of an official milestone",
         "another key, such as our-draft-letter"),
        ("local.Call = { title = 'C', anchor = 'notification', working_days = 1 }",
         "the key 'Call' is not in lower case with hyphens", None),
        ("local.call = { title = 'C', anchor = 'notifcation', working_days = 1 }",
         f"'{AT}.local.call.anchor' names 'notifcation', which is not among those above",
         "write 'notification'"),
        ("local.a = { title = 'C', anchor = 'b', working_days = 1 }\nlocal.b.title = 'C'\n"  # noqa: ISC004 - one text
         "local.b.anchor = 'fieldwork'\nlocal.b.working_days = 1",
         f"'{AT}.local.a.anchor' names 'b', which is not among those above it", None),
        ("local.call = { title = 'C', anchor = 'pre-inspection-analysis', working_days = 1 }",
         "names 'pre-inspection-analysis', which is not among those", None),
        ("local.call = { title = 'C', anchor = 'fieldwork', working_days = 100000 }",
         f"'{AT}.local.call.working_days' is 100000",
         "from -2000 to 2000"),
        ("local.call = { title = 'C', anchor = 'fieldwork', working_days = 1, edge = 'lst' }",
         f"'{AT}.local.call.edge' should be 'first' or 'last', not lst", None),
    ],
)  # fmt: skip
def test_a_fault_of_an_inspection_is_found(
    rules: Rules, line: str, problem: str, remedy: str | None
) -> None:
    found = [one for one in faults(f"{INSPECTION}{line}\n", rules) if problem in one.problem]
    assert len(found) == 1
    assert found[0].line in (1, 2, 3)
    assert remedy is None or found[0].remedy == remedy


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("[inspections.kingston]\narea = 'x'\n", 1, f"'{AT}' has no known date"),
        ("[inspections.Kingston]\nnotified = 2025-02-17\n", 1,
         "the key 'Kingston' is not in lower case with hyphens"),
        ("[inspections]\nkingston = 3\n", 2, f"'{AT}' should be an object"),
        ("[[inspections]]\nfieldwork = 2025-03-03\n", 1,
         "'inspections' should be an object"),
        ("[inspection.kingston]\nfieldwork = 2025-03-03\n", 1, "unknown key 'inspection'"),
        ("a 3", 1, "this is not TOML: Expected '=' after a key in a key/value pair"),
        ("a = [1, 2\n\n", 1, "this is not TOML: Unclosed array"),
        *((f"[docs]\nfiles = ['ours/*.md', {pattern!r}]\n", 2, "leads out of the plan's directory")
          for pattern in ("../x.md", "a/../../b", "/etc/*", "/**", "C:\\x", "C:x", "\\x",
                          "a\\..\\b",
                          "//server/share/x", "..", "~/x.md")),
        *((f"[docs]\nfiles = ['ours/*.md', {pattern!r}]\n", 2, "is no pattern of files")
          for pattern in (".", "./", "**.md", "***/x", "a/b**")),
    ],
)  # fmt: skip
def test_a_fault_of_the_plan_is_found(rules: Rules, text: str, line: int, problem: str) -> None:
    (fault,) = faults(text, rules)
    assert fault.line == line
    assert problem in fault.problem


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a = " + "[" * 100_000, id="brackets"),
        pytest.param("\n[" + ".".join("a" * 200_000) + "]", id="header"),
        pytest.param(".".join("a" * 200_000) + " = 1", id="long-key"),
        pytest.param("a = {" + ".".join("a" * 20_000) + " = 1}", id="inline-key"),
        pytest.param("a = " + "9" * 10_000, id="digits"),
        pytest.param("".join(f"k{n}=1\n" for n in range(60_000)), id="many-keys"),
        pytest.param("a = 1\n" * 150_000, id="one-key"),
        pytest.param("\n".join(f"[inspections.a{n}.b.c.d.e.f]" for n in range(20_000)), id="deep"),
    ],
)
def test_hostile_plans_are_refused_soon(rules: Rules, text: str) -> None:
    assert faults(text, rules)


def test_all_faults_are_found_at_once_in_the_order_of_the_file(rules: Rules) -> None:
    second = '[inspections.b]\nnotified = 2025-02-17\ndone = ["x"]\n'
    text = f'{INSPECTION}theme = "x"\nrevision = 0\n{second}'
    assert [fault.line for fault in faults(text, rules)] == [3, 4, 7]


def test_a_plan_of_four_thousand_inspections_is_read_soon(rules: Rules) -> None:
    one = "[inspections.area-{}]\nfieldwork = 2025-03-03\ntheme = 'front-door'\n"
    plan = read_plan("".join(one.format(n) for n in range(4000)), rules, "jtai.toml")
    assert len(plan.inspections) == 4000


def test_local_milestones_are_limited_and_chained_in_no_time(rules: Rules) -> None:
    def chained(count: int) -> str:
        one = "local.m{} = {{ title = 'C', anchor = '{}', working_days = 1 }}\n"
        return INSPECTION + "".join(
            one.format(n, f"m{n - 1}" if n else "publication") for n in range(count)
        )

    assert len(read_plan(chained(500), rules, "jtai.toml").inspection("kingston").local) == 500
    (fault,) = faults(chained(501), rules)
    assert fault.problem == "there are 501 local milestones, more than 500"


def test_the_nearest_plan_upwards_is_found(
    rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = tmp_path / "one" / "two"
    below.mkdir(parents=True)
    (tmp_path / PLAN_NAME).write_text(INSPECTION)
    monkeypatch.chdir(below)

    found = find_plan()
    assert found == tmp_path / PLAN_NAME
    assert list(load_plan(found, rules).inspections) == ["kingston"]
    (below / PLAN_NAME).write_text("")
    assert find_plan() == Path(PLAN_NAME)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"a = '\xff'\n", ":1: the byte 0xff is not UTF-8", id="latin-1"),
        pytest.param(b"#" * (1 << 20) + b"\n", ": is larger than 1,048,576 bytes", id="large"),
        pytest.param(b"[inspections.a]\n", ":1: 'inspections.a' has no known date", id="faulty"),
        pytest.param(b"a = '\x00'\n", ":1: holds the control character U+0000", id="zero-byte"),
    ],
)
def test_a_plan_that_cannot_be_read_is_named(
    rules: Rules, tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / PLAN_NAME
    path.write_bytes(content)
    with pytest.raises(FileError) as caught:
        load_plan(path, rules)
    assert caught.value.message == f"{path}{message}"
