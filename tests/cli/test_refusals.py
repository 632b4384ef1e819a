"""What is refused, on one line with a hint that can be followed; nothing reaches stdout."""

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import Golden, Jtai

FW = "--fieldwork 2025-03-03"
REFUSED = [
    # What is mistyped gets the nearest name.
    "tymeline", "bank-holidays lst", "--versoin", "timeline --fieldwok x", "timeline --zzzz",
    "timeline --name x", "timeline -x", "themes show frontdoor", f"explain commentsdue {FW}",
    f"date draft {FW} --style longg", f"timeline {FW} --theme early",
    f"timeline {FW} --theme erly-help", f"timeline {FW} --division englnd",
    "timeline --known publicaton=2025-04-28", f"timeline {FW} --stated darft-letter=2025-04-04",
    f"timeline {FW} --phases leters", f"timeline {FW} --columns dat", f"timeline {FW} --color pink",
    f"timeline {FW} --format jsn", "look-ahead --year 2027 --sort weight",
    "evidence --area Islingtn", "evidence --area hull", "evidence --by year",
    # What people type instead.
    "look-ahead 2027", "timeline 2025-03-03", "timeline 3 March 2025", "next kingston-2025",
    "about us",
    # What is missing.
    "timeline --fieldwork", "days 2025-03-03", "timeline", "timeline --known publication",
    "look-ahead --from 2027-01-01", "export --fieldwork 2025-03-03", f"export {FW} -",
    # What does not go together, or says nothing in this call.
    f"timeline {FW} --notified 2025-02-17", f"timeline {FW} {FW}",
    f"timeline {FW} -o a.md --output b.md",
    f"timeline {FW} --stated publication=2025-04-28..2025-04-29",
    f"timeline {FW} --stated publication=2025-04-28 --stated publication=2025-04-29",
    f"timeline {FW} --force", "themes list --force -o -", f"timeline {FW} --plan jtai.toml",
    f"timeline {FW} --phases letters --format json", f"timeline {FW} --columns date --format gantt",
    f"timeline {FW} --explain --format csv", f"timeline {FW} --likely --format ics",
    f"timeline {FW} --dates-only", "next --stated publication=2025-04-28",
    "next --theme front-door", "look-ahead --year 2027 --from 2027-01-01",
    "portfolio areas.csv --load --wide", "portfolio areas.csv --limit draft-letter=2",
    "portfolio areas.csv --rejected x.csv", "portfolio areas.csv --wide --format ics",
    "plan prepare x --from 2027-01-01 --to 2027-02-01 --months 2",
    "docs check --diff --format json page.md", "docs check - page.md",
    f"export {FW} a.ics - --format ics", "bank-holidays check --division scotland",
    # What is empty.
    'timeline --fieldwork ""', "timeline --inspection=", f'export {FW} --all " "',
    f'export {FW} --name "" --all x', 'portfolio ""', 'docs check ""', 'docs update page.md " "',
    'docs list -- ""', 'frameworks validate ""', 'bank-holidays check ""', f'export {FW} ""',
    'plan set "" area=x', "timeline --known fieldwork=", f"timeline {FW} --stated draft-letter=",
    # Dates.
    "timeline --fieldwork '3st March 2025'", "timeline --fieldwork '4 April' --today 2025-02-01",
    "timeline --notified 2025-02-15", "timeline --fieldwork 31/02/2025",
    "timeline --fieldwork 'Tuesday 3 March 2025'", "timeline --fieldwork 3/3/25",
    "timeline --fieldwork 2025-05-05", "look-ahead --from 2027-02-01 --to 2027-01-01",
    "look-ahead --from 2027-01-01 --to 2040-01-01", "days 2025-03-03 today --today never",
    # Formats and files.
    "themes show front-door --format mermaid", "days 2025-03-03 +5 -o sum.xlsx",
    f"timeline {FW} -o dates.pdf", f"timeline {FW} -o dates", f"timeline {FW} -o nope/ --format md",
    f"timeline {FW} -o page.md", f"timeline {FW} --frameworks none.yaml", "plan init --plan -",
    f"export {FW} b.ics d/../b.ics", f"export {FW} --name a\u200bb --all x",
]  # fmt: skip


