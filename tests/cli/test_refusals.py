"""What is refused, on one line with a hint that can be followed; nothing reaches stdout."""

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import Jtai

FW = "--fieldwork 2025-03-03"
REFUSED = [
    # What is mistyped gets the nearest name.
    ("tymeline", "no command called 'tymeline'", "jtai timeline"),
    ("bank-holidays lst", "no command called 'lst'", "jtai bank-holidays list"),
    ("--versoin", "no option called '--versoin'", "jtai --version"),
    ("timeline --fieldwok x", "no option called '--fieldwok'", "jtai timeline --fieldwork"),
    ("timeline --zzzz", "no option called '--zzzz'", "jtai timeline --help"),
    ("timeline --name x", "no option called '--name'", "jtai timeline --help"),
    ("timeline -x", "no option called '-x'", "jtai timeline --help"),
    ("themes show frontdoor", "no theme called 'frontdoor'", "jtai themes show front-door"),
    (f"explain commentsdue {FW}", "no milestone called 'commentsdue'", "jtai explain comments-due"),
    (f"date draft {FW} --style longg", "no style called 'longg'", "one of: full, short, iso, span"),
    (f"timeline {FW} --theme early", None, None),
    (f"timeline {FW} --theme erly-help", "no theme called 'erly-help'", "--theme early-help"),
    (f"timeline {FW} --division englnd", "no division called 'englnd'", "--division england"),
    ("timeline --known publicaton=2025-04-28", "no milestone called 'publicaton'",
     "--known publication"),
    (f"timeline {FW} --stated darft-letter=2025-04-04", "no milestone called 'darft-letter'",
     "--stated draft-letter"),
    (f"timeline {FW} --phases leters", "no phase called 'leters'", "letters"),
    (f"timeline {FW} --columns dat", "no column called 'dat'", "date"),
    (f"timeline {FW} --color pink", "no colour setting called 'pink'",
     "one of: auto, always, never"),
    (f"timeline {FW} --format jsn", "no format called 'jsn'", "--format json"),
    ("look-ahead --year 2027 --sort weight", "no sort called 'weight'", "one of: date, clashes"),
    ("evidence --area Islingtn", "no published letter from 'Islingtn'", "--area Islington"),
    ("evidence --area hull", "no published letter from 'hull'",
     "jtai evidence, which lists all areas"),
    ("evidence --by year", "no order called 'year'", "one of: area, month"),
    # What people type instead.
    ("look-ahead 2027", "--year is missing before '2027'", "jtai look-ahead --year 2027"),
    ("timeline 2025-03-03", "--fieldwork is missing before '2025-03-03'",
     "jtai timeline --fieldwork 2025-03-03"),
    ("timeline 3 March 2025", "--fieldwork is missing before '3 March 2025'",
     'jtai timeline --fieldwork "3 March 2025"'),
    ("next kingston-2025", "--inspection is missing before 'kingston-2025'",
     "jtai next --inspection kingston-2025"),
    ("about us", "'us' is a word too many", "jtai about --help"),
    # What is missing.
    ("timeline --fieldwork", "--fieldwork needs a value", "jtai timeline --fieldwork DATE"),
    ("days 2025-03-03", "missing argument 'DAYS|DATE'", "jtai days --help"),
    ("timeline", "a timeline needs one known date",
     "--fieldwork DATE, --notified DATE, --known MILESTONE=DATE or --inspection NAME"),
    ("timeline --known publication", "'publication' is not MILESTONE=DATE",
     "--known publication=2025-04-28"),
    ("look-ahead --from 2027-01-01", "a look-ahead needs both a first and a last day", None),
    ("export --fieldwork 2025-03-03", "no file to write is named",
     "jtai.ics, plan.xlsx, --all DIR or -"),
    (f"export {FW} -", "- needs a format", "- --format ics"),
    # What does not go together, or says nothing in this call.
    (f"timeline {FW} --notified 2025-02-17",
     "give only one known date, not --fieldwork and --notified", "only --fieldwork"),
    (f"timeline {FW} {FW}", "--fieldwork is given twice", "give it once"),
    (f"timeline {FW} -o a.md --output b.md", "--output is given twice", "give it once"),
    (f"timeline {FW} --stated publication=2025-04-28..2025-04-29",
     "publication is stated by its first day", "--stated publication=2025-04-28"),
    (f"timeline {FW} --stated publication=2025-04-28 --stated publication=2025-04-29",
     "publication is stated twice", "only --stated publication=2025-04-29"),
    (f"timeline {FW} --force", "--force changes nothing without a file to write", "-o FILE"),
    ("themes list --force -o -", "--force changes nothing without a file to write", "-o FILE"),
    (f"timeline {FW} --plan jtai.toml", "--plan changes nothing without --inspection",
     "--inspection NAME"),
    (f"timeline {FW} --phases letters --format json", "--phases changes nothing in json",
     "leave out --phases"),
    (f"timeline {FW} --columns date --format gantt", "--columns changes nothing in gantt",
     "leave out --columns"),
    (f"timeline {FW} --explain --format csv", "--explain changes nothing in csv",
     "leave out --explain"),
    (f"timeline {FW} --likely --format ics", "--likely changes nothing in ics",
     "leave out --likely"),
    (f"timeline {FW} --dates-only", "--dates-only changes nothing in table",
     "leave out --dates-only"),
    ("next --stated publication=2025-04-28", "--stated needs a known date",
     "--inspection NAME or --fieldwork DATE beside it"),
    ("next --theme front-door", "--theme needs a known date",
     "--inspection NAME or --fieldwork DATE beside it"),
    ("look-ahead --year 2027 --from 2027-01-01", "--year cannot be combined with --from",
     "only --year 2027"),
    ("portfolio areas.csv --load --wide", "--load cannot be combined with --wide",
     "only one of them"),
    ("portfolio areas.csv --limit draft-letter=2", "--limit needs --load",
     "--load --limit MILESTONE=N"),
    ("portfolio areas.csv --rejected x.csv", "--rejected needs --keep-going",
     "--keep-going beside it"),
    ("portfolio areas.csv --wide --format ics", "--wide cannot be combined with a calendar",
     "one of them"),
    ("plan prepare x --from 2027-01-01 --to 2027-02-01 --months 2",
     "--to cannot be combined with --months", "only --to 2027-02-01"),
    ("docs check --diff --format json page.md", "--diff changes nothing in json",
     "leave out --diff"),
    ("docs check - page.md", "- is stdin, and cannot be combined with files", "one or the other"),
    (f"export {FW} a.ics - --format ics",
     "- is stdout, and --format its format: one cannot be without the other, nor beside files",
     "- --format ics"),
    ("bank-holidays check --division scotland",
     "jtai has no list of its own for scotland, so there is nothing to compare",
     "jtai bank-holidays check bank-holidays.json --division scotland"),
    # What is empty.
    ('timeline --fieldwork ""', "--fieldwork is empty", "give it a value, or leave it out"),
    ("timeline --inspection=", "--inspection is empty", "give it a value, or leave it out"),
    (f'export {FW} --all " "', "--all is empty", "give it a value, or leave it out"),
    (f'export {FW} --name "" --all x', "--name is empty", "give it a value, or leave it out"),
    ('portfolio ""', "FILE is empty", "give it a value, or leave it out"),
    ('docs check ""', "FILE is empty", "give it a value, or leave it out"),
    ('docs update page.md " "', "FILE is empty", "give it a value, or leave it out"),
    ('docs list -- ""', "FILE is empty", "give it a value, or leave it out"),
    ('frameworks validate ""', "FILE is empty", "give it a value, or leave it out"),
    ('bank-holidays check ""', "FILE is empty", "give it a value, or leave it out"),
    (f'export {FW} ""', "FILE is empty", "give it a value, or leave it out"),
    ('plan set "" area=x', "NAME is empty", "give it a value, or leave it out"),
    ("timeline --known fieldwork=", "the date of --known is empty", "--known fieldwork=DATE"),
    (f"timeline {FW} --stated draft-letter=", "the date of --stated is empty",
     "--stated draft-letter=DATE"),
    # Dates.
    ("timeline --fieldwork '3st March 2025'", "'3st March 2025': 3 March is written 3rd", None),
    ("timeline --fieldwork '4 April' --today 2025-02-01", "'4 April' has no year",
     "4 April 2025"),
    ("timeline --notified 2025-02-15",
     "Saturday 15 February 2025 is at the weekend, so notification cannot fall then",
     "--notified 2025-02-17 (Monday) or --notified 2025-02-14 (Friday)"),
    ("timeline --fieldwork 31/02/2025", "31/02/2025 is not a date: February 2025 has 28 days",
     None),
    ("timeline --fieldwork 'Tuesday 3 March 2025'", "3 March 2025 is a Monday, not a Tuesday",
     None),
    ("timeline --fieldwork 3/3/25", None, None),
    ("timeline --fieldwork 2025-05-05",
     "Monday 5 May 2025 is the Early May bank holiday, so fieldwork cannot start then",
     "--fieldwork 2025-05-06 (Tuesday) or --fieldwork 2025-05-02 (Friday)"),
    ("look-ahead --from 2027-02-01 --to 2027-01-01",
     "'2027-02-01..2027-01-01' ends before it begins", "2027-01-01..2027-02-01"),
    ("look-ahead --from 2027-01-01 --to 2040-01-01",
     "2027-01-01 to 2040-01-01 is more than 5 years", "--to 2031-12-31"),
    ("days 2025-03-03 today --today never", None, None),
    # Formats and files.
    ("themes show front-door --format mermaid", "this cannot be written as mermaid",
     "--format table or json or markdown or html or docx or csv or plain or xlsx"),
    ("days 2025-03-03 +5 -o sum.xlsx", "this cannot be written to a .xlsx file",
     "a name that ends in .txt or .json or .md or .html or .docx, or --format"),
    (f"timeline {FW} -o dates.pdf", "the ending of dates.pdf does not say how to write it", None),
    (f"timeline {FW} -o dates", "the ending of dates does not say how to write it", None),
    (f"timeline {FW} -o nope/ --format md", "nope/ is the name of a directory",
     "name a file in it"),
    (f"timeline {FW} -o page.md", "page.md: exists already", "--force to replace it"),
    (f"timeline {FW} --frameworks none.yaml", "none.yaml: there is no such file", None),
    ("plan init --plan -", "a plan is a file, not stdout", "--plan jtai.toml"),
    (f"export {FW} b.ics d/../b.ics", "b.ics and d/../b.ics are one file", "two names"),
]  # fmt: skip


@pytest.mark.usefixtures("workplace")
@pytest.mark.parametrize(("line", "problem", "hint"), REFUSED, ids=[row[0] for row in REFUSED])
def test_it_is_refused_on_one_line(
    jtai: Jtai, line: str, problem: str | None, hint: str | None
) -> None:
    ran = jtai(*shlex.split(line))
    assert (ran.status, ran.out) == (2, b"")
    first, *others = ran.err.splitlines()
    assert len(others) <= 1
    if problem is not None:
        assert first == f"jtai: error: {problem}"
    if hint is not None:
        assert others == [f"Try: {hint}"]


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
    assert errors[19].startswith("jtai: error: avoid.csv:21: first: 'soon' is not a date")
    assert errors[20:] == ["jtai: error: avoid.csv: 3 more faults"]


VARIABLES = [
    ("JTAI_TODAY", "", "JTAI_TODAY is empty"),
    ("JTAI_TODAY", "soon", "JTAI_TODAY: 'soon' is not a date that can be read"),
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
