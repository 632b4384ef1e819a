"""What each block says, in every language of pages, down to the last character."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from configparser import ConfigParser
from dataclasses import replace
from datetime import date
from pathlib import Path
from textwrap import indent

import mdformat
import pytest
import yaml

from jtai_cli import dating
from jtai_cli.bankholidays import Division
from jtai_cli.cli import asked as counting
from jtai_cli.dated import Timeline
from jtai_cli.documents import blocks
from jtai_cli.documents.blocks import Asked
from jtai_cli.documents.language import Language
from jtai_cli.documents.lines import Lines
from jtai_cli.documents.markers import WORTH_A_LOOK, markers
from jtai_cli.documents.told import Told
from jtai_cli.errors import JtaiError
from jtai_cli.frameworks import Frameworks
from jtai_cli.plan import Inspection, Known, LocalMilestone
from jtai_cli.workingdays import Period

TESTS = Path(__file__).parents[1]
GOLDEN = TESTS / "golden"
PRETTIER = TESTS / "browsers" / "node_modules" / "prettier" / "bin" / "prettier.cjs"
# Read once, for the tests see an environment without it.
REWRITE = os.environ.get("JTAI_REWRITE_GOLDEN") == "1"

FRONT_DOOR = Known("fieldwork", date(2025, 3, 3))
PLAIN = Inspection(FRONT_DOOR, theme="front-door", area="Northshire")
OLD = Inspection(Known("publication", date(2019, 11, 29)))
FULL = Inspection(
    Known("fieldwork", date(2028, 11, 27)),
    theme="child-sexual-abuse",
    name="northshire-2028",
    area="Northshire",
    principal_authority="NHS Northshire Integrated Care Board",
    stated={
        "draft-letter": date(2028, 12, 20),
        "publication": date(2029, 1, 27),
        "statement-of-proposed-action": date(2029, 5, 9),
    },
    closures=(Period(date(2028, 12, 27), date(2028, 12, 29)),),
    owners={"comments-due": "Priya Shah", "evidence-window": "Data & insight"},
    done=("notification",),
    local={
        "briefing": LocalMilestone(
            "briefing", "Briefing of chiefs", "notification", 1, who="Chair"
        ),
        "review": LocalMilestone("review", "Review", "statement-of-proposed-action", -5),
    },
)

Block = tuple[str, str | None, Mapping[str, str]]
Written = Callable[..., str]

LETTERS = {"phases": "letters,statement"}
SHOWN: tuple[Block, ...] = (
    ("timeline", None, {"heading": "Every date"}),
    (
        "timeline",
        None,
        {"format": "list", "columns": "date,what,owner,rule", "milestones": "comments-due,review"},
    ),
    ("timeline", None, {"columns": "key,first,last,weekday,phase,date-is,counted", **LETTERS}),
    ("timeline", None, {"columns": "what,basis,source,notes", "phases": "letters"}),
    ("milestone", "comments-due", {}),
    ("milestone", "publication", {"heading": "Publication", "level": "4"}),
    ("gantt", None, {}),
    ("mermaid", None, {}),
    ("theme", None, {}),
    ("readings", None, {}),
    ("readings", "statement-of-proposed-action", {"format": "list"}),
    ("explain", "comments-due", {}),
    ("next-steps", None, {}),
    ("next-steps", None, {"format": "table", **LETTERS}),
)
IN_HTML: tuple[Block, ...] = (
    ("timeline", None, {"format": "html", "heading": "In HTML", "level": "2", **LETTERS}),
    ("readings", None, {"format": "html"}),
    ("next-steps", None, {"format": "html", "milestones": "notification,comments-due"}),
)
WITH_MERMAID = {Language.MARKDOWN, Language.HTML, Language.REST, Language.ASCIIDOC}
HOSTILE = (
    "<!-- jtai:end -->", "// jtai:end", "# jtai end", "jtai:begin timeline x=y",
    "[//]: # (jtai:end)", ".. jtai:end", "% jtai:end", "; jtai:end", "-->",
    "x\n<!-- jtai:end -->\ny", "```\n# jtai:end",
    "\\end{verbatim} % jtai:end", "JTAI:end", "/jtai:date", "jtai.end", "jta: begin a=b",
    "*/ */ |=== ---- <b> _a_ [b](c) {d} $e$ 1. - > #", "漢字 🦊 " * 20,
)  # fmt: skip


@pytest.fixture(scope="session")
def dates(rules: Frameworks) -> Callable[[Inspection], tuple[Timeline, Division]]:
    """Dates an inspection as the program does, with local milestones and notes."""

    asked = counting.Counting(None, None, (), (), counting.Dates(None))
    made: dict[str, tuple[Timeline, Division]] = {}

    def dated(inspection: Inspection) -> tuple[Timeline, Division]:
        # An inspection holds mappings, so that it can be no key itself.
        key = repr(inspection)
        if key not in made:
            made[key] = dating.dated(rules, inspection, asked)
        return made[key]

    return dated


@pytest.fixture
def written(rules: Frameworks, dates: Callable[[Inspection], tuple[Timeline, Division]]) -> Written:
    """Writes a block of an inspection, or of none."""

    def write(
        block: Block, language: Language = Language.MARKDOWN, of: Inspection | None = FULL
    ) -> str:
        name, argument, settings = block
        told = None if of is None else Told(*dates(of), rules)
        asked = Asked(name, argument, settings, told, rules, language)
        return blocks.written(asked)

    return write


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compares a text with a file in `tests/golden`; `make golden` writes them anew."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if REWRITE:
            file.write_bytes(text.encode())
        assert file.exists(), f"there is no {file}; make golden writes it"
        assert text == file.read_bytes().decode()

    return compare


def shown(language: Language) -> tuple[Block, ...]:
    """The blocks that a language can hold."""
    held = tuple(block for block in SHOWN if block[0] != "mermaid" or language in WITH_MERMAID)
    return (*held, *IN_HTML) if language in {Language.MARKDOWN, Language.HTML} else held


def told(block: Block) -> str:
    """A block as a marker asks for it."""
    name, argument, settings = block
    values = (
        f'{key}="{value}"' if " " in value else f"{key}={value}" for key, value in settings.items()
    )
    return " ".join([name, *([argument] if argument else []), *values])


def between(block: Block, text: str, comment: str) -> str:
    begin, end = (comment.format(f"jtai:{what}") for what in (f"begin {told(block)}", "end"))
    return f"{begin}\n{text}{end}\n"


def page(language: Language, written: Written, comment: str, around: str = "{}\n") -> str:
    """A page that shows every block, each with something around its markers."""
    return "".join(
        around.format(between(block, written(block, language), comment), number=number)
        for number, block in enumerate(shown(language), start=1)
    )


def test_golden_markdown(written: Written, golden: Callable[[str, str], None]) -> None:
    text = page(Language.MARKDOWN, written, "<!-- {} -->")
    golden("docs-blocks.md", f"# Every block\n\n{text}".rstrip("\n") + "\n")


def test_golden_html(written: Written, golden: Callable[[str, str], None]) -> None:
    text = page(Language.HTML, written, "<!-- {} -->", "<hr>\n{}")
    golden(
        "docs-blocks.html",
        '<!doctype html>\n<html lang="en-GB">\n<meta charset="utf-8">\n'
        f"<title>Every block</title>\n<h1>Every block</h1>\n{text}</html>\n",
    )


def test_golden_rest(written: Written, golden: Callable[[str, str], None]) -> None:
    # A heading of level 4 cannot follow one of level 1.
    levels = "Every block\n===========\n\nLevels\n------\n\n"
    golden("docs-blocks.rst", f"{levels}{page(Language.REST, written, '.. {}')}")


def test_golden_asciidoc(written: Written, golden: Callable[[str, str], None]) -> None:
    levels = "= Every block\n\n== Levels\n\n"
    golden("docs-blocks.adoc", f"{levels}{page(Language.ASCIIDOC, written, '// {}')}")


def test_golden_latex(written: Written, golden: Callable[[str, str], None]) -> None:
    text = page(Language.LATEX, written, "% {}")
    golden(
        "docs-blocks.tex",
        "\\documentclass{article}\n\\usepackage[T1]{fontenc}\n"
        f"\\begin{{document}}\n\n{text}\\end{{document}}\n",
    )


def in_yaml(written: Written) -> str:
    """A page in YAML with every block in a key of its own."""
    return "".join(
        f"block-{number}:\n{indent(between(block, written(block, Language.YAML), '# {}'), '  ')}"
        for number, block in enumerate(shown(Language.YAML), start=1)
    )


def test_golden_yaml(written: Written, golden: Callable[[str, str], None]) -> None:
    golden("docs-blocks.yaml", in_yaml(written))


def test_golden_ini(written: Written, golden: Callable[[str, str], None]) -> None:
    text = page(Language.INI, written, "; {}", "[block-{number}]\n{}")
    golden("docs-blocks.ini", text)


def test_golden_text(written: Written, golden: Callable[[str, str], None]) -> None:
    golden("docs-blocks.txt", page(Language.TEXT, written, "# {}"))


def test_the_page_in_yaml_holds_its_dates() -> None:
    held = yaml.safe_load((GOLDEN / "docs-blocks.yaml").read_text("utf-8"))
    assert held["block-1"]["comments-due"] == date(2029, 1, 10)
    assert held["block-1"]["fieldwork"] == {"first": date(2028, 11, 27), "last": date(2028, 12, 1)}
    assert held["block-1"]["pre-inspection-analysis"] == {"first": None, "last": date(2028, 11, 13)}
    assert held["block-2"] == [
        {
            "key": "comments-due",
            "date": date(2029, 1, 10),
            "what": "Comments due back (2 working days earlier, provisional)",
            "owner": "Priya Shah",
            "rule": "9 working days after the draft letter",
        },
        {
            "key": "review",
            "date": date(2029, 5, 1),
            "what": "Review (3 working days later, local, provisional)",
            "owner": "",
            "rule": "5 working days before the statement",
        },
    ]
    assert held["block-5"] == {"comments-due": date(2029, 1, 10)}
    assert held["block-7"] is None


def test_the_page_in_ini_holds_its_dates() -> None:
    held = ConfigParser()
    held.read(GOLDEN / "docs-blocks.ini", "utf-8")
    assert held["block-1"]["comments-due"] == "2029-01-10"
    assert held["block-1"]["fieldwork"] == "2028-11-27..2028-12-01"
    assert held["block-1"]["pre-inspection-analysis"] == "..2028-11-13"
    assert dict(held["block-2"]) == {}
    assert dict(held["block-5"]) == {"comments-due": "2029-01-10"}


def test_formatters_leave_every_block_alone(written: Written, tmp_path: Path) -> None:
    held = {
        "plain.md": marked(written, PLAIN, without("review")),
        "full.md": marked(written, FULL, shown(Language.MARKDOWN)),
        "old.md": marked(written, OLD, without("review", "comments-due", "theme")),
        **{
            f"hostile-{number}.md": marked(written, told_by(text), about(text))
            for number, text in enumerate(HOSTILE)
        },
    }
    assert {name: mdformat.text(text, extensions={"gfm"}) for name, text in held.items()} == held
    node = shutil.which("node")
    if node is None or not PRETTIER.is_file():
        pytest.skip("prettier is not installed: run make browsers")
    save({**held, "plan.yaml": in_yaml(written)}, tmp_path)
    done = subprocess.run(
        [node, PRETTIER, "--no-config", "--no-editorconfig", "--check", tmp_path],
        capture_output=True,
        check=False,
    )
    assert done.stderr.decode() == ""
    assert done.returncode == 0


def save(pages: Mapping[str, str], directory: Path) -> None:
    for name, text in pages.items():
        (directory / name).write_text(text, "utf-8")


def marked(written: Written, of: Inspection, asked: tuple[Block, ...]) -> str:
    """A page in Markdown with blocks between their markers."""
    parts = (
        between((block[0], block[1], {}), written(block, of=of), "<!-- {} -->") for block in asked
    )
    return "\n".join(["# Page\n", *parts])


def without(*names: str) -> tuple[Block, ...]:
    """The blocks but those that ask for what an inspection lacks."""
    return tuple(
        block
        for block in shown(Language.MARKDOWN)
        if not any(name in told(block) for name in names)
    )


def about(text: str) -> tuple[Block, ...]:
    """Blocks in which a text stands wherever people may write one."""
    own = {"milestones": "review,comments-due"}
    # It is slow to draw, and lines are what may do harm in it.
    is_drawn = "\n" in text or "verbatim" in text
    return (
        ("timeline", None, {"heading": text, "columns": "what,who,owner", **own}),
        ("timeline", None, {"format": "list", "columns": "what,who,owner", **own}),
        ("milestone", "review", {}),
        ("explain", "review", {}),
        ("next-steps", None, own),
        *((("gantt", None, {}),) if is_drawn else ()),
    )


def told_by(text: str) -> Inspection:
    """An inspection of which people wrote every text alike."""
    review = LocalMilestone("review", text, "fieldwork", 3, who=text)
    return Inspection(
        FRONT_DOOR,
        theme="front-door",
        area=text,
        principal_authority=text,
        owners={"comments-due": text},
        local={"review": review},
    )


@pytest.mark.parametrize("language", list(Language))
def test_nothing_people_wrote_is_a_marker(language: Language, written: Written) -> None:
    page = "".join(
        written(block, language, told_by(text)) for text in HOSTILE for block in about(text)
    )
    lines = Lines(page)
    looked_at = [lines.holding(found.start()) for found in re.finditer(WORTH_A_LOOK, page)]
    assert looked_at
    assert [marker for line in looked_at for marker in markers(line, language)] == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        pytest.param(
            Language.MARKDOWN,
            "\nDraft letter for factual accuracy: Friday 28 March 2025 (15 working days after the "
            "last day of fieldwork).\n\n",
            id="markdown",
        ),
        pytest.param(
            Language.HTML,
            "<p>Draft letter for factual accuracy: Friday 28 March 2025 (15 working days after the "
            "last day of fieldwork).</p>\n",
            id="html",
        ),
        pytest.param(
            Language.REST,
            "\nDraft letter for factual accuracy: Friday 28 March 2025 (15 working days after the "
            "last day of fieldwork).\n\n",
            id="rest",
        ),
        pytest.param(
            Language.ASCIIDOC,
            "\nDraft letter for factual accuracy: Friday 28 March 2025 (15 working days after the "
            "last day of fieldwork).\n\n",
            id="asciidoc",
        ),
        pytest.param(
            Language.LATEX,
            "Draft letter for factual accuracy: Friday 28 March 2025 (15 working days after the "
            "last day of fieldwork).\n",
            id="latex",
        ),
        pytest.param(
            Language.YAML,
            "draft-letter: 2025-03-28 # Draft letter for factual accuracy\n",
            id="yaml",
        ),
        pytest.param(
            Language.INI,
            "; Draft letter for factual accuracy\ndraft-letter = 2025-03-28\n",
            id="ini",
        ),
        pytest.param(
            Language.TEXT,
            "Draft letter for factual accuracy: Friday 28 March 2025 (15 working days after\n"
            "the last day of fieldwork).\n",
            id="text",
        ),
    ],
)
def test_a_milestone_is_a_sentence_or_an_entry(
    language: Language, expected: str, written: Written
) -> None:
    assert written(("milestone", "draft-letter", {}), language, PLAIN) == expected


@pytest.mark.parametrize(
    ("key", "of", "expected"),
    [
        pytest.param(
            "fieldwork",
            PLAIN,
            "Fieldwork (known): Monday 3 March to Friday 7 March 2025. The rule is 5 working days.",
            id="known",
        ),
        pytest.param(
            "pre-inspection-analysis",
            PLAIN,
            "Pre-inspection analysis: up to Monday 17 February 2025 (up to notification).",
            id="no-beginning",
        ),
        pytest.param(
            "draft-letter",
            FULL,
            "Draft letter for factual accuracy (stated, by the rule 22 December 2028, 2 working "
            "days earlier): Wednesday 20 December 2028. The rule is 15 working days after the last "
            "day of fieldwork.",
            id="stated",
        ),
    ],
)
def test_a_milestone_tells_where_its_date_comes_from(
    key: str, of: Inspection, expected: str, written: Written
) -> None:
    assert written(("milestone", key, {}), of=of) == f"\n{expected}\n\n"


def test_a_named_theme_needs_no_inspection(written: Written) -> None:
    block: Block = ("theme", "mental-health-2019", {})
    assert written(block, Language.TEXT, None) == (
        "- Theme: Children's mental health (10 to 15)\n"
        "- In force: September 2019 to February 2020 (derived)\n\n"
        "The points of this theme are not on record.\n"
    )
    assert written(block, Language.TEXT, PLAIN) == written(block, Language.TEXT, None)


def test_the_readings_of_an_earlier_timetable_are_its_own(written: Written) -> None:
    assert written(("readings", None, {"format": "list"}), of=OLD) == (
        "\nStatement of proposed action due (if the letter asks for it): Wednesday 11 March 2020 "
        "(70 working days after publication).\n\n"
        "Other readings of the 70 days:\n\n"
        "- Fri 7 Feb 2020: 70 calendar days from publication\n\n"
        "Dates are computed. The letters you receive take priority.\n\n"
    )


def with_readings(rules: Frameworks, keys: tuple[str, ...]) -> Frameworks:
    """The rules, with other readings of some milestones only."""
    timetable = rules.timetables["jtai-2022"]
    reading = timetable.milestone("statement-of-proposed-action").readings["calendar-days"]
    milestones = {
        key: replace(one, readings={reading.key: reading} if key in keys else {})
        for key, one in timetable.milestones.items()
    }
    return replace(rules, timetables={timetable.key: replace(timetable, milestones=milestones)})


@pytest.mark.parametrize(
    ("block", "told"),
    [
        pytest.param(("timeline", None, {"phases": "x"}), "no phase called 'x'", id="phases"),
        pytest.param(("timeline", None, {"columns": "x"}), "no column called 'x'", id="columns"),
        pytest.param(("readings", None, {"format": "x"}), "no format called 'x'", id="readings"),
        pytest.param(("next-steps", None, {"phases": "x"}), "no phase called 'x'", id="steps"),
        pytest.param(("explain", "publication", {}), "control character", id="explain"),
        pytest.param(("milestone", "publication", {}), "control character", id="milestone"),
    ],
)
def test_of_two_faults_the_marker_s_own_is_told(written: Written, block: Block, told: str) -> None:
    with pytest.raises(JtaiError, match=told):
        written(block, of=replace(PLAIN, area="X\x07Y"))


def test_an_inspection_is_put_into_words_once(
    rules: Frameworks, dates: Callable[[Inspection], tuple[Timeline, Division]]
) -> None:
    told = Told(*dates(PLAIN), rules)
    assert told.account() is told.account()


def read(rules: Frameworks, argument: str | None) -> str:
    """The readings of an inspection by some rules, or what is said instead."""
    asked = counting.Counting(None, None, (), (), counting.Dates(None))
    told = Told(*dating.dated(rules, PLAIN, asked), rules)
    block = Asked("readings", argument, {}, told, rules, Language.TEXT)
    try:
        return blocks.written(block)
    except JtaiError as error:
        return f"{error.message}; {error.hint}"


CAUTION = "Dates are computed. The letters you receive take priority.\n"
OF_PUBLICATION = (
    "Letter published: Monday 28 April 2025 (3 working days after the final letter).\n\n"
    "Other readings of the 3 days:\n\n"
    "Date            Reading\n"
    "--------------  --------------------------------------\n"
    "Wed 2 Jul 2025  70 calendar days from the final letter\n\n"
)
OF_STATEMENT = OF_PUBLICATION.replace("3 days", "70 days").replace(
    "Letter published: Monday 28 April 2025 (3 working days after the final letter).",
    "Statement of proposed action due (if the letter asks for it): Friday 1 August\n"
    "2025 (70 working days after the final letter).",
)


@pytest.mark.parametrize(
    ("disputed", "argument", "expected"),
    [
        pytest.param(
            (), None, f"No date of this timetable has other readings.\n\n{CAUTION}", id="none"
        ),
        pytest.param((), "publication", "'publication' has no other readings; None", id="asked"),
        pytest.param(
            ("publication", "statement-of-proposed-action"),
            None,
            f"{OF_PUBLICATION}{OF_STATEMENT}{CAUTION}",
            id="both",
        ),
        pytest.param(
            ("publication", "statement-of-proposed-action"),
            "statement-of-proposed-action",
            f"{OF_STATEMENT}{CAUTION}",
            id="one",
        ),
        pytest.param(
            ("publication", "statement-of-proposed-action"),
            "fieldwork",
            "'fieldwork' has no other readings; "
            "readings publication or readings statement-of-proposed-action",
            id="another",
        ),
    ],
)
def test_readings_are_those_that_the_rules_have(
    disputed: tuple[str, ...], argument: str | None, expected: str, rules: Frameworks
) -> None:
    assert read(with_readings(rules, disputed), argument) == expected


def test_a_step_is_due_by_its_day_or_falls_on_it(written: Written) -> None:
    keys = "evidence-window,pre-inspection-analysis,notification,briefing,fieldwork,comments-due"
    keys += ",review,statement-of-proposed-action"
    steps = written(("next-steps", None, {"milestones": keys}), Language.LATEX)
    assert steps.startswith(
        r"""\begin{itemize}
  \item From Saturday 13 May to Monday 13 November 2028 Data \& insight: Evidence window, six months
  \item Up to Monday 13 November 2028 the inspectorates: Pre-inspection analysis
  \item On Monday 13 November 2028 the inspectorates: Notification (done)
  \item By Tuesday 14 November 2028 Chair: Briefing of chiefs (local)
  \item From Monday 27 November to Friday 1 December 2028 the inspectorates: Fieldwork (known)
  \item By Wednesday 10 January 2029 the director of children's services (Priya Shah): """
        "Comments due back (2 working days earlier, provisional)\n"
        r"""  \item On Tuesday 1 May 2029: Review (3 working days later, local, provisional)
  \item By Wednesday 9 May 2029 the principal authority, NHS Northshire Integrated Care Board: """
        "Statement of proposed action due (stated, by the rule 1 May 2029, 3 working days later, "
        "if the letter asks for it)\n\\end{itemize}\n"
    )


