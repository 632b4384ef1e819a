"""Themes: when they were in force, their points numbered, and words searched for."""

from datetime import date

import pytest

from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Basis
from jtai_cli.themes import Group, InForce, Series, Theme, holds, search, words_of


def d(text: str) -> date:
    return date.fromisoformat(text)


def theme(key: str, *groups: Group, in_force: tuple[InForce, ...] = ()) -> Theme:
    return Theme(
        key=key,
        title=key.capitalize(),
        series=Series.CURRENT,
        in_force=in_force,
        basis=Basis.SOURCED,
        sources=("made-up",),
        groups=groups,
    )


FRONT = theme(
    "front",
    Group("How partnerships", ("Share information", "Weigh children’s views")),
    Group("Places", ("Exploitation in places",)),
)
BACK = theme("back", Group("Questions", ("Is unexplored exploitation seen?",)))


# In force


@pytest.mark.parametrize(
    ("period", "day", "expected"),
    [
        pytest.param(InForce(d("2022-03-28")), "2022-03-27", False, id="the-day-before"),
        pytest.param(InForce(d("2022-03-28")), "2022-03-28", True, id="the-first-day"),
        pytest.param(InForce(d("2022-03-28")), "9999-12-31", True, id="without-an-end"),
        pytest.param(
            InForce(d("2022-03-28"), d("2022-09-30")), "2022-09-30", True, id="the-last-day"
        ),
        pytest.param(
            InForce(d("2022-03-28"), d("2022-09-30")), "2022-10-01", False, id="the-day-after"
        ),
    ],
)
def test_a_time_in_force_holds_both_its_ends(period: InForce, day: str, expected: bool) -> None:
    assert (d(day) in period) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2017-03-31", True, id="the-first-time"),
        pytest.param("2017-06-01", False, id="between-the-two"),
        pytest.param("2018-02-01", True, id="the-second-time"),
        pytest.param("2018-10-01", False, id="after-both"),
    ],
)
def test_a_theme_may_run_twice(rules: Frameworks, day: str, expected: bool) -> None:
    assert rules.theme("domestic-abuse-2016").is_in_force(d(day)) is expected


def test_a_theme_without_dates_is_never_in_force() -> None:
    assert not FRONT.is_in_force(d("2025-03-03"))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2023-10-01", ["front-door", "serious-youth-violence"], id="october-2023"),
        pytest.param("2025-03-03", ["front-door", "domestic-abuse"], id="march-2025"),
        pytest.param("2026-11-22", ["front-door", "child-sexual-abuse"], id="november-2026"),
        pytest.param("2018-04-01", ["domestic-abuse-2016", "gangs-2018"], id="april-2018"),
        pytest.param("2021-06-07", [], id="in-the-pause"),
        pytest.param("2022-01-10", [], id="solihull-before-every-framework"),
    ],
)
def test_these_themes_were_in_force(rules: Frameworks, day: str, expected: list[str]) -> None:
    assert [key for key, theme in rules.themes.items() if theme.is_in_force(d(day))] == expected


# Points


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        pytest.param("front-door", 6, id="front-door"),
        pytest.param("criminal-exploitation", 6, id="criminal-exploitation"),
        pytest.param("early-help", 7, id="early-help"),
        pytest.param("serious-youth-violence", 14, id="serious-youth-violence"),
        pytest.param("domestic-abuse", 4, id="domestic-abuse"),
        pytest.param("child-sexual-abuse", 5, id="child-sexual-abuse"),
    ],
)
def test_a_current_theme_has_every_point_numbered(
    rules: Frameworks, key: str, expected: int
) -> None:
    numbers = [number for number, _, _ in rules.theme(key).points()]
    assert numbers == list(range(1, expected + 1))


def test_points_are_numbered_through_all_groups_under_their_headings() -> None:
    assert list(FRONT.points()) == [
        (1, "How partnerships", "Share information"),
        (2, "How partnerships", "Weigh children’s views"),
        (3, "Places", "Exploitation in places"),
    ]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        pytest.param("criminal-exploitation", [5, 1], id="criminal-exploitation"),
        pytest.param("serious-youth-violence", [6, 3, 5], id="serious-youth-violence"),
        pytest.param("child-sexual-abuse", [4, 1], id="child-sexual-abuse"),
    ],
)
def test_points_are_grouped_as_published(rules: Frameworks, key: str, expected: list[int]) -> None:
    assert [len(group.points) for group in rules.theme(key).groups] == expected


def test_earlier_series_have_names_and_times_only(rules: Frameworks) -> None:
    earlier = [theme for theme in rules.themes.values() if theme.series is Series.EARLIER]
    assert [theme.key for theme in earlier] == [
        "child-sexual-exploitation-2016",
        "domestic-abuse-2016",
        "neglect-2017",
        "gangs-2018",
        "child-sexual-abuse-2018",
        "exploitation-2019",
        "mental-health-2019",
    ]
    assert [point for theme in earlier for point in theme.points()] == []


# Search


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["explo"], [("front", 3), ("back", 1)], id="the-beginning-of-a-word"),
        pytest.param(["explored"], [], id="not-the-middle-of-a-word"),
        pytest.param(["places", "explo"], [("front", 3)], id="all-words-in-any-order"),
        pytest.param(["share"], [("front", 1)], id="in-capitals-or-not"),
        pytest.param(["children's"], [("front", 2)], id="either-apostrophe"),
        pytest.param(["children"], [("front", 2)], id="before-an-apostrophe"),
        pytest.param(["s"], [("front", 1), ("back", 1)], id="not-after-an-apostrophe"),
        pytest.param(["partnerships"], [], id="points-and-not-headings"),
        pytest.param(["weather"], [], id="nowhere"),
    ],
)
def test_search_finds_points_that_hold_all_words(
    words: list[str], expected: list[tuple[str, int]]
) -> None:
    found = search([FRONT, BACK], words)
    assert [(one.theme.key, one.number) for one in found] == expected


def test_a_point_found_tells_its_heading_and_its_text() -> None:
    (found,) = search([FRONT], ["explo"])
    assert (found.heading, found.point) == ("Places", "Exploitation in places")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(["Front-door, MASH"], ("front", "door", "mash"), id="one-text"),
        pytest.param(
            ["children’s", "social care"], ("children's", "social", "care"), id="two-texts"
        ),
        pytest.param(["care", "Care"], ("care",), id="once-each"),
        pytest.param(["?!", ""], (), id="no-word"),
    ],
)
def test_words_are_taken_out_of_what_people_type(
    texts: list[str], expected: tuple[str, ...]
) -> None:
    assert words_of(texts) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param("C++ (and .*) at work", ["work"], True, id="plain"),
        # A word is taken as it stands and never as a pattern.
        pytest.param("at work", ["w.rk"], False, id="no-pattern"),
        pytest.param("at work", [], True, id="no-words-to-lack"),
    ],
)
def test_a_text_holds_words_literally(text: str, words: list[str], expected: bool) -> None:
    assert holds(text, words) is expected
