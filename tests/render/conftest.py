"""Timelines to render, and the files that they are compared with."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jtai_cli import dating
from jtai_cli.cli import asked
from jtai_cli.dated import Timeline
from jtai_cli.frameworks import Frameworks
from jtai_cli.plan import Inspection, Known, LocalMilestone
from jtai_cli.workingdays import Period

GOLDEN = Path(__file__).parents[1] / "golden"
# Read once, for the tests see an environment without it.
REWRITE = os.environ.get("JTAI_REWRITE_GOLDEN") == "1"

Shown = Callable[[Inspection], Timeline]


@pytest.fixture(scope="session")
def shown(rules: Frameworks) -> Shown:
    """Dates an inspection as the program does, local milestones and notes included."""

    def dates(inspection: Inspection) -> Timeline:
        counting = asked.Counting(None, None, (), (), asked.Dates(None))
        timeline, _ = dating.dated(rules, inspection, counting)
        return timeline

    return dates


@pytest.fixture(scope="session")
def plain(shown: Shown) -> Timeline:
    """A timeline of which all but fieldwork is computed."""
    known = Known("fieldwork", date(2025, 3, 3))
    return shown(Inspection(known, theme="front-door", area="Northshire"))


@pytest.fixture(scope="session")
def full(shown: Shown) -> Timeline:
    """A timeline with everything that one can have: over Christmas, and on to projected days."""
    return shown(
        Inspection(
            Known("fieldwork", date(2028, 11, 27)),
            theme="child-sexual-abuse",
            area="Northshire",
            principal_authority="NHS Northshire Integrated Care Board",
            stated={
                "draft-letter": date(2028, 12, 20),
                "publication": date(2029, 1, 27),
                "statement-of-proposed-action": date(2029, 5, 9),
            },
            closures=(Period(date(2028, 12, 27), date(2028, 12, 29)),),
            owners={"comments-due": "Priya Shah", "case-audits": "Quality team"},
            done=("notification",),
            local={
                "briefing": LocalMilestone(
                    "briefing", "Briefing of chief executives", "notification", 1, who="DCS"
                ),
                "review": LocalMilestone("review", "Review", "statement-of-proposed-action", -5),
            },
        )
    )


@pytest.fixture(scope="session")
def old(shown: Shown) -> Timeline:
    """A timeline of the earlier timetable, counted from publication, without theme or area."""
    return shown(Inspection(Known("publication", date(2019, 11, 29))))


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
