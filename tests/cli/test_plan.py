"""`jtai plan`: made, changed, shown, accepted and checked, with nothing lost on the way."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from jtai_cli import load
from jtai_cli.frameworks import Frameworks
from jtai_cli.render import to_plan_toml

if TYPE_CHECKING:
    from tests.cli.conftest import Golden, Jtai

NAME = "kingston-2025"
PLAN = """\
# What we know.

[inspections.kingston-2025]
# told on the phone
fieldwork = 2025-03-03  # by Ofsted
theme = "front-door"

# Not ours.
[inspections.sutton-2025]
notified = 2025-02-24
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan in the test's own directory."""
    path = tmp_path / "jtai.toml"
    path.write_text(PLAN, "utf-8")
    return path


def names() -> list[str]:
    return [path.name for path in Path().iterdir()]


def kept(name: str = NAME) -> dict[str, object]:
    return dict(tomllib.loads(Path("jtai.toml").read_text("utf-8"))["inspections"][name])


def test_init_writes_a_plan_that_is_empty_and_in_order(jtai: Jtai, rules: Frameworks) -> None:
    ran = jtai("plan", "init")

    assert (ran.status, ran.out.decode(), ran.err) == (
        0,
        "Wrote jtai.toml, which explains itself\nNext: jtai plan set NAME fieldwork=DATE\n",
        "",
    )
    assert names() == ["jtai.toml"]
    assert load.plan(None, rules).inspections == {}


def test_what_init_explains_can_be_read(rules: Frameworks) -> None:
    told = re.sub(r"^#(?=[\[a-z])", "", to_plan_toml.TEMPLATE, flags=re.MULTILINE)

    plan = load.plan_in(told, rules, place="jtai.toml")

    (planned,) = plan.inspections.values()
    assert (planned.key, planned.theme, list(planned.local)) == (
        NAME,
        "front-door",
        ["chief-executives-call"],
    )
    assert plan.docs.files == ("plans/*.md",)


def test_init_keeps_a_plan_that_is_there(jtai: Jtai, plan: Path) -> None:
    ran = jtai("plan", "init")

    assert (ran.status, ran.out, ran.err) == (
        2,
        b"",
        "jtai: error: jtai.toml: exists already\nTry: --force to replace it\n",
    )
    assert plan.read_text("utf-8") == PLAN
    assert jtai("plan", "init", "--force").status == 0
    assert plan.read_text("utf-8") == to_plan_toml.TEMPLATE


def test_a_plan_may_have_another_name(jtai: Jtai) -> None:
    ran = jtai("plan", "init", "--plan", "our plan.toml")
    assert ran.out.decode().endswith(
        "Next: jtai plan set NAME fieldwork=DATE --plan 'our plan.toml'\n"
    )
    ran = jtai("plan", "set", "a", "fieldwork=2025-03-03", "--plan", "our plan.toml")
    assert ran.out.decode() == (
        "a, new in our plan.toml\n"
        "  fieldwork  2025-03-03\n"
        "  revision   1\n"
        "Next: jtai timeline --inspection a --plan 'our plan.toml'\n"
    )


