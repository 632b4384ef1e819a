"""`jtai bank-holidays list` and `check`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Golden, Jtai


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        pytest.param(("--year", "2027"), "bank-holidays-2027.txt", id="text"),
        pytest.param(("--year", "2029"), "bank-holidays-2029.txt", id="projected"),
        pytest.param(
            ("--year", "2022", "--format", "plain"), "bank-holidays-2022-plain.txt", id="plain"
        ),
        pytest.param(("--year", "2028", "--format", "json"), "bank-holidays-2028.json", id="json"),
        pytest.param(("--format", "csv"), "bank-holidays.csv", id="csv-of-all"),
        pytest.param(
            ("--year", "1999", "--division", "scotland"),
            "bank-holidays-scotland-1999.txt",
            id="scotland",
        ),
    ],
)
def test_bank_holidays_golden(jtai: Jtai, golden: Golden, argv: tuple[str, ...], name: str) -> None:
    result = jtai("bank-holidays", "list", *argv)

    assert (result.status, result.err) == (0, "")
    golden(name, result.out)


def test_all_at_hand_are_those_of_the_file(jtai: Jtai, govuk_file: Path) -> None:
    result = jtai("bank-holidays", "list", "--format", "json", "--bank-holidays", str(govuk_file))

    told = json.loads(result.out)
    assert told["published_to"] == "2028-12-31"
    assert (len(told["bank_holidays"]), told["bank_holidays"][0]["date"]) == (140, "2012-01-02")


def test_all_at_hand_of_scotland_are_the_years_of_the_table(jtai: Jtai) -> None:
    result = jtai("bank-holidays", "list", "--format", "plain", "--division", "scotland")

    lines = result.out.decode().splitlines()
    assert (lines[0][:4], lines[-1][:4]) == ("2012", "2040")


def test_a_year_that_the_file_lacks_is_refused(jtai: Jtai, govuk_file: Path) -> None:
    result = jtai("bank-holidays", "list", "--year", "2030", "--bank-holidays", str(govuk_file))

    assert result.status == 2
    assert result.err == ("jtai: error: 2030-01-01 lies outside the years at hand: 2012 to 2028\n")


@pytest.mark.parametrize("year", [pytest.param("1977", id="1977"), pytest.param("2100", id="2100")])
def test_years_that_nobody_knows_are_refused(jtai: Jtai, year: str) -> None:
    result = jtai("bank-holidays", "list", "--year", year)

    assert (result.status, result.err) == (
        2,
        f"jtai: error: no bank holidays are known in {year}: only from 1978 to 2099\n",
    )


def test_check_agrees_with_the_package(jtai: Jtai) -> None:
    result = jtai("bank-holidays", "check")

    assert (result.status, result.out) == (0, b"0 differences from 2012 to 2040\n")


def test_what_jtai_has_no_list_of_is_not_compared_with_itself(jtai: Jtai) -> None:
    result = jtai("bank-holidays", "check", "--division", "wales")

    assert (result.status, result.out) == (2, b"")
    assert result.err == (
        "jtai: error: jtai has no list of its own for wales, so there is nothing to compare\n"
        "Try: jtai bank-holidays check bank-holidays.json --division wales\n"
    )


@pytest.mark.parametrize(
    ("division", "status"),
    [
        pytest.param("wales", 1, id="wales"),
        pytest.param("northern-ireland", 1, id="northern-ireland"),
    ],
)
def test_other_divisions_are_compared_with_a_file(
    jtai: Jtai, govuk_file: Path, division: str, status: int
) -> None:
    text = govuk_file.read_text("utf-8")
    govuk_file.write_text(text.replace("2027-05-03", "2027-05-10"), "utf-8")

    result = jtai("bank-holidays", "check", str(govuk_file), "--division", division)

    assert result.status == status


def test_check_agrees_with_govuk(jtai: Jtai, govuk_file: Path) -> None:
    result = jtai("bank-holidays", "check", str(govuk_file))

    assert (result.status, result.out) == (0, b"0 differences from 2012 to 2028\n")


def test_check_names_every_difference(jtai: Jtai, govuk_file: Path) -> None:
    text = govuk_file.read_text("utf-8")
    changed = text.replace("2027-05-03", "2027-05-10").replace("2028-05-01", "2028-05-02")
    govuk_file.write_text(changed, "utf-8")

    result = jtai("bank-holidays", "check", str(govuk_file))

    name = str(govuk_file)
    assert result.status == 1
    assert result.out.decode() == (
        f"Monday 3 May 2027: Early May bank holiday in jtai's list, not in {name}\n"
        f"Monday 10 May 2027: Early May bank holiday in {name}, not in jtai's list\n"
        f"Monday 1 May 2028: Early May bank holiday in jtai's list, not in {name}\n"
        f"Tuesday 2 May 2028: Early May bank holiday in {name}, not in jtai's list\n"
        "4 differences from 2012 to 2028\n"
    )


def test_check_tells_when_more_has_been_published(jtai: Jtai, tmp_path: Path) -> None:
    listed = jtai("bank-holidays", "list", "--year", "2029", "--format", "json").out
    events = [
        {"title": one["name"], "date": one["date"], "notes": ""}
        for one in json.loads(listed)["bank_holidays"]
    ]
    file = tmp_path / "bank-holidays.json"
    file.write_text(json.dumps({"england-and-wales": {"events": events}}), "utf-8")

    result = jtai("bank-holidays", "check", str(file))

    assert result.status == 0
    assert result.out.decode() == (
        f"{file} is published to Monday 31 December 2029, jtai's list to Sunday 31 December 2028\n"
        "0 differences from 2029 to 2029\n"
    )


def test_check_refuses_a_file_that_is_not_there(jtai: Jtai) -> None:
    result = jtai("bank-holidays", "check", "none.json")

    assert (result.status, result.out) == (2, b"")
    assert result.err.startswith("jtai: error: none.json: there is no such file\n")
