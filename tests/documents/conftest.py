"""Pages, and what they are held against."""

from collections.abc import Callable
from datetime import date

import pytest

from jtai_cli import documents
from jtai_cli.cli import asked
from jtai_cli.documents import Page, Reference, Refreshed
from jtai_cli.frameworks import Frameworks
from jtai_cli.plan import Plan, PlannedInspection

Refresh = Callable[[str, str], Refreshed]
"""Refreshes a page, of a path and a text."""


@pytest.fixture(scope="session")
def counting() -> asked.Counting:
    """England's bank holidays, as they are."""
    return asked.Counting(None, None, (), (), asked.Dates(None))


@pytest.fixture(scope="session")
def one(rules: Frameworks, counting: asked.Counting) -> Reference:
    """A plan of one inspection."""
    kingston = PlannedInspection("kingston-2025", theme="front-door", fieldwork=date(2025, 3, 3))
    return Reference(rules, Plan({"kingston-2025": kingston}), counting)


@pytest.fixture(scope="session")
def two(rules: Frameworks, counting: asked.Counting, one: Reference) -> Reference:
    """A plan of two inspections, and of a third that cannot be dated."""
    assert one.plan is not None
    merton = PlannedInspection("merton-2026", fieldwork=date(2026, 1, 5))
    closed = PlannedInspection("on-a-holiday", fieldwork=date(2025, 5, 5))
    named = {**one.plan.inspections, "merton-2026": merton, "on-a-holiday": closed}
    return Reference(rules, Plan(named), counting)


@pytest.fixture(scope="session")
def none(rules: Frameworks, counting: asked.Counting) -> Reference:
    """No plan at all."""
    return Reference(rules, None, counting)


@pytest.fixture(scope="session")
def by_one(one: Reference) -> Refresh:
    """Refreshes a page by the plan of one inspection."""
    return lambda path, text: documents.refresh(Page(path, text), one)


@pytest.fixture(scope="session")
def by_two(two: Reference) -> Refresh:
    """Refreshes a page by the plan of several."""
    return lambda path, text: documents.refresh(Page(path, text), two)


@pytest.fixture(scope="session")
def by_none(none: Reference) -> Refresh:
    """Refreshes a page without a plan."""
    return lambda path, text: documents.refresh(Page(path, text), none)


@pytest.fixture(scope="session")
def told() -> Callable[[Refreshed], list[str]]:
    """Writes problems as lines: "3: stale-date: says …", behind a bar the remedy."""

    def tells(refreshed: Refreshed) -> list[str]:
        return [f"{one.line}: {one.code}: {one.message} | {one.hint}" for one in refreshed.problems]

    return tells