def test_what_an_editor_writes_meanwhile_is_kept(
    jtai: Jtai, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = f"# A comment written meanwhile.\n{PLAN}"
    # By then the plan is read, and the file that is to take its place is ready.
    monkeypatch.setattr(os, "fsync", lambda _: plan.write_text(theirs, "utf-8"))

    ran = jtai("plan", "set", NAME, "area=Kingston")

    assert (ran.status, ran.out, ran.err) == (
        2,
        b"",
        """\
jtai: error: jtai.toml: another program has changed it since it was read
Try: the same command again
""",
    )
    assert (plan.read_text("utf-8"), names()) == (theirs, ["jtai.toml"])


def test_set_leaves_all_but_what_is_set(jtai: Jtai, plan: Path) -> None:
    ran = jtai(
        "plan", "set", NAME, "area=Kingston", "stated.draft-letter=4 April 2025", "theme=early-help"
    )  # fmt: skip

    assert (ran.status, ran.err) == (0, "")
    assert (
        ran.out.decode()
        == """\
kingston-2025, changed in jtai.toml
  theme                early-help, was front-door
  area                 Kingston
  stated.draft-letter  2025-04-04
  revision             2, was 1
5 dates moved
  Draft letter for factual accuracy  Fri 28 Mar 2025, now Fri  4 Apr 2025
  Comments due back                  Thu 10 Apr 2025, now Thu 17 Apr 2025
  Final letter, under embargo        Wed 23 Apr 2025, now Wed 30 Apr 2025
  Letter published                   Mon 28 Apr 2025, now Tue  6 May 2025
  Statement of proposed action due   Fri  1 Aug 2025, now Fri  8 Aug 2025
Next: jtai timeline --inspection kingston-2025
"""
    )
    assert (
        plan.read_text("utf-8")
        == """\
# What we know.

[inspections.kingston-2025]
# told on the phone
fieldwork = 2025-03-03  # by Ofsted
theme = "early-help"
area = "Kingston"
stated.draft-letter = 2025-04-04
revision = 2

# Not ours.
[inspections.sutton-2025]
notified = 2025-02-24
"""
    )
    assert names() == ["jtai.toml"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param(
            ("fieldwork=Mon 3 March 2025..6/3/2025",),
            {"fieldwork": "2025-03-03", "fieldwork_last": "2025-03-06"},
            id="span",
        ),
        pytest.param(("notified=tomorrow",), {"notified": "2025-02-17"}, id="today"),
        pytest.param(("known.fieldwork=2025-03-03",), {"fieldwork": "2025-03-03"}, id="fieldwork"),
        pytest.param(
            ("known.notification=2025-02-17",), {"notified": "2025-02-17"}, id="notification"
        ),
        pytest.param(
            ("known.publication=2025-04-28",), {"known": {"publication": "2025-04-28"}}, id="known"
        ),
        pytest.param(
            (
                "fieldwork=2025-03-03",
                "timetable = jtai-2022",
                "closures=2025-12-24..2025-12-31, 2026-02-02,",
                "principal_authority=Kingston council",
                "done=notification,our-call,notification",
                'owners.our-call=Ms "X"',
                "local.our-call.title=Call",
                "local.our-call.anchor=draft-letter",
                "local.our-call.working_days=-3",
                "local.our-call.edge=first",
                "local.our-call.who=DCS",
            ),
            {
                "fieldwork": "2025-03-03",
                "timetable": "jtai-2022",
                "closures": ["2025-12-24..2025-12-31", "2026-02-02..2026-02-02"],
                "principal_authority": "Kingston council",
                "done": ["notification", "our-call"],
                "owners": {"our-call": 'Ms "X"'},
                "local": {
                    "our-call": {
                        "title": "Call",
                        "anchor": "draft-letter",
                        "working_days": -3,
                        "edge": "first",
                        "who": "DCS",
                    }
                },
            },
            id="everything",
        ),
    ],
)  # fmt: skip
def test_values_are_written_as_people_write_them(
    jtai: Jtai, plan: Path, values: tuple[str, ...], expected: dict[str, object]
) -> None:
    ran = jtai("plan", "set", "new-2025", *values, "--today", "2025-02-16")

    assert (ran.status, ran.err) == (0, "")
    assert json.loads(json.dumps(kept("new-2025"), default=str)) == expected
    assert plan.read_text("utf-8").startswith(PLAN)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(
            "fieldwork=2025-03-03..2025-03-06",
            "fieldwork=2025-03-03",
            {"fieldwork": "2025-03-03"},
            id="span",
        ),
        pytest.param(
            "fieldwork=2025-03-03..2025-03-06",
            "notified=2025-02-17",
            {"notified": "2025-02-17"},
            id="notified",
        ),
        pytest.param(
            "known.publication=2025-04-28",
            "known.final-letter=2025-04-23",
            {"known": {"final-letter": "2025-04-23"}},
            id="known",
        ),
        pytest.param(
            "known.publication=2025-04-28",
            "known.publication=2025-04-28",
            {"known": {"publication": "2025-04-28"}},
            id="same",
        ),
    ],
)
@pytest.mark.usefixtures("plan")
def test_another_known_date_takes_the_place_of_the_old(
    jtai: Jtai, first: str, second: str, expected: dict[str, object]
) -> None:
    assert jtai("plan", "set", "a", first).status == 0
    assert jtai("plan", "set", "a", second).status == 0
    told = json.loads(json.dumps(kept("a"), default=str))
    assert {key: value for key, value in told.items() if key != "revision"} == expected


