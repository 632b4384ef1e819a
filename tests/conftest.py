"""What every test shares.

Laws are searched with hypothesis's own `ci` profile, so that the same code has the same result;
`pytest --hypothesis-profile=search` looks further, and elsewhere each time.
"""

from collections.abc import Callable

import pytest
from hypothesis import settings

from jtai_cli import bankholidays, load, retrace
from jtai_cli.dated import Timeline
from jtai_cli.frameworks import Frameworks, Timetable
from jtai_cli.notes import annotate
from jtai_cli.plan import Inspection
from jtai_cli.timeline import resolve
from jtai_cli.workingdays import WorkingCalendar

settings.register_profile("search", max_examples=5000, deadline=None)
settings.load_profile("ci")


@pytest.fixture(scope="session")
def rules() -> Frameworks:
    """The rules as shipped."""
    return load.frameworks(None)


@pytest.fixture(scope="session")
def dated(rules: Frameworks) -> Callable[[Inspection], Timeline]:
    """Dates an inspection by the rules as shipped, with its notes."""

    def dates(inspection: Inspection) -> Timeline:
        def calendar_of(timetable: Timetable) -> WorkingCalendar:
            span = retrace.span_needed(timetable, inspection)
            return bankholidays.known(timetable.division, span).calendar()

        timetable = retrace.timetable_of(rules, inspection, calendar_of)
        calendar = calendar_of(timetable)
        return annotate(resolve(timetable, inspection, calendar, phases=tuple(rules.phases)), rules)

    return dates
