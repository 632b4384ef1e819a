"""What commands do beyond what they print: files, statuses, today, completion, the doctor."""

import json
import re
import shlex
import sys
import tomllib
from collections.abc import Callable
from functools import partial
from getpass import getuser
from importlib import metadata
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from jtai_cli import __version__
from jtai_cli.cli.commands import TABLES
from tests.conftest import Jtai

TOP = Path(__file__).parents[2]
FW = ("--fieldwork", "2025-03-03")


def files(directory: Path) -> dict[str, bytes]:
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in directory.rglob("*")
        if path.is_file()
    }


# Today


TODAYLESS = [
    "timeline --fieldwork 2025-03-03 --closure 2025-04-07..2025-04-11",
    "date comments-due --inspection kingston-2025", "explain publication --notified 2025-02-17",
    "export --fieldwork 2025-03-03 --all pack --split pack x.mmd x.json",
    "look-ahead --from 2026-09-01 --to 2026-10-30", "portfolio areas.csv --wide", "evidence",
    "days 2025-03-07 +15", "plan init --plan new.toml", "plan set sutton-2025 area=Town",
    "plan show", "plan check", "plan accept kingston-2025", "plan done kingston-2025 fieldwork",
    "plan prepare a-dry-run --from 2025-01-06 --to 2025-06-30", "docs check", "docs list",
    "docs update", "themes list", "themes show front-door", "themes search police",
    "frameworks show", "frameworks validate", "frameworks schema",
    "bank-holidays list --year 2025", "bank-holidays check", "about",
]  # fmt: skip
TODAYFUL = ["next --today {}", "plan prepare a-dry-run --today {}", "doctor --today {}"]


def test_every_command_is_in_these_tables(every_command: dict[str, Any]) -> None:
    leaves = {name for name, one in every_command.items() if not hasattr(one, "list_commands")}
    lines = TODAYLESS + TODAYFUL
    assert {name for name in leaves if any(line.startswith(name) for line in lines)} == leaves


@pytest.mark.parametrize("line", TODAYLESS)
def test_what_does_not_name_today_is_the_same_on_any_day(
    jtai: Jtai, workplace: Path, line: str
) -> None:
    before, given = files(workplace), []
    for today in ("1970-01-01", "2024-02-29", "2090-12-31"):
        ran = jtai(*line.split(), environment={"JTAI_TODAY": today})
        assert ran.status in {0, 1}, ran.err
        given.append((ran, files(workplace)))
        for name in files(workplace):
            (workplace / name).unlink()
        for name, content in before.items():
            (workplace / name).write_bytes(content)
    assert given[0] == given[1] == given[2]


@pytest.mark.usefixtures("workplace")
@pytest.mark.parametrize("today", ["2024-02-29", "2025-12-31", "2011-12-30"])
@pytest.mark.parametrize("line", TODAYFUL)
def test_what_needs_today_takes_any_day(jtai: Jtai, line: str, today: str) -> None:
    ran = jtai(*line.format(today).split())
    assert (ran.status, "error" in ran.err) == (0, False)


@pytest.mark.parametrize(
    ("words", "last"),
    [
        (("today", "+1", "--today", "2024-02-29"), "2024-03-01"),
        (("tomorrow", "+0", "--today", "2023-02-28"), "2023-03-01"),
        (("tomorrow", "+1", "--today", "2025-12-31"), "2026-01-02"),
        (("today", "tomorrow", "--today", "3 March 2025"), "2025-03-04"),
    ],
)
def test_today_and_tomorrow_are_those_of_the_option(
    jtai: Jtai, words: tuple[str, ...], last: str
) -> None:
    assert json.loads(jtai("days", *words, "--format", "json").out)["last"] == last


# Files and formats


