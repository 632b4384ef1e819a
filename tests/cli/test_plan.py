"""`jtai plan`: made, changed, accepted and checked, with nothing lost on the way."""

import json
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Golden, Jtai, d

NAME = "kingston-2025"


def kept(directory: Path, name: str = NAME) -> dict[str, Any]:
    text = (directory / "jtai.toml").read_text("utf-8")
    return dict(tomllib.loads(text)["inspections"][name])


def test_the_plan_that_init_writes_can_be_filled_in(jtai: Jtai, tmp_path: Path) -> None:
    assert jtai("plan", "init").status == 0
    ran = jtai("plan", "show")
    assert (ran.status, ran.err) == (
        0,
        "jtai: warning: jtai.toml has no inspection\nTry: jtai plan set NAME fieldwork=DATE\n",
    )
    assert jtai("plan", "init").err == (
        "jtai: error: jtai.toml: exists already\nTry: --force to replace it\n"
    )
    text = (tmp_path / "jtai.toml").read_text("utf-8")
    examples = re.sub(r"^# ?(?=[\[a-z][\w.\" -]*\]?(?: =|$))", "", text, flags=re.MULTILINE)
    (tmp_path / "jtai.toml").write_text(examples, "utf-8")
    assert jtai("plan", "show").status == 0, jtai("plan", "show").err


def test_without_a_plan_it_is_said_how_to_make_one(jtai: Jtai) -> None:
    problem = "jtai: error: there is no jtai.toml here or in a directory above\n"
    assert jtai("plan", "show").err == f"{problem}Try: jtai plan init\n"
    assert jtai("plan", "set", "a", "fieldwork=2025-03-03").err == f"{problem}Try: jtai plan init\n"
    assert jtai("next").err == f"{problem}Try: jtai next --notified today\n"


def test_a_plan_may_have_another_name_and_what_is_next_names_it(jtai: Jtai) -> None:
    plan = ("--plan", "our plan.toml")
    assert jtai("plan", "init", *plan).text.endswith("fieldwork=DATE --plan 'our plan.toml'\n")
    ran = jtai("plan", "set", "a", "fieldwork=2025-03-03", *plan)
    program, *argv = shlex.split(ran.text.splitlines()[-1].removeprefix("Next: "))
    assert (program, jtai(*argv).status) == ("jtai", 0)


def test_a_plan_is_found_in_a_directory_above(
    jtai: Jtai, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workplace / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(workplace / "a" / "b")
    assert jtai("date", "fieldwork", "--inspection", NAME).text == "Monday 3 March 2025\n"


SET = [
    ("area=Our town", {"area": "Our town"}),
    ("theme=Early help", {"theme": "early-help"}),
    ("timetable=jtai-2022", {"timetable": "jtai-2022"}),
    ("fieldwork=10 March 2025", {"fieldwork": d("2025-03-10")}),
    ("fieldwork=2025-03-03..2025-03-06", {"fieldwork": "2025-03-03..2025-03-06"}),
    ("notified=24/2/2025", {"notified": d("2025-02-24")}),
    ("stated.publication=Tuesday 29 April 2025", {"stated": {"draft-letter": d("2025-03-31"),
                                                            "publication": d("2025-04-29")}}),
    ("closures=2025-04-14..2025-04-17, 2025-04-22", {"closures": ["2025-04-14..2025-04-17",
                                                                 "2025-04-22..2025-04-22"]}),
    ("extra_bank_holidays=2025-06-16", {"extra_bank_holidays": [d("2025-06-16")]}),
    ("without_bank_holidays=2025-05-05", {"without_bank_holidays": [d("2025-05-05")]}),
    ("principal_authority=Our council", {"principal_authority": "Our council"}),
    ("contact=quality_team@example.org", {"contact": "quality_team@example.org"}),
    ("owners.publication=Sam", {"owners": {"comments-due": "Business manager",
                                           "publication": "Sam"}}),
    ("done=fieldwork, draft-letter", {"done": ["fieldwork", "draft-letter"]}),
    ("rehearsal=yes", {"rehearsal": True}),
    ("theme=", {"theme": None}),
    ("done=", {"done": None}),
    ("stated.draft-letter=", {"stated": None}),
]  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), SET)
def test_set_writes_a_value_as_a_plan_has_it(
    jtai: Jtai, workplace: Path, value: str, expected: dict[str, object]
) -> None:
    before = kept(workplace)
    ran = jtai("plan", "set", NAME, value)
    assert ran.status == 0, ran.err
    now = kept(workplace)
    assert {key: now.get(key) for key in expected} == expected
    known = {"fieldwork", "notified", "known"}
    changed = known if known & expected.keys() else expected.keys()
    for key in before.keys() - changed - {"revision"}:
        assert now[key] == before[key]


def test_another_known_date_takes_the_place_of_the_first(jtai: Jtai, workplace: Path) -> None:
    jtai("plan", "set", NAME, "notified=2025-02-24")
    assert "fieldwork" not in kept(workplace)
    jtai("plan", "set", NAME, "known.publication=2025-04-28", "stated.draft-letter=")
    assert "notified" not in kept(workplace)


