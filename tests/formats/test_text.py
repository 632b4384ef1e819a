"""People's texts, made fit to be shown; and the registry of formats."""

import json
from datetime import date

import pytest
from hypothesis import given, strategies as st

from jtai_cli.formats import FORMATS, Answer, Page, fragment, write
from jtai_cli.formats.json import escaped
from jtai_cli.formats.lines import iso
from jtai_cli.formats.text import (
    defused,
    harmless,
    is_web_address,
    plain,
    tidy,
    width,
)
from jtai_cli.report import model
from jtai_cli.report.model import Bullets, Column, Heading, Paragraph, Row, Span, Table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("plain  text_a@b.c", "plain  text_a@b.c", id="nothing-to-do"),
        pytest.param("two\r\nlines\u2028and\tmore", "two lines and more", id="lines"),
        pytest.param("no\u00a0break\u2009thin", "no break thin", id="blanks"),
        pytest.param("e\u0301", "é", id="composed"),
        pytest.param("a\u202eb\u200b\ufeff", "a\\u202eb\\u200b\\ufeff", id="hidden"),
        pytest.param("a\U000e0041\U000e01ef", "a\\U000e0041\\U000e01ef", id="tags"),
        pytest.param("👩\u200d💻 ❤\ufe0f", "👩\u200d💻 ❤\ufe0f", id="joined"),
    ],
)
def test_a_text_is_put_on_one_line_and_hides_nothing(text: str, expected: str) -> None:
    assert tidy(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("::error::no", ": :error::no", id="github"),
        pytest.param("a\n  ::set-output x::", "a\n  : :set-output x::", id="github-indented"),
        pytest.param("a ::error:: b", "a ::error:: b", id="within-a-line"),
        pytest.param("a ##vso[task.x]", "a # #vso[task.x]", id="azure"),
        pytest.param("##[error] ###[group]", "# #[error] ## #[group]", id="older-github"),
        pytest.param("##teamcity[x]", "# #teamcity[x]", id="teamcity"),
        pytest.param("## 2 [x] #1", "## 2 [x] #1", id="no-command"),
    ],
)
def test_what_the_log_of_a_job_would_obey_is_parted(text: str, expected: str) -> None:
    assert defused(text) == harmless(text) == expected


def test_a_line_for_stderr_shows_what_it_would_have_hidden() -> None:
    assert harmless("a\x1b]0;x\a\u202eb\nc\r") == "a\\x1b]0;x\\x07\\u202eb\nc\\r"


@given(st.text(st.characters() | st.sampled_from("#[:\x1b\x9b\u202e\ud800"), max_size=20))
def test_json_reads_back_what_was_escaped_in_it(text: str) -> None:
    document = escaped(json.dumps({"a": f"##vso[{text}"}, ensure_ascii=False))
    assert json.loads(document) == {"a": f"##vso[{text}"}
    assert document.encode()
    assert "##vso[" not in document
    assert [one for one in document if "\x7f" <= one <= "\x9f" or one == "\u202e"] == []


def test_a_text_is_as_wide_as_it_looks() -> None:
    texts = ("ab", "漢字", "e\u0301", "🦊", "👩\u200d💻", "❤\ufe0f", "👍🏽", "a\u200db")
    assert [width(text) for text in texts] == [2, 4, 1, 2, 2, 2, 2, 1]


DAY, FRIDAY, MARCH, BEFORE = (
    date(2025, 2, 17), date(2025, 2, 21), date(2025, 3, 7), date(2024, 8, 17),
)  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "for_people", "for_programs"),
    [
        (None, "", ""),
        ("a", "a", "a"),
        (-10, "-10", "-10"),
        (MARCH, "Fri  7 Mar 2025", "2025-03-07"),
        (Span(DAY, DAY), "Mon 17 Feb 2025", "2025-02-17"),
        (Span(DAY, FRIDAY), "17–21 Feb 2025", "2025-02-17..2025-02-21"),
        (Span(DAY, MARCH), "17 Feb – 7 Mar 2025", "2025-02-17..2025-03-07"),
        (Span(BEFORE, DAY), "17 Aug 2024 – 17 Feb 2025", "2024-08-17..2025-02-17"),
        (Span(None, DAY), "to 17 Feb 2025", "..2025-02-17"),
        (("a", "b"), "a\nb", "a; b"),
        (model.Link("a", "https://b.c"), "a", "a https://b.c"),
        (model.Link("https://b.c", "https://b.c"), "https://b.c", "https://b.c"),
    ],
)
def test_a_cell_is_worded_for_people_and_for_programs(
    cell: model.Cell, for_people: str, for_programs: str
) -> None:
    assert (plain(cell), iso(cell)) == (for_people, for_programs)


@pytest.mark.parametrize(
    ("url", "is_followed"),
    [
        pytest.param("https://www.gov.uk/a?b=c#d", True, id="web"),
        pytest.param("mailto:a_b@c.org", True, id="mail"),
        pytest.param("HTTP://x.example", True, id="capitals"),
        pytest.param("javascript:alert(1)", False, id="script"),
        pytest.param("file:///etc/passwd", False, id="file"),
        pytest.param("//x.example", False, id="no-scheme"),
        pytest.param("\\\\server\\x", False, id="share"),
        pytest.param("https://x.example/ y", False, id="blank"),
    ],
)
def test_only_addresses_of_web_and_mail_are_followed(url: str, is_followed: bool) -> None:
    assert is_web_address(url) is is_followed


def test_every_name_and_every_ending_stands_for_one_format() -> None:
    names = [name for key, one in FORMATS.items() for name in {key, *one.endings}]
    assert sorted(names) == sorted(set(names))


def test_an_answer_has_other_words_where_a_format_wants_them() -> None:
    answer = Answer(
        lambda: model.Report("A", (Paragraph.of("for all"),)),
        lambda: {"day": DAY},
        made={"markdown": lambda: model.Report("B", (Paragraph.of("for one"),))},
    )
    assert write(answer, "table", Page()) == b"A\nfor all\n"
    assert write(answer, "markdown", Page()) == b"# B\n\nfor one\n"
    assert fragment(answer, "html") == "<p>for all</p>\n"
    assert write(answer, "json", Page()) == b'{\n  "day": "2025-02-17"\n}\n'


def test_a_format_shows_what_is_meant_for_it_and_no_heading_over_nothing() -> None:
    table = Table.of(
        (Column("a", "A"), Column("b", "B", media=frozenset({"csv"})), Column("c", "C")),
        [Row(("1", "2", "3"))],
    )
    hidden = Table.of((Column("x", "X", media=frozenset({"csv"})),), [Row(("4",))])
    report = model.Report(
        "",
        (
            Heading("One"),
            Heading("Deeper", 3),
            Paragraph.of("not here", media=frozenset({"terminal"})),
            Heading("Two"),
            Bullets(("a",)),
            Heading("Three"),
            hidden,
            Heading("Four"),
            table,
            Paragraph.of("last"),
            Heading("Five"),
        ),
    )
    shown = report.blocks_in("page")
    assert shown == (
        Heading("Two"), Bullets(("a",)), Heading("Four"),
        Table.of((Column("a", "A"), Column("c", "C")), [Row(("1", "3"))]), Paragraph.of("last"),
    )  # fmt: skip
    drawn = (Heading("Two"), Bullets(("a",)), Heading("Four"), Paragraph.of("last"))
    assert report.blocks_in("chart") == drawn