@pytest.mark.parametrize(
    ("line", "file", "begins"),
    [
        ("timeline --fieldwork 2025-03-03", "a.json", b'{\n  "schema"'),
        ("timeline --fieldwork 2025-03-03", "a.MD", b"# JTAI timeline\n"),
        ("timeline --fieldwork 2025-03-03", "a.txt", b"JTAI timeline\n"),
        ("timeline --fieldwork 2025-03-03", "a.html", b"<!doctype html>"),
        ("timeline --fieldwork 2025-03-03", "a.xlsx", b"PK"),
        ("timeline --fieldwork 2025-03-03", "a.docx", b"PK"),
        ("timeline --fieldwork 2025-03-03", "a.svg", b"<?xml"),
        ("timeline --fieldwork 2025-03-03 --format table", "a.json", b"JTAI timeline\n"),
        ("timeline --fieldwork 2025-03-03", "a.csv", b"\xef\xbb\xbfkey,"),
        ("look-ahead --year 2026", "a.xlsx", b"PK"),
        ("themes show front-door", "a.markdown", b"# Front door\n"),
        ("plan prepare x --from 2027-01-01", "a.ics", b"BEGIN:VCALENDAR"),
        ("portfolio areas.csv --wide", "a.csv", b"\xef\xbb\xbfarea,"),
        ("portfolio areas.csv", "a.xlsx", b"PK"),
        ("portfolio areas.csv --wide", "a.md", b"# Portfolio\n"),
        ("portfolio areas.csv", "a.txt", b"Portfolio\n"),
        ("portfolio areas.csv", "a.html", b"<!doctype html>"),
        ("docs check", "a.json", b'{\n  "schema"'),
        ("docs check", "a.md", b"# Check of pages\n"),
        ("docs check", "a.html", b"<!doctype html>"),
        ("docs check", "a.csv", b"\xef\xbb\xbfpath,line,code,"),
        ("docs check", "a.txt", b"page.md:3: stale-block: "),
    ],
)
def test_the_ending_of_a_file_says_its_format(
    jtai: Jtai, workplace: Path, line: str, file: str, begins: bytes
) -> None:
    ran = jtai(*line.split(), "-o", file)
    assert (ran.status in {0, 1}, ran.out) == (True, b"")
    assert (workplace / file).read_bytes().lower().startswith(begins.lower())


@pytest.mark.parametrize("name", ["md", "MD", "markdown"])
def test_a_format_has_other_names(jtai: Jtai, name: str) -> None:
    assert jtai("timeline", *FW, "--format", name).text.startswith("# JTAI")
    assert jtai("timeline", *FW, "-o", "-", "--format", name).text.startswith("# JTAI")


def test_an_export_is_whole_or_nothing_and_replaces_by_force_alone(
    jtai: Jtai, tmp_path: Path
) -> None:
    argv = ("export", *FW, "--name", "Our town", "--all", "new/pack")
    assert jtai(*argv).status == 0
    pack = files(tmp_path)
    assert sorted(pack) == [
        f"new/pack/our-town-jtai.{ending}"
        for ending in ("csv", "docx", "html", "ics", "md", "svg", "xlsx")
    ]
    ran = jtai(*argv, "more.md")
    assert (ran.status, ran.out, files(tmp_path)) == (2, b"", pack)
    assert jtai(*argv, "more.md", "--force").status == 0
    assert files(tmp_path).keys() == {*pack, "more.md"}
    assert jtai(*argv[:-1], "dry", "--rehearsal").status == 0
    assert len([*(tmp_path / "dry").glob("our-town-jtai-rehearsal.*")]) == len(pack)
    assert {name: files(tmp_path)[name] for name in pack} == pack


def test_an_export_says_what_the_timeline_says(jtai: Jtai, tmp_path: Path) -> None:
    jtai("export", *FW, "a.md", "a.html", "a.ics", "a.json", "a.csv", "--likely", "--rehearsal")
    for ending in ("md", "html", "ics", "csv"):
        text = (tmp_path / f"a.{ending}").read_text("utf-8")
        assert "2025-04-28" in text or "28 Apr" in text or "20250428" in text
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "rehearsal" in page
    assert "rehearsal" not in jtai("timeline", *FW, "--format", "html").text
    assert (
        re.search(
            r"\bjtai (?:timeline|plan|export)|\s--[a-z]{3}",
            re.sub("<style.*?</style>", "", page, flags=re.DOTALL),
        )
        is None
    )


def test_strict_fails_where_there_are_notes(jtai: Jtai) -> None:
    ran = jtai("timeline", *FW, "--strict", "--format", "json")
    assert (ran.status, "because the timeline has notes (--strict): " in ran.err) == (1, True)
    assert jtai("timeline", "--fieldwork", "2025-06-16", "--strict").status == 0


# Look-ahead, evidence, themes, rules