def test_an_empty_value_takes_away(jtai: Jtai, plan: Path) -> None:
    jtai("plan", "set", NAME, "local.call.title=T", "local.call.anchor=fieldwork",
         "local.call.working_days=1", "done=notification")  # fmt: skip
    ran = jtai("plan", "set", NAME, "local.call=", "done=", "theme=", "area=")

    assert (
        ran.out.decode()
        == """\
kingston-2025, changed in jtai.toml
  theme                    taken away; it was front-door
  done                     taken away; it was notification
  local.call.title         taken away; it was T
  local.call.anchor        taken away; it was fieldwork
  local.call.working_days  taken away; it was 1
  revision                 2, was 1
1 date moved
  call  Mon 10 Mar 2025, no longer dated
Next: jtai timeline --inspection kingston-2025
"""
    )
    assert plan.read_text("utf-8") == PLAN.replace(
        'theme = "front-door"\n', "revision = 2\n"
    )  # fmt: skip


def test_what_is_said_already_changes_nothing(jtai: Jtai, plan: Path) -> None:
    before = plan.stat().st_mtime_ns
    ran = jtai("plan", "set", NAME, "fieldwork=2025-03-03")

    assert (ran.status, ran.out.decode(), ran.err) == (
        0,
        (
            "kingston-2025 in jtai.toml says so already\n"
            "Next: jtai timeline --inspection kingston-2025\n"
        ),
        "",
    )
    assert plan.stat().st_mtime_ns == before