def test_local_milestones_are_set_part_by_part(jtai: Jtai, workplace: Path) -> None:
    parts = ("title=Rota", "anchor=Draft letter for factual accuracy", "working_days=-3",
             "edge=first", "who=Sam")  # fmt: skip
    ran = jtai("plan", "set", NAME, *(f"local.rota.{part}" for part in parts))
    assert ran.status == 0, ran.err
    assert kept(workplace)["local"]["rota"] == {
        "title": "Rota", "anchor": "draft-letter", "working_days": -3, "edge": "first",
        "who": "Sam",
    }  # fmt: skip
    assert jtai("date", "rota", "--inspection", NAME).text == "Wednesday 26 March 2025\n"
    jtai("plan", "set", NAME, "local.rota=")
    assert "rota" not in kept(workplace)["local"]


def test_comments_and_order_stay(jtai: Jtai, workplace: Path) -> None:
    before = (workplace / "jtai.toml").read_text("utf-8")
    jtai("plan", "set", NAME, "area=Our town")
    after = (workplace / "jtai.toml").read_text("utf-8")
    assert after == before.replace('area = "Kingston"', 'area = "Our town"')


def test_the_revision_rises_when_a_date_moves_and_not_else(jtai: Jtai, workplace: Path) -> None:
    assert "revision" not in kept(workplace)
    jtai("plan", "set", NAME, "contact=Sam")
    assert "revision" not in kept(workplace)
    assert "revision 2\n" in jtai("plan", "set", NAME, "stated.draft-letter=2025-04-01").text
    assert kept(workplace)["revision"] == 2


def test_set_makes_a_key_of_a_name(jtai: Jtai, workplace: Path) -> None:
    ran = jtai("plan", "set", "Our Town 2026!", "fieldwork=2026-03-02")
    assert ran.err == "jtai: warning: the name 'Our Town 2026!' becomes our-town-2026\n"
    assert kept(workplace, "our-town-2026") == {"fieldwork": d("2026-03-02")}


REFUSED = [
    "set new-2026 area=Town", "set !!! fieldwork=2025-03-03", "set kingston-2025 area",
    "set kingston-2025 area=a area=b",
    "set kingston-2025 known.fieldwork=2025-03-03 fieldwork=2025-03-03",
    "set kingston-2025 fieldwork=2025-03-03 notified=2025-02-17", "set kingston-2025 aera=Town",
    "set kingston-2025 stated.darft-letter=2025-03-28", "set kingston-2025 done=nope",
    "set kingston-2025 done=darft-letter", "set kingston-2025 theme=nope",
    "set kingston-2025 theme=frontdoor", "set kingston-2025 rehearsal=perhaps",
    "set kingston-2025 local.our-call=x", "set kingston-2025 local.our-call.working_days=soon",
    "set kingston-2025 area=\u202ex", "set kingston-2025 fieldwork=2025-05-05",
    "set kingston-2025 notified=2025-02-15", "set kingston-2025 draft-letter=2025-04-04",
    "set kingston-2025 owner.comments-due=Ann", "set kingston-2025 stated.fieldwork=2025-03-10",
    "done kingston-2025 nope", "done nope fieldwork", "accept nope", "show nope",
]  # fmt: skip


def test_what_is_refused_changes_nothing_and_hints_are_worded_for_the_plan_golden(
    jtai: Jtai, golden: Golden, workplace: Path
) -> None:
    before = {path.name: path.read_bytes() for path in workplace.iterdir()}
    text = ""
    for line in REFUSED:
        ran = jtai("plan", *line.split())
        assert (ran.status, ran.out) == (2, b""), line
        text += f"$ jtai plan {ascii(line)[1:-1]}\n{ran.err}\n"
    assert {path.name: path.read_bytes() for path in workplace.iterdir()} == before
    golden("cli/plan-refused.txt", text.encode())


@pytest.mark.parametrize(
    "written",
    ["known.fieldwork = {}", "known = {{ fieldwork = {} }}", "known.publication = {}"],
)
@pytest.mark.parametrize("key", ["known.fieldwork", "notified", "known.publication"])
def test_a_known_date_is_changed_however_it_is_written(
    jtai: Jtai, tmp_path: Path, written: str, key: str
) -> None:
    plan = tmp_path / "jtai.toml"
    plan.write_text(f"[inspections.b]\n{written.format('2027-03-01')}\n", "utf-8")
    ran = jtai("plan", "set", "b", f"{key}=2027-03-08")
    assert (ran.status, ran.err, "2027-03-01" in plan.read_text("utf-8")) == (0, "", False)
    assert "{" not in plan.read_text("utf-8")


def test_a_comment_in_a_list_outlives_what_it_stands_beside(jtai: Jtai, workplace: Path) -> None:
    closures = 'closures = [\n  "2025-04-14..2025-04-17", # easter\n]\n'
    (workplace / "jtai.toml").write_text(f"[inspections.a]\nfieldwork = 2025-03-03\n{closures}")
    assert jtai("plan", "set", "a", "closures=2025-04-07..2025-04-17").status == 0
    assert "# easter" in (workplace / "jtai.toml").read_text("utf-8")