def test_days_to_avoid_come_from_the_plan_or_from_options(jtai: Jtai, workplace: Path) -> None:
    period = ("--from", "2026-03-01", "--to", "2026-03-31")
    planned = json.loads(jtai("look-ahead", *period, "--format", "json").out)
    typed = json.loads(jtai("look-ahead", *period, "--avoid", "avoid.csv", "--format", "json").out)
    assert planned == typed
    assert any(week["clashes"] for week in planned["weeks"])
    (workplace / "jtai.toml").unlink()
    alone = json.loads(jtai("look-ahead", *period, "--format", "json").out)
    assert not any(week["clashes"] for week in alone["weeks"])


def test_only_a_file_that_is_typed_is_missed_where_none_of_its_days_count(
    jtai: Jtai, tmp_path: Path
) -> None:
    (tmp_path / "leave.csv").write_text("first,last,title\n2020-01-01,,Leave\n", "utf-8")
    (tmp_path / "jtai.toml").write_text('avoid = ["leave.csv"]\n', "utf-8")
    period = ("look-ahead", "--from", "2027-03-01", "--to", "2027-03-07")
    assert jtai(*period).err == ""
    warning = "jtai: warning: leave.csv: has no days to avoid in this period\n"
    assert jtai(*period, "--avoid", "leave.csv").err == warning


def test_after_bank_holidays_adds_tuesdays(jtai: Jtai) -> None:
    period = ("look-ahead", "--from", "2026-04-01", "--to", "2026-05-31", "--format", "json")
    weeks, more = (
        {week["fieldwork"] for week in json.loads(jtai(*period, *option).out)["weeks"]}
        for option in ((), ("--after-bank-holidays",))
    )
    assert more - weeks == {"2026-04-07", "2026-05-05", "2026-05-26"}


def test_validate_lists_every_fault_with_its_line(jtai: Jtai, tmp_path: Path) -> None:
    rules = (TOP / "frameworks.yaml").read_text("utf-8")
    days = re.compile(r"^( +rule: .*working_days:) \d+", re.MULTILINE)
    faulty = days.sub(r"\1 soon", rules, count=2)
    (tmp_path / "own.yaml").write_text(faulty, "utf-8")
    ran = jtai("frameworks", "validate", "own.yaml")
    assert (ran.status, ran.out) == (2, b"")
    assert len(re.findall(r"^jtai: error: own\.yaml:\d+: ", ran.err, re.MULTILINE)) == 2
    assert ran.err.endswith("jtai: error: own.yaml: 2 faults\n")
    assert jtai("frameworks", "show", "--frameworks", "own.yaml").status == 2


def test_the_schema_printed_is_the_one_of_the_repository(jtai: Jtai) -> None:
    assert jtai("frameworks", "schema").out == (TOP / "frameworks.schema.json").read_bytes()


def test_rules_without_guidance_have_nothing_to_say_about_it(jtai: Jtai, tmp_path: Path) -> None:
    rules = (TOP / "frameworks.yaml").read_text("utf-8")
    without = re.sub(r"^guidance:\n(?:[ #].*\n|\n)*", "", rules, flags=re.MULTILINE)
    (tmp_path / "own.yaml").write_text(without, "utf-8")
    ran = jtai("about", "--frameworks", "own.yaml")
    assert (ran.status, ran.err.splitlines()[0]) == (
        2,
        "jtai: error: these rules have no guidance",
    )


def test_rules_of_other_inspections_are_used_without_themes_or_letters_published(
    jtai: Jtai, tmp_path: Path
) -> None:
    rules = (TOP / "docs/own-rules/ilacs.yaml").read_text("utf-8")
    local = re.sub(r"basis: (sourced|derived)$", "basis: local", rules, flags=re.MULTILINE)
    local = re.sub(r"^themes:\n(?:[ #].*\n|\n)*", "", local, flags=re.MULTILINE)
    (tmp_path / "own.yaml").write_text(local, "utf-8")
    own = ("--frameworks", "own.yaml")
    assert jtai("themes", "list", *own).text == "Themes\nThese rules have no themes.\n"
    assert jtai("evidence", *own).err == (
        "jtai: error: these rules do not date the published inspections\nTry: --file FILE\n"
    )
    inspection = (*own, "--fieldwork", "2025-03-03", "--timetable", "ilacs-short")
    for command in (("next", "--today", "2025-03-03"), ("export", "x.ics")):
        assert jtai(*command, *inspection).status == 0