def test_what_could_not_be_dated_can_be_mended(jtai: Jtai, plan: Path) -> None:
    plan.write_text(PLAN.replace("2025-03-03", "2025-05-05"), "utf-8")
    ran = jtai("plan", "set", NAME, "fieldwork=2025-05-06")
    assert (ran.status, kept().get("revision")) == (0, None)


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(
            ("sutton", "theme=front-door"),
            "jtai: error: 'sutton' is not in the plan yet, and needs a known date\n"
            "Try: fieldwork=2025-03-03\n",
            id="no-known-date",
        ),
        pytest.param(
            ("Kingston upon Thames", "fieldwork=2025-03-03"),
            "jtai: error: 'Kingston upon Thames' is no name: lower case, digits and hyphens are\n"
            "Try: kingston-upon-thames\n",
            id="name",
        ),
        pytest.param(
            ("!", "fieldwork=2025-03-03"),
            "jtai: error: '!' is no name: lower case, digits and hyphens are\nTry: kingston-2025\n",
            id="no-name",
        ),
        pytest.param(
            ("a", "fieldwork=2025-03-03", "notified=2025-02-17"),
            "jtai: error: fieldwork and notified are 2 known dates, and one is counted from\n"
            "Try: only fieldwork\n",
            id="two-known-dates",
        ),
        pytest.param(
            (NAME, "fieldwork"),
            "jtai: error: 'fieldwork' is not KEY=VALUE\nTry: fieldwork=2025-03-03\n",
            id="no-equals",
        ),
        pytest.param(
            (NAME, "area=a", "area=b"),
            "jtai: error: area is given twice\nTry: give it once\n",
            id="twice",
        ),
        pytest.param(
            (NAME, "area=a\nb"),
            "jtai: error: area holds a line break\nTry: delete it\n",
            id="line-break",
        ),
        pytest.param(
            (NAME, "area=a\udcff"),
            "jtai: error: area holds U+DCFF, which does not show\nTry: delete it\n",
            id="not-utf-8",
        ),
        pytest.param(
            (NAME, "area=a", "--plan", "missing.toml"),
            "jtai: error: missing.toml: there is no such file\nTry: a file that exists\n",
            id="no-plan",
        ),
        pytest.param(
            (NAME, "feildwork=2025-03-03"),
            "jtai: error: no key of an inspection called 'feildwork'\nTry: fieldwork\n",
            id="key",
        ),
        pytest.param(
            (NAME, "local.call.titel=T"),
            "jtai: error: no key of an inspection called 'local.call.titel'\n"
            "Try: local.KEY.title\n",
            id="local-key",
        ),
        pytest.param(
            (NAME, "local.call=T"),
            "jtai: error: local.call has parts: title, anchor, working_days\nTry: local.call=\n",
            id="local-whole",
        ),
        pytest.param(
            (NAME, "local.call.working_days=few"),
            "jtai: error: 'few' is not a number of working days\nTry: 3, or -3 for before\n",
            id="number",
        ),
        pytest.param(
            (NAME, "theme=frontdoor"),
            "jtai: error: no theme called 'frontdoor'\nTry: front-door\n",
            id="theme",
        ),
        pytest.param(
            (NAME, "stated.draft=2025-04-04"),
            "jtai: error: no milestone called 'draft'\nTry: draft-letter\n",
            id="milestone",
        ),
        pytest.param(
            (NAME, "stated.draft-letter=4/4"),
            "jtai: error: '4/4' is not a date that can be read\n"
            'Try: a date such as 2025-03-03, "3 March 2025", "Mon 3 Mar 2025" or 3/3/2025\n',
            id="date",
        ),
        pytest.param(
            (NAME, "fieldwork="),
            "jtai: error: jtai.toml, as it would be:3: 'inspections.kingston-2025' has no known "
            "date\nTry: fieldwork = 2025-03-03\n",
            id="nothing-known",
        ),
        pytest.param(
            (NAME, "fieldwork=2025-05-05"),
            "jtai: error: kingston-2025: Monday 5 May 2025 is the Early May bank holiday, "
            "so fieldwork cannot start then\n"
            "Try: fieldwork=2025-05-06 (Tuesday) or fieldwork=2025-05-02 (Friday)\n",
            id="bank-holiday",
        ),
        pytest.param(
            ("new", "known.publication=2025-05-05"),
            "jtai: error: new: Monday 5 May 2025 is the Early May bank holiday, "
            "so publication cannot fall then\n"
            "Try: known.publication=2025-05-06 (Tuesday) or "
            "known.publication=2025-05-02 (Friday)\n",
            id="known-bank-holiday",
        ),
    ],
)
def test_what_cannot_be_set_is_refused_and_nothing_is_written(
    jtai: Jtai, plan: Path, argv: tuple[str, ...], expected: str
) -> None:
    ran = jtai("plan", "set", *argv)

    assert (ran.status, ran.out, ran.err) == (2, b"", expected)
    assert plan.read_text("utf-8") == PLAN
    assert names() == ["jtai.toml"]


def test_without_a_plan_the_command_that_makes_one_is_told(jtai: Jtai) -> None:
    ran = jtai("plan", "set", NAME, "fieldwork=2025-03-03")
    assert (ran.status, ran.err) == (
        2,
        "jtai: error: there is no jtai.toml here or in a directory above\nTry: jtai plan init\n",
    )


def test_an_interrupted_write_leaves_the_old_plan(
    jtai: Jtai, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        ran = jtai("plan", "set", NAME, "area=Kingston")

    assert (ran.status, plan.read_text("utf-8"), names()) == (130, PLAN, ["jtai.toml"])


def test_many_processes_at_once_lose_nothing(jtai: Jtai, plan: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "jtai_cli", "plan", "set", NAME, f"local.call-{n}.title=T",
             f"local.call-{n}.anchor=fieldwork", f"local.call-{n}.working_days={n}"],
            stdout=subprocess.DEVNULL,
        )
        for n in range(10)
    ]  # fmt: skip
    assert [process.wait() for process in running] == [0] * 10

    assert set(kept()["local"]) == {f"call-{n}" for n in range(10)}  # type: ignore[call-overload]
    assert jtai("plan", "show").status == 0
    assert names() == ["jtai.toml"]
    assert plan.read_text("utf-8").startswith("# What we know.\n")