@pytest.mark.usefixtures("workplace")
def test_a_name_is_known_in_every_way_of_writing_it(jtai: Jtai) -> None:
    name = ("--inspection", "Kingston 2025")
    assert jtai("timeline", *name) == jtai("timeline", "--inspection", NAME)
    assert jtai("plan", "show", "Kingston 2025") == jtai("plan", "show", NAME)
    assert jtai("plan", "done", "Kingston 2025", "fieldwork").status == 0
    for command in ("timeline --inspection", "plan show", "plan check", "plan accept"):
        hint = jtai(*command.split(), "kingston-2052").err.splitlines()[1]
        assert hint.endswith(f"{command.removeprefix('timeline')} {NAME}")


def test_dates_are_accepted_and_moves_found(jtai: Jtai, workplace: Path) -> None:
    assert jtai("plan", "check", NAME).status == 1
    assert jtai("plan", "accept", NAME).status == 0
    assert jtai("plan", "check", NAME).status == 0
    accepted = kept(workplace)["accepted"]
    assert (accepted["dates"]["draft-letter"], accepted["stated"]) == (
        d("2025-03-31"),
        {"draft-letter": d("2025-03-31")},
    )
    ran = jtai("plan", "check", NAME, "--extra-bank-holiday", "2025-04-30", "--format", "json")
    (inspection,) = json.loads(ran.out)["inspections"]
    assert ran.status == 1
    assert {one["key"] for one in inspection["moved"]} == {"statement-of-proposed-action"}


@pytest.mark.usefixtures("workplace")
def test_a_timeline_warns_of_accepted_dates_that_have_moved(jtai: Jtai) -> None:
    warning = (
        f"jtai: warning: {NAME}: dates have moved since they were accepted\n"
        f"Try: jtai plan check {NAME}\n"
    )
    for argv in ((), ("--format", "json"), ("--today", "2025-03-01")):
        ran = jtai("timeline", "--inspection", "Kingston 2025", *argv)
        assert (ran.status, ran.err) == (0, warning)
    # What is tried out is no move.
    assert jtai("timeline", "--inspection", NAME, "--closure", "2025-04-01").err == ""
    assert jtai("timeline", "--inspection", "sutton-2025").err == ""
    jtai("plan", "accept", NAME)
    assert jtai("timeline", "--inspection", NAME).err == ""


def test_done_without_a_milestone_lists_those_that_are_not_done(
    jtai: Jtai, workplace: Path
) -> None:
    before = (workplace / "jtai.toml").read_bytes()
    ran = jtai("plan", "done", "Kingston 2025")
    first, hint = ran.err.splitlines()
    assert (ran.status, first) == (2, "jtai: error: MILESTONES is missing")
    keys = hint.removeprefix("Try: any of: ").split(", ")
    assert {"fieldwork", "our-call"} < set(keys)
    assert "notification" not in keys
    assert (workplace / "jtai.toml").read_bytes() == before
    assert jtai("plan", "done", "kingston-2052").err.splitlines()[1].endswith(f"done {NAME}")


def test_done_is_added_to_what_is_done(jtai: Jtai, workplace: Path) -> None:
    jtai(
        "plan", "done", "Kingston-2025", "fieldwork", "Case audits and audit workshop", "fieldwork"
    )
    assert kept(workplace)["done"] == ["notification", "fieldwork", "case-audits"]


def test_a_dry_run_is_planned_or_proposed(jtai: Jtai, workplace: Path) -> None:
    (workplace / "avoid.csv").write_text("first,last,title\n2027-05-03,2027-05-03,Leave\n")
    ran = jtai("plan", "prepare", "kingston-2052", "--from", "2027-01-01", "--format", "json")
    assert ran.err.startswith("jtai: warning: 'kingston-2052' is not in the plan yet: the date of ")
    assert ran.err.splitlines()[0].endswith(f" is a proposal; the nearest name is {NAME}")
    hint = shlex.split(ran.err.splitlines()[1].removeprefix("Try: "))
    assert jtai(*hint[1:]).status == 0
    again = json.loads(
        jtai("plan", "prepare", "kingston-2052", "--from", "2027-01-01", "--format", "json").out
    )
    proposed = json.loads(ran.out)
    assert (proposed["in_plan"], again["in_plan"]) == (False, True)
    assert [step["date"] for step in again["steps"]] == [s["date"] for s in proposed["steps"]]


def test_no_dry_run_is_proposed_on_days_to_avoid(jtai: Jtai, tmp_path: Path) -> None:
    argv = ("plan", "prepare", "x", "--from", "2027-01-01", "--format", "json")
    (first,) = json.loads(jtai(*argv).out)["rehearsals"]
    start = first["timeline"]["known"]["date"]
    (tmp_path / "leave.csv").write_text(f"first,last,title\n{start},{start},Leave\n")
    (other,) = json.loads(jtai(*argv, "--avoid", "leave.csv").out)["rehearsals"]
    assert other["timeline"]["known"]["date"] != start
