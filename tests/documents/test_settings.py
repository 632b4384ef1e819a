"""What stands behind a marker's verb: words, settings, and which inspection they speak of."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli.documents import MarkKind, Refreshed, settings, subject
from jtai_cli.documents.subject import Subject
from jtai_cli.errors import JtaiError
from jtai_cli.plan import Known

Refresh = Callable[[str, str], Refreshed]
Told = Callable[[Refreshed], list[str]]


@pytest.mark.parametrize(
    ("text", "words", "values"),
    [
        pytest.param("", [], {}, id="nothing"),
        pytest.param("  timeline\t", ["timeline"], {}, id="a-word"),
        pytest.param("a b=c d", ["a", "d"], {"b": "c"}, id="words-around-a-setting"),
        pytest.param('a="b c" d="e"', [], {"a": "b c", "d": "e"}, id="double-quotes"),
        pytest.param("a='b \"c\"'", [], {"a": 'b "c"'}, id="single-quotes"),
        pytest.param('a="it\'s"', [], {"a": "it's"}, id="apostrophe-in-quotes"),
        pytest.param("'a b'", ["a b"], {}, id="quoted-word"),
        pytest.param("known=a=2025-03-03", [], {"known": "a=2025-03-03"}, id="two-equals"),
        pytest.param(r'a="b\" c=\n', [], {"a": "b\\", "c": r"\n"}, id="backslashes-are-literal"),
        pytest.param("a=#b;c", [], {"a": "#b;c"}, id="signs"),
        pytest.param("a\u00a0b=c", ["a"], {"b": "c"}, id="a-blank-that-does-not-break"),
    ],
)
def test_words_and_settings_are_read(text: str, words: list[str], values: dict[str, str]) -> None:
    read = settings.read(text)
    assert (list(read.words), dict(read.values)) == (words, values)


QUOTE = 'key="two words", with straight marks around all of them'


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        pytest.param("a=b a=c", "a is set twice", "keep one of them", id="twice"),
        pytest.param("a=", "a has no value", "a=…, or leave it out", id="no-value"),
        pytest.param('a=""', "a has no value", "a=…, or leave it out", id="empty-value"),
        pytest.param(
            'a="b', 'cannot read a="b: a quotation mark stands alone', QUOTE, id="unclosed"
        ),
        pytest.param(
            "x a=b'c", "cannot read a=b'c: a quotation mark stands alone", QUOTE, id="in-a-word"
        ),
        pytest.param(
            'a="b"c', 'cannot read a="b"c: a quotation mark stands alone', QUOTE, id="behind-quotes"
        ),
        pytest.param("=b", "=b has no key", "key=b", id="no-key"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, message: str, hint: str) -> None:
    with pytest.raises(JtaiError) as refused:
        settings.read(text)
    assert (refused.value.message, refused.value.hint) == (message, hint)


@given(
    st.lists(st.from_regex(r"[^\s\"'=]+", fullmatch=True), max_size=4),
    st.dictionaries(
        st.from_regex(r"[^\s\"'=]+", fullmatch=True), st.from_regex(r"[^\"]+", fullmatch=True)
    ),
)
def test_what_is_written_is_read_back(words: list[str], values: dict[str, str]) -> None:
    text = " ".join((*words, *(f'{key}="{value}"' for key, value in values.items())))
    read = settings.read(text)
    assert (list(read.words), dict(read.values)) == (words, values)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(JtaiError):
        settings.read(text)


FIRST = date(2025, 3, 3)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param({"inspection": "a"}, Subject(inspection="a"), id="inspection"),
        pytest.param(
            {"fieldwork": "3 March 2025"}, Subject(known=Known("fieldwork", FIRST)), id="fieldwork"
        ),
        pytest.param(
            {"fieldwork": "2025-03-03..2025-03-14"},
            Subject(known=Known("fieldwork", FIRST, date(2025, 3, 14))),
            id="fieldwork-of-two-weeks",
        ),
        pytest.param(
            {"notified": "3/3/2025"}, Subject(known=Known("notification", FIRST)), id="notified"
        ),
        pytest.param(
            {"known": "draft-letter:2025-03-03"},
            Subject(known=Known("draft-letter", FIRST)),
            id="known-with-a-colon",
        ),
        pytest.param(
            {"known": "draft-letter = Mon 3 Mar 2025"},
            Subject(known=Known("draft-letter", FIRST)),
            id="known-with-an-equals-sign",
        ),
        pytest.param(
            {"inspection": "a", "theme": "b", "timetable": "c", "principal_authority": "D"},
            Subject("a", theme="b", timetable="c", principal_authority="D"),
            id="with-all-that-is-told",
        ),
    ],
)
def test_a_subject_is_named_or_known(values: dict[str, str], expected: Subject) -> None:
    assert subject.told(values) == expected


EXAMPLE = 'a date such as 2025-03-03, "3 March 2025", "Mon 3 Mar 2025" or 3/3/2025'


@pytest.mark.parametrize(
    ("values", "message", "hint"),
    [
        pytest.param(
            {"theme": "front-door"},
            "no inspection and no known date is given",
            "inspection=NAME",
            id="none",
        ),
        pytest.param(
            {"inspection": "a", "fieldwork": "2025-03-03"},
            "inspection and fieldwork are 2 known dates, and one is counted from",
            "only inspection=…",
            id="two",
        ),
        pytest.param(
            {"fieldwork": "today"}, "'today' is not a date that can be read", EXAMPLE, id="today"
        ),
        pytest.param(
            {"fieldwork": "Tuesday 3 March 2025"},
            "3 March 2025 is a Monday, not a Tuesday",
            None,
            id="weekday",
        ),
        pytest.param(
            {"notified": "2025-03-14..2025-03-03"},
            "2025-03-14..2025-03-03 ends before it begins",
            "2025-03-03..2025-03-14",
            id="the-wrong-way-round",
        ),
        pytest.param(
            {"known": "2025-03-03"},
            "'2025-03-03' is not MILESTONE=DATE",
            "known=publication=2025-04-28",
            id="known-without-a-milestone",
        ),
    ],
)
def test_a_subject_that_cannot_be_read_is_refused(
    values: dict[str, str], message: str, hint: str | None
) -> None:
    with pytest.raises(JtaiError) as refused:
        subject.told(values)
    assert (refused.value.message, refused.value.hint) == (message, hint)


def date_of(rest: str) -> str:
    return f"<!-- jtai:date {rest} --><!-- /jtai:date -->"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("comments-due inspection=kingston-2025", "Thursday 10 April 2025", id="named"),
        pytest.param("comments-due fieldwork=2026-01-05", "Thursday 12 February 2026", id="known"),
        pytest.param(
            'comments-due known="publication:28 April 2025"',
            "Thursday 10 April 2025",
            id="known-from-another",
        ),
        pytest.param(
            "fieldwork fieldwork=2025-03-03..2025-03-14",
            "Monday 3 March to Friday 14 March 2025",
            id="known-with-its-last-day",
        ),
        pytest.param(
            "publication fieldwork=2018-03-05 timetable=jtai-2016 theme=front-door"
            ' principal_authority="The council"',
            "Tuesday 24 April 2018",
            id="known-with-all-that-is-told",
        ),
    ],
)
def test_settings_date_what_is_generated(by_two: Refresh, rest: str, expected: str) -> None:
    refreshed = by_two("a.md", date_of(rest))
    assert refreshed.text == date_of(rest).replace("><", f">{expected}<")
    assert [mark.says for mark in refreshed.marks] == [expected]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param(
            "comments-due", "no inspection is named, and the plan has 3"
            " | inspection=kingston-2025 or inspection=merton-2026 or inspection=on-a-holiday",
            id="none-of-several",
        ),
        pytest.param(
            "comments-due inspection=kingstn-2025",
            "no inspection called 'kingstn-2025' | inspection=kingston-2025", id="inspection",
        ),
        pytest.param(
            "comments-due inspection=xyz", "no inspection called 'xyz'"
            " | one of: kingston-2025, merton-2026, on-a-holiday", id="inspection-far-off",
        ),
        pytest.param(
            "comments-due inspection=on-a-holiday",
            "on-a-holiday: Monday 5 May 2025 is the Early May bank holiday, so fieldwork cannot"
            " start then | fieldwork=2025-05-06 (Tuesday) or fieldwork=2025-05-02 (Friday)",
            id="inspection-that-cannot-be-dated",
        ),
        pytest.param(
            "comments-due fieldwork=2025-05-05",
            "Monday 5 May 2025 is the Early May bank holiday, so fieldwork cannot start then"
            " | fieldwork=2025-05-06 (Tuesday) or fieldwork=2025-05-02 (Friday)",
            id="known-date-on-a-holiday",
        ),
        pytest.param(
            "comments-due known=draft-leter=2025-03-28",
            "no milestone called 'draft-leter' | draft-letter", id="known-milestone",
        ),
        pytest.param(
            "coments-due inspection=kingston-2025",
            "no milestone called 'coments-due' | comments-due", id="milestone",
        ),
        pytest.param(
            "comments-due inspection=kingston-2025 theme=frontdoor",
            "no theme called 'frontdoor' | theme=front-door", id="theme",
        ),
        pytest.param(
            "comments-due inspection=kingston-2025 timetable=jtai-2023",
            "no timetable called 'jtai-2023' | timetable=jtai-2022", id="timetable",
        ),
        pytest.param(
            "comments-due inspektion=kingston-2025",
            "jtai:date takes no setting 'inspektion' | inspection", id="setting",
        ),
        pytest.param(
            "comments-due principal-authority=x",
            "jtai:date takes no setting 'principal-authority' | principal_authority",
            id="setting-with-a-hyphen",
        ),
        pytest.param(
            "comments-due kingston-2025",
            "jtai:date takes no 'kingston-2025'"
            ' | settings are written key=value, or key="two words"', id="word",
        ),
        pytest.param(
            "inspection=kingston-2025",
            "jtai:date names no milestone | jtai:date comments-due", id="no-milestone",
        ),
        pytest.param(
            "fieldwork inspection=kingston-2025 edge=lst",
            "edge=lst is no edge | edge=first or edge=last", id="edge",
        ),
        pytest.param(
            "pre-inspection-analysis inspection=kingston-2025 edge=first",
            "pre-inspection-analysis has no first day | edge=last", id="edge-that-is-not-there",
        ),
    ],
)  # fmt: skip
def test_what_is_not_known_is_refused_with_the_nearest_name(
    by_two: Refresh, told: Told, rest: str, expected: str
) -> None:
    refreshed = by_two("a.md", date_of(rest))
    assert told(refreshed) == [f"1: bad-marker: {expected}"]
    assert refreshed.is_broken
    assert refreshed.text == date_of(rest)


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("timelin", "no block called 'timelin' | jtai:begin timeline", id="block"),
        pytest.param(
            "", "jtai:begin names no block | one of: timeline, milestone, gantt, mermaid, theme, "
            "readings, explain, next-steps", id="no-block",
        ),
        pytest.param(
            "timeline colums=x inspection=kingston-2025",
            "timeline takes no setting 'colums' | columns", id="setting",
        ),
        pytest.param(
            "timeline comments-due inspection=kingston-2025", "timeline takes no 'comments-due'"
            ' | settings are written key=value, or key="two words"', id="argument",
        ),
        pytest.param(
            "milestone comments-due draft-letter inspection=kingston-2025",
            "milestone takes no 'draft-letter'"
            ' | settings are written key=value, or key="two words"', id="second-argument",
        ),
        pytest.param(
            "milestone coments-due inspection=kingston-2025",
            "no milestone called 'coments-due' | comments-due", id="milestone",
        ),
        pytest.param("theme frontdoor", "no theme called 'frontdoor' | front-door", id="theme"),
        pytest.param("timeline 'a", "cannot read 'a: a quotation mark stands alone | " + QUOTE,
                     id="quote"),
    ],
)  # fmt: skip
def test_a_block_that_is_asked_for_wrongly_is_refused(
    by_two: Refresh, told: Told, rest: str, expected: str
) -> None:
    text = f"a\n<!-- jtai:begin {rest} -->\n<!-- jtai:end -->\n"
    refreshed = by_two("a.md", text)
    assert told(refreshed) == [f"2: bad-marker: {expected}"]
    assert refreshed.text == text


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param(
            "comments-due", "no inspection is named, and there is none in a plan"
            " | jtai plan init, or a known date in place of it: fieldwork=2025-03-03", id="none",
        ),
        pytest.param(
            "comments-due inspection=a", "there is no plan to find a in"
            " | jtai plan init, or a known date in place of it: fieldwork=2025-03-03", id="named",
        ),
    ],
)  # fmt: skip
def test_without_a_plan_a_remedy_is_told(
    by_none: Refresh, told: Told, rest: str, expected: str
) -> None:
    assert told(by_none("a.md", date_of(rest))) == [f"1: bad-marker: {expected}"]


def test_without_a_plan_a_known_date_will_do(by_none: Refresh) -> None:
    text = date_of("comments-due fieldwork=2025-03-03")
    assert by_none("a.md", text).text == text.replace("><", ">Thursday 10 April 2025<")


def test_the_only_inspection_of_the_plan_is_meant(by_one: Refresh) -> None:
    text = date_of("comments-due")
    assert by_one("a.md", text).text == text.replace("><", ">Thursday 10 April 2025<")


def use(rest: str) -> str:
    return f"<!-- jtai:use {rest} -->\n"


def test_use_speaks_for_what_stands_below_it(by_two: Refresh) -> None:
    due = date_of("comments-due") + "\n"
    other = date_of("comments-due fieldwork=2024-07-15") + "\n"
    text = use("inspection=kingston-2025") + due + other + use("inspection=merton-2026") + due
    says = [mark.says for mark in by_two("a.md", text).marks if mark.kind is MarkKind.DATE]
    assert says == [
        "Thursday 10 April 2025",
        "Thursday 22 August 2024",
        "Thursday 12 February 2026",
    ]


def test_what_a_marker_tells_besides_wins_over_use(by_two: Refresh) -> None:
    text = use("fieldwork=2025-03-03 theme=front-door") + (
        "<!-- jtai:begin theme theme=child-sexual-abuse -->\n<!-- jtai:end -->\n"
        "<!-- jtai:begin theme child-sexual-abuse -->\n<!-- jtai:end -->\n"
    )
    blocks = by_two("a.md", text).text.split("<!-- jtai:end -->\n")
    contents = [block.split("-->\n")[-1] for block in blocks]
    assert contents[0] == contents[1] != ""


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("", "no inspection and no known date is given | inspection=NAME", id="empty"),
        pytest.param(
            "inspection=kingstn-2025",
            "no inspection called 'kingstn-2025' | inspection=kingston-2025", id="unknown",
        ),
        pytest.param(
            "kingston-2025", "jtai:use takes no 'kingston-2025'"
            ' | settings are written key=value, or key="two words"', id="word",
        ),
        pytest.param(
            "inspection=kingston-2025 columns=date", "jtai:use takes no setting 'columns'"
            " | one of: inspection, fieldwork, notified, known, theme, timetable, "
            "principal_authority", id="setting",
        ),
    ],
)  # fmt: skip
def test_a_use_that_cannot_be_read_is_told_once(
    by_two: Refresh, told: Told, rest: str, expected: str
) -> None:
    below = date_of("comments-due") + "\n<!-- jtai:begin timeline -->\n<!-- jtai:end -->\n"
    assert told(by_two("a.md", use(rest) + below)) == [f"1: bad-marker: {expected}"]


def test_below_a_misplaced_use_only_what_is_wrong_by_itself_is_told(
    by_two: Refresh, told: Told
) -> None:
    text = f"> {use('inspection=kingston-2025')}{date_of('comments-due colour=red')}\n"
    assert told(by_two("a.md", text)) == [
        (
            "1: bad-marker: jtai:use stands on a line of its own"
            " | put what stands beside jtai:use on another line"
        ),
        (
            "2: bad-marker: jtai:date takes no setting 'colour' | one of: edge, inspection, "
            "fieldwork, notified, known, theme, timetable, principal_authority"
        ),
    ]