FULL = (
    "area=Kingston upon Thames", "closures=2025-12-24..2025-12-31", "done=notification",
    "principal_authority=Kingston council", "stated.draft-letter=2025-04-04",
    "owners.comments-due=Business manager", "local.our-call.title=Call with chief executives",
    "local.our-call.anchor=fieldwork", "local.our-call.working_days=2", "timetable=jtai-2022",
)  # fmt: skip


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        pytest.param((), "plan-show.txt", id="all"),
        pytest.param(("sutton-2025",), "plan-show-one.txt", id="one"),
        pytest.param(("--format", "json"), "plan-show.json", id="json"),
    ],
)
@pytest.mark.usefixtures("plan")
def test_show_golden(jtai: Jtai, golden: Golden, argv: tuple[str, ...], name: str) -> None:
    jtai("plan", "accept", NAME)
    jtai("plan", "set", NAME, *FULL)

    ran = jtai("plan", "show", *argv)

    assert (ran.status, ran.err) == (0, "")
    golden(name, ran.out)


@pytest.mark.parametrize("command", ["init", "set", "show", "accept", "check"])
def test_plan_help_golden(jtai: Jtai, golden: Golden, command: str) -> None:
    ran = jtai("plan", command, "--help")
    assert (ran.status, ran.err) == (0, "")
    golden(f"help-plan-{command}.txt", ran.out)


@pytest.mark.usefixtures("plan")
def test_show_names_the_last_day_of_fieldwork(jtai: Jtai) -> None:
    jtai("plan", "set", NAME, "fieldwork=2025-03-03..2025-03-06")
    shown = jtai("plan", "show", NAME).out.decode()
    assert "  Known     Fieldwork: Monday 3 March to Thursday 6 March 2025\n" in shown
    told = json.loads(jtai("plan", "show", NAME, "--format", "json").out)
    assert told["inspections"][0]["known"] == {
        "milestone": "fieldwork",
        "date": "2025-03-03",
        "last": "2025-03-06",
    }


def test_show_keeps_owners_of_another_timetables_milestones(jtai: Jtai, plan: Path) -> None:
    text = PLAN.replace("fieldwork = 2025-03-03", "fieldwork = 2017-03-20")
    plan.write_text(text.replace("theme", 'owners.draft-letter = "me"\ntheme'), "utf-8")
    assert b"Draft-letter: me" in jtai("plan", "show", NAME).out


@pytest.mark.parametrize("command", ["show", "check"])
def test_of_an_empty_plan_nothing_is_told(jtai: Jtai, plan: Path, command: str) -> None:
    plan.write_text("", "utf-8")
    ran = jtai("plan", command)
    assert (ran.status, ran.out, ran.err) == (
        0,
        b"",
        ("jtai: warning: jtai.toml holds no inspection\nTry: jtai plan set NAME fieldwork=DATE\n"),
    )


@pytest.mark.parametrize("command", ["show", "check", "accept"])
@pytest.mark.usefixtures("plan")
def test_an_unknown_inspection_is_told_with_the_nearest(jtai: Jtai, command: str) -> None:
    ran = jtai("plan", command, "kingston")
    assert (ran.status, ran.out, ran.err) == (
        2,
        b"",
        "jtai: error: no inspection called 'kingston'\nTry: kingston-2025\n",
    )


def test_an_inspection_that_cannot_be_dated_is_named(jtai: Jtai, plan: Path) -> None:
    plan.write_text(PLAN.replace("2025-02-24", "2025-02-23"), "utf-8")
    ran = jtai("plan", "show")
    assert (ran.status, ran.err) == (
        2,
        (
            "jtai: error: sutton-2025: Sunday 23 February 2025 is at the weekend, "
            "so notification cannot fall then\n"
            "Try: known.notification=2025-02-24 (Monday) or "
            "known.notification=2025-02-21 (Friday)\n"
        ),
    )
    ran = jtai("plan", "show", "--bank-holidays", "missing.json")
    assert ran.err.startswith("jtai: error: missing.json: there is no such file\n")


