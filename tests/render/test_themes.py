"""Themes as texts, where those that are shipped do not show it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from jtai_cli.frameworks import Frameworks, Quiet, Source
from jtai_cli.milestones import Basis
from jtai_cli.render import facts, to_markdown, to_plain, to_text, words
from jtai_cli.render.page import Page
from jtai_cli.themes import Group, InForce, Series, Theme

HELD = Frameworks(
    edition=date(2026, 11, 22),
    sources={"us": Source("us", "Our own", "https://example.org/us")},
    phases={},
    parties={},
    timetables={},
)
ABSENCE = Theme(
    key="school-absence",
    title="School absence",
    series=Series.CURRENT,
    in_force=(InForce(date(2027, 9, 1)),),
    basis=Basis.LOCAL,
    sources=("us",),
    groups=(Group("Questions", ("How soon is absence noticed?",)),),
)
PAGE = Page(80)


def in_text(theme: Theme) -> str:
    return to_text.theme(theme, HELD, page=PAGE)


def in_markdown(theme: Theme) -> str:
    return to_markdown.theme(theme, HELD)


def in_plain(theme: Theme) -> str:
    return to_plain.theme(theme, HELD)


# The address of a framework


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(in_text, "\n\nFramework\n    https://example.org/own\n\n", id="table"),
        pytest.param(in_markdown, "\n\n[Framework](https://example.org/own)\n\n", id="markdown"),
        pytest.param(in_plain, "\nurl: https://example.org/own\n", id="plain"),
    ],
)
def test_an_address_that_no_source_has_is_told(told: Callable[[Theme], str], expected: str) -> None:
    assert expected in told(replace(ABSENCE, url="https://example.org/own"))


def test_an_address_that_a_source_has_stands_once_in_a_table() -> None:
    theme = replace(ABSENCE, url="https://example.org/us")
    assert facts.own_address(theme, HELD) is None
    assert in_text(theme) == in_text(ABSENCE)


@pytest.mark.parametrize("told", [in_text, in_markdown, in_plain])
def test_a_theme_without_an_address_needs_none(told: Callable[[Theme], str]) -> None:
    assert "Framework" not in told(ABSENCE)
    assert "url" not in told(ABSENCE)


# Times in force


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param("2017-05-01", "2017-12-31", "May to December 2017", id="of-one-year"),
        pytest.param("2016-09-01", "2017-03-31", "September 2016 to March 2017", id="of-two-years"),
        pytest.param("2020-02-01", "2020-02-29", "February 2020", id="one-month"),
        pytest.param("2019-02-01", "2020-02-28", "1 February 2019 to 28 February 2020", id="leap"),
        pytest.param("2017-05-02", "2017-12-31", "2 May to 31 December 2017", id="from-the-second"),
        pytest.param("2017-05-01", None, "from 1 May 2017", id="without-an-end"),
        pytest.param("9999-12-01", "9999-12-31", "December 9999", id="the-last-month-of-all"),
    ],
)
def test_whole_months_of_an_earlier_series_are_told_as_months(
    first: str, last: str | None, expected: str
) -> None:
    period = InForce(date.fromisoformat(first), date.fromisoformat(last) if last else None)
    assert words.ran(replace(ABSENCE, series=Series.EARLIER, in_force=(period,))) == (expected,)


def test_whole_months_of_a_current_theme_are_told_in_days() -> None:
    period = InForce(date(2023, 9, 1), date(2024, 7, 31))
    theme = replace(ABSENCE, in_force=(period,))
    assert words.ran(theme) == ("1 September 2023 to 31 July 2024",)


def test_a_basis_stands_beside_the_time_that_it_is_of() -> None:
    local = InForce(date(2027, 9, 1), basis=Basis.LOCAL)
    sourced = InForce(date(2026, 9, 1), date(2026, 12, 31))
    assert facts.in_force(replace(ABSENCE, in_force=(sourced, local))) == (
        "In force",
        ("1 September to 31 December 2026", "from 1 September 2027 (local)"),
    )


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param("12-24", "12-31", "every year from 24 December to 31 December", id="in-one"),
        pytest.param(
            "12-24", "01-02", "every year from 24 December to 2 January", id="into-the-next"
        ),
        pytest.param("02-29", "03-01", "every year from 29 February to 1 March", id="a-leap-day"),
    ],
)
def test_days_of_every_year_are_told_without_a_year(first: str, last: str, expected: str) -> None:
    quiet = Quiet(first, last, "Quiet", Basis.LOCAL, "us", "Nobody is in.")
    assert words.every_year(quiet) == expected
    assert facts.of_days_to_watch(replace(HELD, christmas=quiet)) == [
        ("Quiet", (expected, "local: us", "Nobody is in."))
    ]


# Markdown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a * b_c [d] <e> | f \\ g", r"a \* b\_c \[d\] \<e> \| f \\ g", id="signs"),
        pytest.param("# not a heading", r"\# not a heading", id="a-hash-first"),
        pytest.param("- not a list", r"\- not a list", id="a-hyphen-first"),
        pytest.param("1. not a list", r"1\. not a list", id="a-number-first"),
        pytest.param("10) not a list", r"10\) not a list", id="a-bracket-after-a-number"),
        pytest.param("Item 1. Or #2 - so", "Item 1. Or #2 - so", id="not-at-the-start"),
        pytest.param("`kept.csv`", "`kept.csv`", id="code-stays-code"),
    ],
)
def test_what_markdown_would_take_for_its_own_is_escaped(text: str, expected: str) -> None:
    group = Group("Questions", (text,))
    assert f"- **1.** {expected}\n" in in_markdown(replace(ABSENCE, groups=(group,)))


def test_a_table_is_no_narrower_than_its_rule_may_be() -> None:
    theme = replace(ABSENCE, key="a", title="A", status="on")
    assert to_markdown.themes([theme], HELD, heading="Themes") == (
        "# Themes\n"
        "\n"
        "## Frameworks since 2022\n"
        "\n"
        "| Theme | Key | In force              | Status |\n"
        "| ----- | --- | --------------------- | ------ |\n"
        "| A     | a   | From 1 September 2027 | On     |\n"
    )


# A table of themes


def test_no_key_is_broken_where_there_is_room() -> None:
    key = "a-key-that-is-as-long-as-keys-may-well-be"
    theme = replace(ABSENCE, key=key, status="standing")
    assert f"  {key}\n" in to_text.themes([theme], HELD, heading="Themes", page=PAGE)