def test_the_day_that_is_known_is_not_due(written: Written) -> None:
    block: Block = ("next-steps", None, {"milestones": "publication"})
    assert written(block, Language.TEXT, OLD).startswith(
        "- On Friday 29 November 2019 the inspectorates: Letter published (known)"
    )


def test_a_chosen_part_is_not_told_of_what_it_does_not_hold(written: Written) -> None:
    block: Block = ("timeline", None, {"phases": "week-1"})
    assert "GOV.UK" not in written(block)
    assert "(note " not in written(block)
    assert "GOV.UK has published" in written(("timeline", None, {"phases": "statement"}))


@pytest.mark.parametrize(
    ("block", "language", "message", "hint"),
    [
        pytest.param(
            ("timelin", None, {}),
            Language.TEXT,
            "no block called 'timelin'",
            "timeline",
            id="block",
        ),
        pytest.param(
            ("milestone", None, {}),
            Language.TEXT,
            "the block 'milestone' needs a milestone",
            "milestone comments-due",
            id="no-milestone",
        ),
        pytest.param(
            ("explain", "coments", {}),
            Language.TEXT,
            "no milestone called 'coments'",
            "comments-due",
            id="milestone",
        ),
        pytest.param(
            ("readings", "fieldwork", {}),
            Language.TEXT,
            "'fieldwork' has no other readings",
            "readings statement-of-proposed-action",
            id="no-readings",
        ),
        pytest.param(
            ("theme", "frontdoor", {}),
            Language.TEXT,
            "no theme called 'frontdoor'",
            "front-door",
            id="theme",
        ),
        pytest.param(
            ("timeline", None, {"columns": "date,whatt"}),
            Language.TEXT,
            "no column called 'whatt'",
            "what",
            id="column",
        ),
        pytest.param(
            ("timeline", None, {"columns": ""}),
            Language.TEXT,
            "no column called ''",
            "one of: date, first, last, weekday, what, who, owner, rule, counted, phase, date-is, "
            "basis, source, key, notes",
            id="no-column",
        ),
        pytest.param(
            ("timeline", None, {"columns": "who, who"}),
            Language.TEXT,
            "the column 'who' is named twice",
            "who once",
            id="column-twice",
        ),
        pytest.param(
            ("next-steps", None, {"phases": "week2"}),
            Language.TEXT,
            "no phase called 'week2'",
            "week-2",
            id="phase",
        ),
        pytest.param(
            ("timeline", None, {"milestones": "coments-due"}),
            Language.TEXT,
            "no milestone called 'coments-due'",
            "comments-due",
            id="among-milestones",
        ),
        pytest.param(
            ("timeline", None, {"phases": "letters", "milestones": "notification"}),
            Language.TEXT,
            "no milestone of jtai-2022 is chosen by phases=letters milestones=notification",
            "phases=before,week-1,week-2,fieldwork,letters,statement",
            id="nothing-left",
        ),
        pytest.param(
            ("timeline", None, {"format": "tabel"}),
            Language.TEXT,
            "no format called 'tabel'",
            "table",
            id="format",
        ),
        pytest.param(
            ("readings", None, {"format": "html"}),
            Language.ASCIIDOC,
            "format=html is for Markdown and HTML, not for AsciiDoc",
            "format=table or format=list",
            id="html",
        ),
        pytest.param(
            ("mermaid", None, {}),
            Language.LATEX,
            "a page in LaTeX cannot hold a chart in Mermaid",
            "gantt, which draws it in letters",
            id="mermaid",
        ),
        pytest.param(
            ("gantt", None, {"heading": " "}),
            Language.TEXT,
            "heading= is empty",
            "a text, or leave it out",
            id="empty-heading",
        ),
        pytest.param(
            ("gantt", None, {"heading": "Dates", "level": "7"}),
            Language.TEXT,
            "level=7 is no level of a heading",
            "a number from 1 to 6",
            id="level",
        ),
        pytest.param(
            ("gantt", None, {"level": "2"}),
            Language.TEXT,
            "level= is that of a heading",
            'heading="Dates" level=2',
            id="level-alone",
        ),
        pytest.param(
            ("gantt", None, {"heading": "a\ab"}),
            Language.TEXT,
            "'a\\x07b' holds the control character U+0007, which cannot be shown",
            "the text without it",
            id="control-character",
        ),
    ],
)
def test_a_wrong_value_is_refused(
    block: Block, language: Language, message: str, hint: str, written: Written
) -> None:
    with pytest.raises(JtaiError) as refused:
        written(block, language)
    assert (refused.value.message, refused.value.hint) == (message, hint)