def test_accept_keeps_the_dates_and_the_comments(jtai: Jtai, golden: Golden, plan: Path) -> None:
    ran = jtai("plan", "accept", NAME)

    assert (ran.status, ran.out.decode(), ran.err) == (
        0,
        (
            "kingston-2025: 16 dates accepted, and kept in jtai.toml\n"
            "Next: jtai plan check kingston-2025\n"
        ),
        "",
    )
    assert plan.read_text("utf-8").endswith(PLAN[PLAN.index("\n# Not ours.") :])
    golden("plan-accepted.toml", plan.read_bytes())


def test_accepting_the_same_again_writes_nothing(jtai: Jtai, plan: Path) -> None:
    jtai("plan", "accept", NAME)
    before = plan.stat()

    assert jtai("plan", "accept", NAME).status == 0
    assert plan.stat() == before


def test_accepting_again_tells_what_had_moved(jtai: Jtai, plan: Path) -> None:
    jtai("plan", "set", NAME, "stated.draft-letter=2025-04-04")
    jtai("plan", "accept", NAME)
    comment = "dates.publication = 2025-05-06  # agreed"
    plan.write_text(
        plan.read_text("utf-8").replace("dates.publication = 2025-05-06", comment), "utf-8"
    )
    jtai("plan", "set", NAME, "stated.draft-letter=", "stated.publication=2025-05-06")
    ran = jtai("plan", "accept", NAME)

    assert (
        ran.out.decode()
        == """\
kingston-2025: 16 dates accepted, and kept in jtai.toml
4 dates moved
  Draft letter for factual accuracy  Fri  4 Apr 2025, now Fri 28 Mar 2025
  Comments due back                  Thu 17 Apr 2025, now Thu 10 Apr 2025
  Final letter, under embargo        Wed 30 Apr 2025, now Wed 23 Apr 2025
  Statement of proposed action due   Fri  8 Aug 2025, now Fri  1 Aug 2025
Next: jtai plan check kingston-2025
"""
    )
    assert comment in plan.read_text("utf-8")
    assert jtai("plan", "check", NAME).status == 0


@pytest.mark.usefixtures("plan")
def test_check_names_the_bank_holiday_that_moved_a_date(jtai: Jtai) -> None:
    jtai("plan", "accept", NAME)
    ran = jtai("plan", "check", NAME)
    assert (ran.status, ran.out.decode(), ran.err) == (
        0,
        "kingston-2025: no accepted date has moved\n",
        "",
    )

    ran = jtai("plan", "check", "--extra-bank-holiday", "2025-06-16")

    assert (ran.status, ran.out.decode(), ran.err) == (
        1,
        (
            "kingston-2025: 1 date has moved since it was accepted\n"
            "  Statement of proposed action due  Fri  1 Aug 2025, now Mon  4 Aug 2025\n"
            "  because Monday 16 June 2025 is a bank holiday now\n"
        ),
        "jtai: warning: sutton-2025 has no accepted dates\nTry: jtai plan accept sutton-2025\n",
    )


@pytest.mark.usefixtures("plan")
def test_check_of_a_plan_without_accepted_dates_is_no_no(jtai: Jtai) -> None:
    ran = jtai("plan", "check", NAME)
    assert (ran.status, ran.out, ran.err) == (
        0,
        b"",
        "jtai: warning: kingston-2025 has no accepted dates\nTry: jtai plan accept kingston-2025\n",
    )