@pytest.mark.usefixtures("workplace")
def test_what_is_refused_says_so_on_one_line_golden(jtai: Jtai, golden: Golden) -> None:
    text = ""
    for line in REFUSED:
        ran = jtai(*shlex.split(line))
        assert (ran.status, ran.out) == (2, b""), line
        first, *hint = ran.err.splitlines()
        assert first.startswith("jtai: error: ")
        assert len(hint) <= 1
        text += f"$ jtai {ascii(line)[1:-1]}\n{ran.err}\n"
    golden("cli/refusals.txt", text.encode())


def test_what_a_hint_says_to_type_works(jtai: Jtai) -> None:
    environment = {"JTAI_TODAY": "2025-02-17"}
    for line in ("next", "look-ahead 2027", "timeline 3 March 2025", "themes show frontdor"):
        hint = jtai(*shlex.split(line), environment=environment).err.splitlines()[1]
        program, *argv = shlex.split(hint.removeprefix("Try: "))
        assert (program, jtai(*argv, environment=environment).status) == ("jtai", 0)


@pytest.mark.usefixtures("workplace")
def test_titles_and_capitals_stand_for_keys(jtai: Jtai) -> None:
    fieldwork = ("--fieldwork", "2025-03-03")
    by_key = jtai("timeline", *fieldwork, "--theme", "front-door")
    assert jtai("timeline", *fieldwork, "--theme", "Front Door") == by_key
    assert jtai("date", "Comments due back", *fieldwork) == jtai("date", "comments-due", *fieldwork)
    named = jtai("timeline", "--inspection", "Kingston-2025")
    assert named == jtai("timeline", "--inspection", "kingston-2025")


def test_every_fault_of_a_file_is_printed_and_of_many_the_first(jtai: Jtai, tmp_path: Path) -> None:
    (tmp_path / "avoid.csv").write_text("first,last,title\n" + "soon,,x\n" * 23)
    lines = jtai("look-ahead", "--year", "2027", "--avoid", "avoid.csv").err.splitlines()
    errors = [line for line in lines if not line.startswith("Try: ")]
    assert errors[19].startswith(
        "jtai: error: avoid.csv:21: first: 'soon' cannot be read as a date"
    )
    assert errors[20:] == ["jtai: error: avoid.csv: 3 more faults"]


VARIABLES = [
    ("JTAI_TODAY", "", "JTAI_TODAY is empty"),
    ("JTAI_TODAY", "soon", "JTAI_TODAY: 'soon' cannot be read as a date"),
    ("JTAI_FRAMEWORKS", "", "JTAI_FRAMEWORKS is empty"),
    ("JTAI_FRAMEWORKS", "none.yaml", "JTAI_FRAMEWORKS: none.yaml: there is no such file"),
]


@pytest.mark.parametrize(("name", "value", "problem"), VARIABLES)
def test_a_bad_variable_is_named(jtai: Jtai, name: str, value: str, problem: str) -> None:
    ran = jtai("timeline", "--fieldwork", "2025-03-03", environment={name: value})
    assert (ran.status, ran.out) == (2, b"")
    assert ran.err.startswith(f"jtai: error: {problem}\n")
    if value and name == "JTAI_FRAMEWORKS":
        ran = jtai("frameworks", "validate", environment={name: value})
        assert ran.err.startswith(f"jtai: error: {problem}\n")


def test_an_option_wins_over_its_variable(jtai: Jtai) -> None:
    ran = jtai("days", "today", "+0", "--today", "2025-03-03", environment={"JTAI_TODAY": "soon"})
    assert ran.text.startswith("Monday 3 March 2025\n")


LONG = "x" * 120_000
DIGITS = "9" * 5_000


@pytest.mark.usefixtures("workplace")
@pytest.mark.parametrize(
    "argv",
    [
        (LONG,), (f"--{LONG}",), ("timeline", f"--{LONG}"), ("timeline", LONG),
        ("timeline", "--fieldwork", LONG), ("timeline", "--inspection", LONG),
        ("timeline", "--known", LONG), ("timeline", "--known", f"{LONG}=2025-03-03"),
        ("themes", "show", LONG), ("days", "2025-03-03", LONG), ("plan", "set", LONG, "area=x"),
        ("plan", "set", "a", LONG), ("plan", "set", "a", f"{LONG}=x"),
        ("days", "2025-03-03", DIGITS),
        ("next", "--count", DIGITS), ("look-ahead", "--year", DIGITS),
        ("portfolio", "areas.csv", "--load", "--limit", f"draft-letter={DIGITS}"),
    ],
    ids=lambda argv: " ".join(word[:8] + word[-8:] for word in argv),
)  # fmt: skip
def test_very_long_words_are_not_repeated_in_full(jtai: Jtai, argv: tuple[str, ...]) -> None:
    ran = jtai(*argv)
    assert (ran.status, ran.out) == (2, b"")
    assert "internal error" not in ran.err
    assert len(ran.err) < 1_000


