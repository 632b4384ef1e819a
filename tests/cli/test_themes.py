"""`jtai themes`: what is listed, shown and found, and what is refused."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Golden, Jtai

CURRENT = [
    pytest.param("front-door", 6, id="front-door"),
    pytest.param("criminal-exploitation", 6, id="criminal-exploitation"),
    pytest.param("early-help", 7, id="early-help"),
    pytest.param("serious-youth-violence", 14, id="serious-youth-violence"),
    pytest.param("domestic-abuse", 4, id="domestic-abuse"),
    pytest.param("child-sexual-abuse", 5, id="child-sexual-abuse"),
]
FORMATS = [
    pytest.param("plain", "plain.txt", id="plain"),
    pytest.param("json", "json", id="json"),
    pytest.param("markdown", "md", id="markdown"),
]


# List


@pytest.mark.parametrize("columns", ["30", "50", "80", "120"])
def test_themes_are_listed_as_in_the_golden_file_of_that_width(
    jtai: Jtai, golden: Golden, columns: str
) -> None:
    ran = jtai("themes", "list", environment={"COLUMNS": columns})
    assert (ran.status, ran.err) == (0, "")
    golden(f"themes-list-{columns}.txt", ran.out)


@pytest.mark.parametrize(("name", "suffix"), FORMATS)
def test_themes_are_listed_as_in_the_golden_file_of_that_format(
    jtai: Jtai, golden: Golden, name: str, suffix: str
) -> None:
    ran = jtai("themes", "list", "--format", name)
    assert (ran.status, ran.err) == (0, "")
    golden(f"themes-list.{suffix}", ran.out)


def test_the_list_of_a_day_is_as_in_its_golden_file(jtai: Jtai, golden: Golden) -> None:
    ran = jtai("themes", "list", "--on", "1 October 2023")
    assert (ran.status, ran.err) == (0, "")
    golden("themes-list-on-2023-10-01.txt", ran.out)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2016-01-31", [], id="before-the-programme"),
        pytest.param("2018-03-01", ["domestic-abuse-2016", "gangs-2018"], id="two-earlier-series"),
        pytest.param("2022-03-28", ["front-door", "criminal-exploitation"], id="the-first-day"),
        pytest.param("2022-10-01", ["front-door"], id="between-two-series"),
        pytest.param("1/10/2023", ["front-door", "serious-youth-violence"], id="in-october-2023"),
        pytest.param("today", ["front-door", "child-sexual-abuse"], id="today"),
        pytest.param("2030-01-01", ["front-door", "child-sexual-abuse"], id="those-without-end"),
    ],
)
def test_the_list_of_a_day_holds_what_was_in_force(
    jtai: Jtai, day: str, expected: list[str]
) -> None:
    ran = jtai("themes", "list", "--on", day, "--today", "2026-11-22", "--format", "json")
    assert [theme["key"] for theme in json.loads(ran.out)["themes"]] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param(
            "table",
            "Themes in force on Friday 1 January 2021\n"
            "\n"
            "  In force            Theme                                Inspectorates  Status\n"
            "  ------------------  -----------------------------------  -------------  ------\n",
            id="table",
        ),
        pytest.param("plain", "", id="plain"),
        pytest.param("json", '{\n  "schema": "jtai.themes/1",\n  "themes": []\n}\n', id="json"),
        pytest.param("markdown", "# Themes in force on Friday 1 January 2021\n", id="markdown"),
    ],
)
def test_a_day_without_a_theme_is_warned_of(jtai: Jtai, name: str, expected: str) -> None:
    ran = jtai("themes", "list", "--on", "2021-01-01", "--format", name)
    assert (ran.status, ran.out.decode()) == (0, expected)
    assert ran.err == (
        "jtai: warning: no theme in force on Friday 1 January 2021\nTry: jtai themes list\n"
    )


def test_a_list_is_written_to_a_file(jtai: Jtai, tmp_path: Path) -> None:
    ran = jtai("themes", "list", "-o", "themes.txt", environment={"COLUMNS": "50"})
    assert (ran.status, ran.out, ran.err) == (0, b"", "")
    # A file is as wide whatever the terminal is.
    assert (tmp_path / "themes.txt").read_bytes() == jtai("themes", "list").out


# Show


@pytest.mark.parametrize(("key", "points"), CURRENT)
def test_a_theme_is_shown_as_in_its_golden_file(
    jtai: Jtai, golden: Golden, key: str, points: int
) -> None:
    ran = jtai("themes", "show", key)
    assert (ran.status, ran.err) == (0, "")
    assert len(re.findall(r"^  [ 1][0-9]\. ", ran.out.decode(), re.MULTILINE)) == points
    golden(f"themes-show-{key}.txt", ran.out)


@pytest.mark.parametrize("columns", ["30", "50"])
def test_a_theme_is_shown_as_in_the_golden_file_of_that_width(
    jtai: Jtai, golden: Golden, columns: str
) -> None:
    ran = jtai("themes", "show", "serious-youth-violence", environment={"COLUMNS": columns})
    golden(f"themes-show-serious-youth-violence-{columns}.txt", ran.out)


@pytest.mark.parametrize(("name", "suffix"), FORMATS)
@pytest.mark.parametrize("key", ["front-door", "child-sexual-abuse"])
def test_a_theme_is_shown_as_in_the_golden_file_of_that_format(
    jtai: Jtai, golden: Golden, key: str, name: str, suffix: str
) -> None:
    ran = jtai("themes", "show", key, "--format", name)
    assert (ran.status, ran.err) == (0, "")
    golden(f"themes-show-{key}.{suffix}", ran.out)


@pytest.mark.parametrize(("name", "suffix"), [("table", "txt"), *[f.values for f in FORMATS]])
def test_an_earlier_series_is_shown_as_in_its_golden_file(
    jtai: Jtai, golden: Golden, name: str, suffix: str
) -> None:
    ran = jtai("themes", "show", "domestic-abuse-2016", "--format", name)
    assert (ran.status, ran.err) == (0, "")
    golden(f"themes-show-domestic-abuse-2016.{suffix}", ran.out)


@pytest.mark.parametrize(("key", "points"), CURRENT)
def test_json_holds_every_point(jtai: Jtai, key: str, points: int) -> None:
    theme = json.loads(jtai("themes", "show", key, "--format", "json").out)
    assert (theme["schema"], theme["key"]) == ("jtai.theme/1", key)
    assert len([point for group in theme["groups"] for point in group["points"]]) == points


@pytest.mark.parametrize(("key", "points"), CURRENT)
def test_plain_has_a_line_a_point_whatever_the_width(jtai: Jtai, key: str, points: int) -> None:
    ran = jtai("themes", "show", key, "--format", "plain", environment={"COLUMNS": "40"})
    assert ran.out.count(b"\npoint ") == points
    assert b"\t" not in ran.out
    assert ran.out == jtai("themes", "show", key, "--format", "plain").out


@pytest.mark.parametrize("columns", ["30", "50", "80"])
@pytest.mark.parametrize("key", ["front-door", "serious-youth-violence", "mental-health-2019"])
def test_only_web_addresses_are_wider_than_the_page(jtai: Jtai, key: str, columns: str) -> None:
    ran = jtai("themes", "show", key, environment={"COLUMNS": columns})
    wide = [line for line in ran.out.decode().splitlines() if len(line) > int(columns)]
    assert [line for line in wide if not re.fullmatch(r" +https://\S+", line)] == []


# Search


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        pytest.param("table", "txt", id="table"),
        pytest.param("plain", "plain.txt", id="plain"),
        pytest.param("json", "json", id="json"),
    ],
)
def test_points_are_found_as_in_the_golden_file_of_that_format(
    jtai: Jtai, golden: Golden, name: str, suffix: str
) -> None:
    ran = jtai("themes", "search", "partner", "evaluate", "--format", name)
    assert (ran.status, ran.err) == (0, "")
    golden(f"themes-search-partner-evaluate.{suffix}", ran.out)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["masa"], ["front-door 4", "criminal-exploitation 6"], id="any-case"),
        pytest.param(["MASH,"], ["front-door 2"], id="a-comma-is-no-part-of-a-word"),
        pytest.param(["front door"], ["front-door 1", "front-door 5"], id="two-words-in-one"),
        pytest.param(["front-door"], ["front-door 1", "front-door 5"], id="a-hyphen-parts-words"),
        pytest.param(
            ["early", "help"],
            ["front-door 3", "early-help 2", "early-help 3"],
            id="each-word-anywhere",
        ),
        pytest.param(["commun", "consult"], ["serious-youth-violence 12"], id="how-words-begin"),
        pytest.param(["children’s"], [], id="an-apostrophe-belongs-to-its-word"),
    ],
)
def test_a_search_finds_what_holds_all_the_words(
    jtai: Jtai, words: list[str], expected: list[str]
) -> None:
    ran = jtai("themes", "search", *words, "--format", "json")
    points = json.loads(ran.out)["points"]
    assert [f"{point['theme']} {point['number']}" for point in points] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("table", "", id="table"),
        pytest.param("plain", "", id="plain"),
        pytest.param(
            "json",
            '{\n  "schema": "jtai.search/1",\n  "words": [\n    "ants",\n    "bees"\n  ],\n'
            '  "points": []\n}\n',
            id="json",
        ),
    ],
)
def test_a_search_without_result_is_warned_of(jtai: Jtai, name: str, expected: str) -> None:
    ran = jtai("themes", "search", "Ants", "bees", "--format", name)
    assert (ran.status, ran.out.decode()) == (0, expected)
    assert ran.err == ("jtai: warning: no point holds 'ants' and 'bees'\nTry: jtai themes list\n")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["mental", "health"], "mental-health-2019", id="in-the-title"),
        pytest.param(["initial", "identification"], "front-door", id="in-the-official-title"),
    ],
)
def test_a_theme_whose_title_holds_the_words_is_offered(
    jtai: Jtai, words: list[str], expected: str
) -> None:
    ran = jtai("themes", "search", *words)
    told = " and ".join(f"'{word}'" for word in words)
    assert (ran.status, ran.out) == (0, b"")
    assert ran.err == (f"jtai: warning: no point holds {told}\nTry: jtai themes show {expected}\n")


# Colours, streams and rules


@pytest.mark.parametrize(
    "argv",
    [
        pytest.param(("list",), id="list"),
        pytest.param(("show", "front-door"), id="show"),
        pytest.param(("search", "risk"), id="search"),
    ],
)
def test_colours_only_make_titles_bold(jtai: Jtai, argv: tuple[str, ...]) -> None:
    plain = jtai("themes", *argv).out
    coloured = jtai("themes", *argv, "--color", "always").out
    assert coloured.startswith(b"\x1b[1m")
    assert re.sub(rb"\x1b\[[0-9]+m", b"", coloured) == plain
    assert jtai("themes", *argv, terminal=True).out == coloured


def test_nothing_but_text_is_written_where_nobody_looks(jtai: Jtai) -> None:
    pushy = {"FORCE_COLOR": "1", "GITHUB_ACTIONS": "1", "CI": "1"}
    assert jtai("themes", "list", environment=pushy) == jtai("themes", "list")


def test_the_rules_are_those_of_the_file_that_is_named(jtai: Jtai, tmp_path: Path) -> None:
    theme = "{title: Absence, series: current, in_force: [{first: 2027-09-01}], basis: local"
    (tmp_path / "mine.yaml").write_text(
        "edition: 2026-11-22\n"
        "sources: {us: {title: Our own}}\n"
        "phases: {}\nparties: {}\ntimetables: {}\n"
        f"themes: {{school-absence: {theme}, sources: [us]}}}}\n"
    )
    expected = b"school-absence\tAbsence\t2027-09-01..\n"
    argv = ("themes", "list", "--format", "plain")
    assert jtai(*argv, "--frameworks", "mine.yaml").out == expected
    assert jtai(*argv, environment={"JTAI_FRAMEWORKS": "mine.yaml"}).out == expected


# Refusals


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(
            ("show", "frontdoor"),
            "no theme called 'frontdoor'\nTry: jtai themes show front-door",
            id="a-theme-nearly-right",
        ),
        pytest.param(
            ("show", "xyz"),
            "no theme called 'xyz'\n"
            "Try: one of: front-door, criminal-exploitation, early-help, serious-youth-violence, "
            "domestic-abuse, child-sexual-abuse, child-sexual-exploitation-2016, "
            "domestic-abuse-2016, neglect-2017, gangs-2018, child-sexual-abuse-2018, "
            "exploitation-2019, mental-health-2019",
            id="a-theme-like-none",
        ),
        pytest.param(
            ("show",), "missing argument 'THEME'\nTry: jtai themes show --help", id="no-theme"
        ),
        pytest.param(
            ("show", "early-help", "--format", "markdwon"),
            "no format called 'markdwon'\nTry: --format markdown",
            id="a-format-of-show",
        ),
        pytest.param(
            ("list", "--format", "csv"),
            "no format called 'csv'\nTry: one of: table, plain, json, markdown",
            id="a-format-of-list",
        ),
        pytest.param(
            ("search", "risk", "--format", "markdown"),
            "no format called 'markdown'\nTry: one of: table, plain, json",
            id="a-format-of-search",
        ),
        pytest.param(
            ("list", "--on", "31/02/2025"),
            "31/02/2025 is not a date: February 2025 has 28 days",
            id="a-day-that-does-not-exist",
        ),
        pytest.param(
            ("list", "--on", "Monday 1 October 2023"),
            "1 October 2023 is a Sunday, not a Monday",
            id="another-weekday",
        ),
        pytest.param(
            ("search",),
            "missing argument 'WORDS'\nTry: jtai themes search --help",
            id="no-words",
        ),
        pytest.param(
            ("search", "'", "--", "-"),
            "there is no word to search for\nTry: jtai themes search early help",
            id="signs-instead-of-words",
        ),
        pytest.param(
            ("find", "risk"), "no command called 'find'\nTry: one of: list, show, search", id="find"
        ),
        pytest.param(
            ("shwo",),
            "no command called 'shwo'\nTry: jtai themes show",
            id="a-command-nearly-right",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_reason(
    jtai: Jtai, argv: tuple[str, ...], expected: str
) -> None:
    ran = jtai("themes", *argv)
    assert (ran.status, ran.out, ran.err) == (2, b"", f"jtai: error: {expected}\n")


def test_a_file_that_exists_is_replaced_only_with_force(jtai: Jtai, tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("ours\n")
    argv = ("themes", "show", "early-help", "--format", "markdown", "-o", "page.md")
    ran = jtai(*argv)
    assert (ran.status, ran.out) == (2, b"")
    assert ran.err == "jtai: error: page.md: exists already\nTry: --force to replace it\n"
    assert file.read_text() == "ours\n"
    assert jtai(*argv, "--force").status == 0
    assert file.read_bytes() == jtai(*argv[:-2]).out


@pytest.mark.parametrize(
    ("command", "example"),
    [
        pytest.param("list", "jtai themes list --on 2023-10-01", id="list"),
        pytest.param("show", "jtai themes show front-door", id="show"),
        pytest.param("search", "jtai themes search early help", id="search"),
    ],
)
def test_help_ends_with_an_example_that_works(jtai: Jtai, command: str, example: str) -> None:
    assert jtai("themes", command, "--help").out.decode().endswith(f"\n  Example: {example}\n")
    ran = jtai(*example.split()[1:])
    assert (ran.status, ran.err) == (0, "")
