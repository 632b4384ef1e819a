"""Reports on a terminal: laid out by its width, nothing cut, no meaning by colour alone."""

import re
from collections.abc import Sequence
from datetime import date

import pytest
from rich.cells import cell_len

from jtai_cli.formats import Page
from jtai_cli.formats.terminal import write
from jtai_cli.report import model
from jtai_cli.report.model import Bullets, Column, Facts, Heading, Link, Paragraph, Row, Table
from tests.conftest import Golden

ADDRESS = "https://www.gov.uk/government/publications/a-very-long-name-that-no-line-has-room-for"
COLUMNS = (
    Column("date", "Date", is_whole=True),
    Column("what", "What happens"),
    Column("who", "Who"),
    Column("counted", "Counted", is_right=True, is_whole=True),
)
TABLE = Table(
    COLUMNS,
    (
        model.Section(
            (Row((model.Span(date(2024, 8, 17), date(2025, 2, 17)), "Evidence window", None, None)),
             Row((model.Span(None, date(2025, 2, 17)), "Analysis", "Inspectorates", ""))),
            "Before the call",
        ),
        model.Section(
            (Row((date(2025, 3, 28), "Draft letter for factual accuracy", "Ofsted", "+15 wd")),
             Row((date(2025, 8, 1), "Statement due", ("Principal authority", "owner: A"), 70))),
            "Letters (if any)",
        ),
    ),
)  # fmt: skip
REPORT = model.Report(
    "JTAI timeline: front door",
    (
        Facts((("Fieldwork", ("Monday 3 March to Friday 7 March 2025",)), ("Who", ("A", "B")))),
        TABLE,
        Heading("Notes"),
        Bullets(("one", "a text that is too long for one line, and so goes on under itself",
                 Link("Source", ADDRESS))),
        model.Bars((model.Bar("bar", date(2025, 3, 3), date(2025, 3, 3), "section"),)),
        Paragraph.of("Short one."),
        Paragraph.of("See ", Link("the framework", ADDRESS), ".", tone=model.Tone.MUTED),
    ),
)  # fmt: skip


def drawn(*blocks: model.Block, columns: int = 80, title: str = "") -> str:
    return write(model.Report(title, blocks), Page(columns))


@pytest.mark.parametrize("columns", [80, 40])
def test_a_report_is_laid_out_by_the_width_of_the_page_golden(golden: Golden, columns: int) -> None:
    golden(f"formats/terminal-{columns}.txt", write(REPORT, Page(columns)).encode())


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


@pytest.mark.parametrize("columns", [30, 40, 50, 58, 66, 74, 80, 120, 200])
def test_nothing_is_cut_at_any_width(columns: int) -> None:
    text = write(REPORT, Page(columns))
    heads = {"Date"} if columns < 50 else set()  # the first cell of a row needs none
    assert words_of(write(REPORT, Page(1000))) - words_of(text) == heads
    lines = text.split("\n")
    assert ADDRESS in text
    wide = [one for one in lines if cell_len(one) > columns and "://" not in one]
    assert [one for one in wide if "kept   as it is" not in one] == []
    assert [one for one in lines if one != one.rstrip()] == []
    assert text == write(REPORT, Page(columns))


@pytest.mark.parametrize("columns", [30, 50, 80, 200])
def test_whole_columns_are_never_wrapped(columns: int) -> None:
    keys = ("statement-of-proposed-action", "Fri  1 Aug 2025 +70 wd")
    table = Table.of(
        (Column("key", "Key", is_whole=True), Column("what", "What")),
        [Row((key, "words and words " * 9)) for key in keys],
    )
    text = drawn(table, columns=columns)
    assert [key for key in keys if key not in text] == []


def test_columns_are_narrowed_where_the_fewest_lines_are_added() -> None:
    table = Table.of(
        (Column("a", "A"), Column("b", "B")),
        [Row(("ten letters", "long words " * 12)) for _ in range(3)],
    )
    first = drawn(table, columns=60).split("\n")[2]
    assert first.startswith("  ten letters  long words long words")


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param((Paragraph.of("a"), Paragraph.of("b")), "a\nb\n", id="short-paragraphs"),
        pytest.param((Paragraph.of("a"), Paragraph.of("b " * 16), Paragraph.of("c")),
                     f"a\n\n{'b ' * 14}b\nb\n\nc\n", id="long-paragraph"),
        pytest.param((Heading("A"), Heading("B", 3), Bullets(("c",)), Heading("D"),
                      Paragraph.of("e")),
                     "A\nB\n  - c\n\nD\ne\n", id="headings"),
        pytest.param((Bullets(("a", "b"), is_numbered=True, start=9),), "   9. a\n  10. b\n",
                     id="numbers"),
        pytest.param((Facts((("A label that is long", ("a",)), ("B", ("c d e f g h i j k",)))),),
                     "  A label that is long\n                  a\n  B               c d e f g h\n"
                     "                  i j k\n",
                     id="long-label"),
        pytest.param((Facts((("A", (date(2025, 3, 3), 1, Link("b", "https://c.d"))),)),),
                     "  A  Mon  3 Mar 2025\n     1\n     b\n     https://c.d\n",
                     id="typed-facts"),
        pytest.param((Facts((("A", ()),)),), "  A\n", id="no-facts"),
        pytest.param((Bullets(("x" * 40,)),), f"  - {'x' * 26}\n    {'x' * 14}\n", id="long-word"),
        pytest.param((Bullets((f"{'a' * 30}@b.example",)),), f"  - {'a' * 30}@b.example\n",
                     id="long-address"),
        pytest.param((Bullets(("[b]x[/b] :tada:",)),), "  - [b]x[/b] :tada:\n", id="no-markup"),
    ],
)  # fmt: skip
def test_blocks_stand_apart_but_for_what_belongs_together(
    blocks: Sequence[model.Block], expected: str
) -> None:
    assert drawn(*blocks, columns=30) == expected


COLORED = model.Report(
    "Title",
    (
        Paragraph.of("Careful now", tone=model.Tone.WARNING),
        Table.of((Column("a", "A"), Column("b", "B")), [Row(("1", "2"), model.Tone.BAD)]),
        Table.of((Column("a", "A"),), [(model.Marked("3", "!", model.Tone.GOOD),)]),
    ),
)


def test_colour_and_bold_come_with_a_page_that_has_them_and_change_no_word() -> None:
    plain, colored = (write(COLORED, Page(80, has_color=has)) for has in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[33mCareful now\x1b[0m\n" in colored
    assert "\x1b[31m1\x1b[0m" in colored
    assert "\x1b[32m3 !\x1b[0m" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain
    assert [one for one in colored.split("\n") if re.search(r" (\x1b\[0m)?$", one)] == []


def test_the_page_alone_decides_not_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Page(80), Page(80, has_color=True)
    expected = [write(COLORED, page) for page in pages]
    for name, value in (
        ("FORCE_COLOR", "1"), ("NO_COLOR", "1"), ("COLUMNS", "20"), ("TERM", "dumb"),
        ("GITHUB_ACTIONS", "true"), ("JUPYTER_COLUMNS", "20"), ("TTY_COMPATIBLE", "1"),
    ):  # fmt: skip
        with monkeypatch.context() as patched:
            patched.setenv(name, value)
            assert [write(COLORED, page) for page in pages] == expected
