"""`jtai.toml`, found and read strictly: every fault with its line and the path of its key."""

from datetime import date
from pathlib import Path

import pytest

from jtai_cli.errors import Fault, FaultyFileError, FileError
from jtai_cli.files.plans import PLAN_NAME, load_plan, read_plan
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


def test_bank_holidays_of_the_plan_are_those_of_every_inspection(rules: Rules) -> None:
    own = "extra_bank_holidays = [2027-06-04, 2027-06-07]\n"
    text = f"extra_bank_holidays = [2027-06-04]\n{INSPECTION}{own}"
    inspection = read_plan(text, rules, "jtai.toml").inspection("kingston")
    assert inspection.extra_bank_holidays == (date(2027, 6, 4), date(2027, 6, 7))


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
@pytest.mark.uncovered
def test_hostile_plans_are_refused(rules: Rules, text: str) -> None:
    assert faults(text, rules)


def test_local_milestones_may_be_chained(rules: Rules) -> None:
    one = "local.m{} = {{ title = 'C', anchor = '{}', working_days = 1 }}\n"
    chain = "".join(one.format(n, f"m{n - 1}" if n else "publication") for n in range(500))
    plan = read_plan(INSPECTION + chain, rules, "jtai.toml")
    assert len(plan.inspection("kingston").local) == 500


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