HOSTILE = ("##vso[task.complete]", "##[error]x", "\x1b[31mred", "\u202eturned", "two\n::error::x")


@pytest.mark.usefixtures("workplace")
@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "command",
    ["themes show {}", "timeline --inspection {}", "timeline --fieldwork {}", "{}",
     "plan set {} a=b", "timeline --fieldwork 2025-03-03 --theme {}", "days {} +1",
     "docs check {}", "portfolio {}",
     "timeline --fieldwork 2025-03-03 --frameworks {}", "evidence --area {}"],
)  # fmt: skip
def test_what_people_typed_commands_nothing_on_stderr(jtai: Jtai, command: str, text: str) -> None:
    ran = jtai(*(word.format(text) for word in command.split()))
    shown = ran.err + ran.text
    assert ran.status == 2
    assert re.search(r"##\w*\[|^::|\x1b|\u202e", shown, re.MULTILINE) is None


def test_texts_of_a_plan_command_nothing_on_stderr_or_stdout(jtai: Jtai, workplace: Path) -> None:
    hostile = "##vso[task.setvariable variable=x]y"
    plan = workplace / "jtai.toml"
    plan.write_text(f'[inspections.a]\nfieldwork = 2025-03-03\ntheme = "{hostile}"\n', "utf-8")
    assert "##vso" not in jtai("plan", "show").err
    plan.write_text(f'[inspections.a]\nfieldwork = 2025-03-03\narea = "{hostile}"\n', "utf-8")
    for line in ("plan show", "plan show --format json", "next --today 2025-03-03",
                 "timeline --inspection a", "plan set a contact=them",
                 "plan accept a"):  # fmt: skip
        ran = jtai(*line.split())
        assert (ran.status, "##vso" in ran.text + ran.err) == (0, False), line


INPUTS = [
    ("timeline --inspection kingston-2025 --format md -o jtai.toml", "jtai.toml"),
    ("plan show --format md -o ./jtai.toml", "jtai.toml"),
    ("evidence --file jtai-cases.csv -o jtai-cases.csv", "jtai-cases.csv"),
    ("look-ahead --year 2026 --avoid avoid.csv -o avoid.csv", "avoid.csv"),
    ("look-ahead --year 2026 -o avoid.csv", "avoid.csv"),
    ("portfolio areas.csv --wide -o areas.csv", "areas.csv"),
    ("portfolio areas.csv --keep-going --rejected areas.csv", None),
    ("docs list page.md -o page.md", "page.md"),
    ("docs check page.md --format json -o page.md", "page.md"),
    ("themes list --frameworks own.yaml --format md -o own.yaml", "own.yaml"),
    ("bank-holidays check gov.json --format json -o gov.json", "gov.json"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "file"), INPUTS)
def test_what_a_command_reads_is_never_written_over(
    jtai: Jtai, workplace: Path, line: str, file: str | None
) -> None:
    repository = Path(__file__).parents[2]
    (workplace / "own.yaml").write_bytes((repository / "frameworks.yaml").read_bytes())
    (workplace / "jtai-cases.csv").write_bytes((repository / "inspections.csv").read_bytes())
    days = ("01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26")
    events = [{"title": "x", "date": f"2025-{day}"} for day in days]
    names = ("england-and-wales", "scotland", "northern-ireland")
    listed = str({name: {"events": events} for name in names}).replace("'", '"')
    (workplace / "gov.json").write_text(listed)
    before = {path.name: path.read_bytes() for path in workplace.iterdir()}
    ran = jtai(*line.split(), "--force")
    if file is not None:
        assert ran.err.endswith(f"{file} is read by this command\nTry: another file to write\n")
        assert ran.status == 2
    assert {path.name: path.read_bytes() for path in workplace.iterdir()} == before
