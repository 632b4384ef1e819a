"""What of an installation should be looked at, and on which day."""

from datetime import date

import pytest

from jtai_cli import bankholidays
from jtai_cli.installation import Installation, RulesInUse, Stdout, is_running_out
from jtai_cli.render import to_doctor_text

EDITION = date(2026, 11, 23)


def installation(rules: RulesInUse) -> Installation:
    stdout = Stdout(None, is_terminal=False)
    return Installation("1", "3", "Linux", {}, {}, rules, bankholidays.table(), stdout)


@pytest.mark.parametrize(
    ("published_to", "today", "expected"),
    [
        pytest.param("2028-12-31", "2027-12-31", False, id="twelve-months-are-left"),
        pytest.param("2028-12-31", "2028-01-01", True, id="a-day-less"),
        pytest.param("2028-12-31", "2029-06-01", True, id="none-are-left"),
        pytest.param("2028-12-31", "9999-12-31", True, id="the-last-day-there-is"),
    ],
)
def test_bank_holidays_run_out_a_year_ahead(published_to: str, today: str, expected: bool) -> None:
    assert is_running_out(date.fromisoformat(published_to), date.fromisoformat(today)) is expected


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        pytest.param(
            RulesInUse(None, EDITION, is_shipped=True),
            "jtai's own, edition of Monday 23 November 2026",
            id="as-shipped",
        ),
        pytest.param(
            RulesInUse(None, EDITION, is_shipped=False),
            "jtai's own, changed since they were shipped, edition of Monday 23 November 2026",
            id="changed",
        ),
        pytest.param(
            RulesInUse("own.yaml", EDITION, is_shipped=False),
            "own.yaml, edition of Monday 23 November 2026",
            id="of-ones-own",
        ),
    ],
)
def test_it_is_told_whose_the_rules_are(rules: RulesInUse, expected: str) -> None:
    lines = to_doctor_text.installation(installation(rules)).splitlines()

    assert [line.split(maxsplit=1)[1] for line in lines if line.startswith("rules ")] == [expected]


def test_faulty_rules_of_jtai_itself_are_warned_of() -> None:
    held = installation(RulesInUse(None, None, is_shipped=False))

    [warned] = held.warnings(date(2026, 1, 1))

    assert (warned.code, warned.text) == (
        "faulty-rules",
        "the rules of jtai are faulty, or cannot be read",
    )
    assert warned.hint == "jtai frameworks validate"