def test_a_long_search_is_not_repeated_in_full(jtai: Jtai) -> None:
    ran = jtai("themes", "search", "x" * 120_000)
    assert (ran.status, len(ran.text + ran.err) < 1_000) == (0, True)


# Completion


@pytest.mark.usefixtures("workplace")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("jtai ti", "timeline"), ("jtai plan s", "set show"),
        ("jtai timeline --div", "--division"),
        ("jtai timeline --theme front", "front-door"),
        ("jtai timeline --timetable jtai-201", "jtai-2016"),
        ("jtai timeline --known pub", "publication="), ("jtai explain com", "comments-due"),
        ("jtai plan done kingston-2025 set", "set-up-discussion"),
        ("jtai timeline --inspection ", "kingston-2025 sutton-2025"),
        ("jtai portfolio areas.csv --limit dra", "draft-letter="),
        ("jtai timeline --division ", "england wales scotland northern-ireland"),
        ("jtai date x --style s", "short span"),
        ("jtai docs check --format ", " ".join(("text", *TABLES, "github", "azure"))),
    ],
)  # fmt: skip
def test_shells_are_offered_keys_alone(jtai: Jtai, typed: str, offered: str) -> None:
    ran = completed(jtai, typed)
    assert (ran.text.split(), ran.err) == (offered.split(), "")


def completed(jtai: Jtai, typed: str) -> Any:  # noqa: ANN401 - what it ran
    environment = {
        "_JTAI_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(typed.split(" ")) - 1),
    }
    return jtai(environment=environment)


def test_what_a_shell_would_run_is_not_offered(jtai: Jtai, tmp_path: Path) -> None:
    plan = '[inspections."$(touch x)"]\nfieldwork = 2025-03-03\n'
    (tmp_path / "jtai.toml").write_text(plan)
    assert "$(" not in completed(jtai, "jtai timeline --inspection ").text
    (tmp_path / "jtai.toml").write_text("not a plan")
    ran = completed(jtai, "jtai timeline --inspection ")
    assert (ran.status, ran.text.strip(), ran.err) == (0, "", "")


# Doctor


PLENTY, SCARCE = "2027-12-31", "2028-01-01"
"""The last day with twelve months of published bank holidays ahead, and the first without."""


def test_the_doctor_names_every_dependency(jtai: Jtai) -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split("[<>=]", one)[0].lower() for one in project["dependencies"]}
    packages = json.loads(jtai("doctor", "--today", PLENTY, "--format", "json").out)["packages"]
    assert {*packages} == names


def test_the_doctor_prints_the_same_twice_and_what_is_installed(jtai: Jtai) -> None:
    ran = jtai("doctor", "--today", PLENTY, "--format", "json")
    assert ran == jtai("doctor", "--today", PLENTY, "--format", "json")
    document = json.loads(ran.out)
    assert (ran.err, document["jtai"], document["warnings"]) == ("", __version__, [])
    assert document["packages"]["typer"] == metadata.version("typer")
    assert document["stdout"] == {"encoding": "utf-8", "terminal": False}


def test_the_doctor_warns_when_published_bank_holidays_run_out(jtai: Jtai) -> None:
    assert jtai("doctor", "--today", PLENTY, "--strict").status == 0
    for argv, status in ((("--strict",), 1), ((), 0)):
        ran = jtai("doctor", "--today", SCARCE, *argv)
        assert (ran.status, ran.err) == (
            status,
            (
                "jtai: warning: bank holidays are published only to Sunday 31 December 2028, "
                "which is less than 12 months after Saturday 1 January 2028\nTry: a newer jtai, "
                "or --bank-holidays FILE with GOV.UK's newest bank-holidays.json\n"
            ),
        )