@pytest.mark.parametrize(
    ("before", "values", "argv", "expected"),
    [
        pytest.param(
            (),
            ("stated.draft-letter=2025-04-04",),
            (),
            "because the draft letter is stated for Friday 4 April 2025",
            id="stated",
        ),
        pytest.param(
            ("stated.draft-letter=2025-04-04",),
            ("stated.draft-letter=2025-04-07",),
            (),
            "because the draft letter is stated for Monday 7 April 2025 now, not Friday 4 April",
            id="stated-anew",
        ),
        pytest.param(
            ("stated.draft-letter=2025-04-04",),
            ("stated.draft-letter=",),
            (),
            "because the draft letter is stated no longer",
            id="not-stated",
        ),
        pytest.param(
            (),
            ("fieldwork=2025-03-10",),
            (),
            "because fieldwork is on Monday 10 March 2025 now, not Monday 3 March 2025",
            id="fieldwork",
        ),
        pytest.param(
            (),
            ("fieldwork=2025-03-03..2025-03-06",),
            (),
            "because fieldwork is on Monday 3 March to Thursday 6 March 2025 now",
            id="fieldwork-last",
        ),
        pytest.param(
            (),
            ("known.publication=2025-05-06",),
            (),
            "because what is known now is publication on Tuesday 6 May 2025, not fieldwork",
            id="known",
        ),
        pytest.param(
            (),
            ("timetable=jtai-2016",),
            (),
            "because the timetable is jtai-2016 now, not jtai-2022",
            id="timetable",
        ),
        pytest.param(
            (),
            ("closures=2025-04-01..2025-04-02",),
            (),
            "because Tuesday 1 April to Wednesday 2 April 2025 is a closure now",
            id="closure",
        ),
        pytest.param(
            ("closures=2025-04-01..2025-04-02",),
            ("closures=",),
            (),
            "because Tuesday 1 April to Wednesday 2 April 2025 is a closure no longer",
            id="no-closure",
        ),
        pytest.param(
            (),
            (),
            ("--without-bank-holiday", "2025-05-26"),
            "because Monday 26 May 2025 is a bank holiday no longer",
            id="bank-holiday-gone",
        ),
        pytest.param(
            ("local.call.title=T", "local.call.anchor=fieldwork", "local.call.working_days=1"),
            ("local.call.working_days=2",),
            (),
            "why cannot be seen here: its rule may have changed",
            id="rule",
        ),
    ],
)
@pytest.mark.usefixtures("plan")
def test_check_tells_why(
    jtai: Jtai,
    before: tuple[str, ...],
    values: tuple[str, ...],
    argv: tuple[str, ...],
    expected: str,
) -> None:
    jtai("plan", "set", NAME, *before, "area=A")
    jtai("plan", "accept", NAME)
    jtai("plan", "set", NAME, *values, "area=B")

    ran = jtai("plan", "check", NAME, *argv)

    assert (ran.status, ran.err) == (1, "")
    assert expected in " ".join(ran.out.decode().split())


@pytest.mark.usefixtures("plan")
def test_a_bank_holiday_that_the_list_names_is_told_by_name(jtai: Jtai) -> None:
    jtai("plan", "accept", NAME, "--without-bank-holiday", "2025-05-26")
    ran = jtai("plan", "check", NAME)
    assert "because Monday 26 May 2025 is a bank holiday now (Spring bank holiday)" in " ".join(
        ran.out.decode().split()
    )


@pytest.mark.usefixtures("plan")
def test_a_timeline_warns_of_what_has_moved(jtai: Jtai) -> None:
    jtai("plan", "accept", NAME)
    argv = ("timeline", "--inspection", NAME, "--format", "plain")
    assert jtai(*argv).err == ""

    ran = jtai(*argv, "--extra-bank-holiday", "2025-06-16")

    assert (ran.status, ran.err) == (
        0,
        (
            "jtai: warning: kingston-2025: 1 date has moved since it was accepted: "
            "statement-of-proposed-action (2025-08-01, now 2025-08-04); "
            "because Monday 16 June 2025 is a bank holiday now\n"
            "Try: jtai plan check kingston-2025\n"
        ),
    )


@pytest.mark.usefixtures("plan")
def test_a_timeline_tells_of_a_milestone_that_is_gone(jtai: Jtai) -> None:
    jtai("plan", "set", NAME, "local.call.title=T", "local.call.anchor=fieldwork",
         "local.call.working_days=1")  # fmt: skip
    jtai("plan", "accept", NAME)
    jtai("plan", "set", NAME, "local.call=")
    ran = jtai("timeline", "--inspection", NAME, "--format", "plain")
    assert "call (2025-03-10, no longer dated); why cannot be seen here" in ran.err


def test_a_format_that_is_not_there_is_refused(jtai: Jtai) -> None:
    ran = jtai("plan", "show", "--format", "jsn")
    assert (ran.status, ran.err) == (2, "jtai: error: no format called 'jsn'\nTry: --format json\n")