@pytest.mark.parametrize("name", [*blocks.NAMES[:4], *blocks.NAMES[5:]])
def test_a_block_without_an_inspection_is_refused(name: str, written: Written) -> None:
    with pytest.raises(JtaiError) as refused:
        written((name, None, {}), of=None)
    assert (refused.value.message, refused.value.hint) == (
        f"the block '{name}' needs an inspection",
        f"{name} inspection=NAME, or {name} fieldwork=2025-03-03",
    )


@pytest.mark.parametrize(
    ("of", "message", "hint"),
    [
        pytest.param(OLD, "the inspection has no theme", "theme front-door", id="no-theme"),
        pytest.param(
            None,
            "the block 'theme' needs an inspection",
            "theme inspection=NAME, or theme fieldwork=2025-03-03",
            id="no-inspection",
        ),
    ],
)
def test_a_theme_that_nothing_names_is_refused(
    of: Inspection | None, message: str, hint: str, written: Written
) -> None:
    with pytest.raises(JtaiError) as refused:
        written(("theme", None, {}), of=of)
    assert (refused.value.message, refused.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("name", "argument", "expected"),
    [
        pytest.param("theme", "front-door", False, id="named-theme"),
        pytest.param("theme", None, True, id="theme"),
        pytest.param("timeline", None, True, id="timeline"),
        pytest.param("explain", "comments-due", True, id="explain"),
    ],
)
def test_a_block_needs_an_inspection(name: str, argument: str | None, expected: bool) -> None:
    assert blocks.needs_timeline(name, argument) is expected


def test_every_block_is_told_of() -> None:
    assert tuple(blocks.KEYS) == tuple(blocks.ARGUMENT) == blocks.NAMES
    assert {block[0] for block in SHOWN} == set(blocks.NAMES)


def test_drawings_of_two_inspections_share_no_names(written: Written) -> None:
    drawings = [written(("gantt", None, {}), Language.HTML, of) for of in (FULL, PLAIN)]
    assert 'id="jtai-northshire-2028-title"' in drawings[0]
    assert 'id="jtai-fieldwork-2025-03-03-title"' in drawings[1]