def test_the_doctor_names_what_is_not_installed(
    jtai: Jtai, monkeypatch: pytest.MonkeyPatch
) -> None:
    def version(name: str) -> str:
        if name in {"pyyaml", "python-docx"}:
            raise metadata.PackageNotFoundError(name)
        return "1.2.3"

    monkeypatch.setattr(metadata, "version", version)
    monkeypatch.setitem(sys.modules, "yaml", None)  # it cannot be imported
    rules = ("--frameworks", str(TOP / "frameworks.yaml"))
    warning = (
        "jtai: warning: not installed: python-docx, pyyaml\n"
        "Try: install jtai again, with everything that it depends on\n"
    )
    table = jtai("doctor", "--today", PLENTY)
    assert (table.status, table.err) == (0, warning)
    assert re.search(r"python-docx +not installed\n", table.text)
    ran = jtai("doctor", "--today", PLENTY, "--format", "json", "--strict", *rules)
    document = json.loads(ran.out)
    assert (ran.status, warning in ran.err) == (1, True)
    assert {name for name, one in document["packages"].items() if one is None} == {
        "pyyaml",
        "python-docx",
    }
    codes = [one["code"] for one in document["warnings"]]
    assert codes == ["not-installed", "faulty-rules"]


@pytest.mark.parametrize("name", ["table", "json"])
def test_the_doctor_names_no_path_and_no_one(
    jtai: Jtai, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("LOGNAME", "priya")
    monkeypatch.setenv("HOME", str(tmp_path))
    own = tmp_path / "priya" / "own.yaml"
    ran = jtai("doctor", "--today", PLENTY, "--format", name, "--frameworks", str(own))
    assert (ran.status, getuser()) == (0, "priya")
    assert "the rules of own.yaml are faulty, or cannot be read" in ran.err
    assert not {"priya", str(tmp_path)} & {*re.findall(r"priya|/\S+", ran.text + ran.err)}


# Documents


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Pipes bytes in."""
    return lambda content: monkeypatch.setattr(
        sys, "stdin", TextIOWrapper(BytesIO(content), "utf-8")
    )


def test_a_directory_without_pages_is_warned_of(jtai: Jtai, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = jtai("docs", "check", "empty/")
    assert (ran.status, ran.err) == (0, "jtai: warning: no pages found in empty/\n")


def test_pages_are_updated_once_and_all_or_none(jtai: Jtai, workplace: Path) -> None:
    page = workplace / "page.md"
    bad = workplace / "bad.md"
    bad.write_text("<!-- jtai date nope --fieldwork 2025-03-03 -->x<!-- /jtai -->\n")
    before = page.read_bytes()
    ran = jtai("docs", "update", "page.md", "bad.md")
    assert (ran.status, ran.out, page.read_bytes()) == (2, b"", before)
    assert "bad.md:1: bad-marker: no milestone called 'nope'" in ran.err
    ran = jtai("docs", "list", "bad.md")
    assert (ran.status, "bad.md:1: bad-marker: " in ran.err) == (2, True)
    assert jtai("docs", "update", "page.md").status == 1
    after = page.read_bytes()
    assert b"--inspection kingston-2025 -->11 April 2025<!-- /jtai -->" in after
    assert jtai("docs", "update", "page.md").text.endswith("nothing to update, 1 error\n")
    assert page.read_bytes() == after


def test_a_check_that_finds_nothing_has_heads_for_programs_alone(
    jtai: Jtai, tmp_path: Path
) -> None:
    (tmp_path / "page.md").write_text("Monday 3 March 2025\n")
    check = partial(jtai, "docs", "check", "page.md", "--format")
    looked_at = "1 file, 0 blocks, 1 date: nothing wrong."
    assert check("table").text == f"Check of pages\n{looked_at}\n"
    assert check("markdown").text == f"# Check of pages\n\n{looked_at}\n"
    assert "<table" not in check("html").text
    assert check("csv").text == "path,line,code,severity,message,hint\n"
    assert check("xlsx").out.startswith(b"PK")


def test_what_was_not_read_is_counted_by_a_check_and_listed(jtai: Jtai, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("Due on 4/4/25.\nOr 31 April 2025 referrals.\n")
    ran = jtai("docs", "check", "page.md")
    summary = "1 file, 0 blocks, 0 dates: nothing wrong; 2 not read (see jtai docs list FILE)\n"
    assert (ran.status, ran.text) == (0, summary)
    rows = "page.md\t1\tunread\t4/4/25\npage.md\t2\tunread\t31 April 2025\n"
    assert jtai("docs", "list", "page.md", "--format", "plain").text == rows


def test_what_is_piped_in_is_updated_on_its_way(jtai: Jtai, piped: Callable[[bytes], None]) -> None:
    piped(
        b"Due <!-- jtai date comments-due --fieldwork 2025-03-03 -->1 May 2025<!-- /jtai -->.\r\n"
    )
    ran = jtai("docs", "update", "-")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith(b"-->10 April 2025<!-- /jtai -->.\r\n")
    piped(b"We meet on Friday 3 March 2025.\n")
    ran = jtai("docs", "update", "-")
    assert (ran.status, ran.out) == (1, b"We meet on Friday 3 March 2025.\n")
    assert ":1: weekday: 3 March 2025 is a Monday, not a Friday\n" in ran.err


def test_sentences_are_compared_with_the_only_inspection_of_the_plan(
    jtai: Jtai, tmp_path: Path
) -> None:
    sentence = "The notification is on 6 January 2025.\n"
    (tmp_path / "page.md").write_text(sentence)
    (tmp_path / "jtai.toml").write_text("[inspections.ours]\nfieldwork = 2025-03-03\n")
    ran = jtai("docs", "check", "page.md")
    assert "page.md:1: date-mismatch: warning: " in ran.text
    with (tmp_path / "jtai.toml").open("a") as plan:
        plan.write("[inspections.theirs]\nfieldwork = 2026-03-02\n")
    ran = jtai("docs", "check", "page.md")
    assert (ran.status, "date-mismatch" in ran.text) == (0, False)
    assert "the plan has 2 inspections, so sentences on 1 page are compared with none" in ran.err
    (tmp_path / "page.md").write_text(f"<!-- jtai use --inspection ours -->\n\n{sentence}")
    ran = jtai("docs", "check", "page.md")
    assert ("date-mismatch" in ran.text, ran.err) == (True, "")


@pytest.mark.parametrize(
    ("marker", "problem"),
    [
        ("timeline", "a timeline needs one known date"),
        ("timeline --fieldwork 2025-03-03 -o x.md", "-o cannot be used in a marker"),
        ("timeline --fieldwork 2025-03-03 --format=json", "--format cannot be used in a marker"),
        ("timeline --fieldwok 2025-03-03", "no option called '--fieldwok'"),
        ("timeline --fieldwork today", "'today' cannot be used in a marker"),
        ("next --fieldwork 2025-03-03", "'today' cannot be used in a marker"),
        ("themes list", "no marker called 'themes'"),
        ("plan show", "no marker called 'plan'"),
        ("explain nope --fieldwork 2025-03-03", "no milestone called 'nope'"),
    ],
)
def test_a_bad_marker_is_named_with_its_line(
    jtai: Jtai, tmp_path: Path, marker: str, problem: str
) -> None:
    (tmp_path / "page.md").write_text(f"# Page\n\n<!-- jtai {marker} -->\n<!-- /jtai -->\n")
    ran = jtai("docs", "check", "page.md", environment={"JTAI_TODAY": "2025-03-03"})
    assert ran.status == 2
    assert ran.text.startswith(f"page.md:3: bad-marker: {problem}")


MARKERS = [
    "timeline --fieldwork 2025-03-03 --phases letters --columns date,what,rule",
    "explain comments-due --fieldwork 2025-03-03", "themes show front-door", "about",
    "next --fieldwork 2025-03-03 --today 2025-03-03", "look-ahead --year 2027",
]  # fmt: skip


@pytest.mark.parametrize("marker", MARKERS)
@pytest.mark.parametrize("ending", ["md", "html"])
def test_a_marker_holds_what_its_command_prints(
    jtai: Jtai, tmp_path: Path, marker: str, ending: str
) -> None:
    page = tmp_path / f"page.{ending}"
    page.write_text(f"<!-- jtai {marker} -->\n<!-- /jtai -->\n")
    assert jtai("docs", "update", page.name).status == 0
    assert jtai("docs", "check", page.name).status == 0
    text = page.read_text("utf-8")
    format_name = "markdown" if ending == "md" else "html"
    printed = jtai(*shlex.split(marker), "--format", format_name).text
    texts = re.findall(r"^[|-] .*|>([^<>\n]{3,})<", text, re.MULTILINE)
    assert texts
    for one in texts:
        assert one in printed


def test_options_of_the_run_count_for_every_marker(jtai: Jtai, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(
        "<!-- jtai date draft-letter --fieldwork 2025-05-05 -->6 June 2025<!-- /jtai -->\n"
    )
    argv = ("docs", "check", "page.md")
    assert "Early May bank holiday" in jtai(*argv).text
    assert jtai(*argv, "--without-bank-holiday", "2025-05-05").text.count("should be") == 1
