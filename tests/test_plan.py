"""What a plan holds, as what timelines are resolved from."""

from datetime import date

import pytest

from jtai_cli.errors import DateError, JtaiError, UnknownNameError, UsageError
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Basis, Edge, WorkingDays
from jtai_cli.plan import (
    LOCAL_SOURCE,
    Accepted,
    Inspection,
    Known,
    LocalMilestone,
    Plan,
    PlannedInspection,
    read_closure,
    with_local,
)
from jtai_cli.workingdays import Period

MONDAY = date(2025, 3, 3)
CALL = LocalMilestone("our-call", "Call", "draft-letter", -3, who="Manager")


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        pytest.param(
            PlannedInspection("a", fieldwork=MONDAY), Known("fieldwork", MONDAY), id="fieldwork"
        ),
        pytest.param(
            PlannedInspection("a", fieldwork=MONDAY, fieldwork_last=date(2025, 3, 6)),
            Known("fieldwork", MONDAY, date(2025, 3, 6)),
            id="four-days",
        ),
        pytest.param(
            PlannedInspection("a", notified=MONDAY), Known("notification", MONDAY), id="notified"
        ),
        pytest.param(
            PlannedInspection("a", known={"publication": MONDAY}),
            Known("publication", MONDAY),
            id="any",
        ),
    ],
)
def test_the_known_date_is_the_one_written(planned: PlannedInspection, expected: Known) -> None:
    assert planned.inspection().known == expected


def test_an_inspection_has_all_that_the_plan_says() -> None:
    accepted = Accepted("jtai-2022", "fieldwork", {"fieldwork": MONDAY})
    planned = PlannedInspection(
        "kingston",
        area="Kingston",
        theme="front-door",
        timetable="jtai-2022",
        fieldwork=MONDAY,
        stated={"draft-letter": date(2025, 4, 4)},
        closures=("2025-12-24..2025-12-31",),
        principal_authority="Council",
        revision=3,
        done=("notification",),
        owners={"comments-due": "me"},
        local={"our-call": CALL},
        accepted=accepted,
    )

    assert Plan({"kingston": planned}).inspection("kingston") == Inspection(
        known=Known("fieldwork", MONDAY),
        theme="front-door",
        timetable="jtai-2022",
        stated={"draft-letter": date(2025, 4, 4)},
        closures=(Period(date(2025, 12, 24), date(2025, 12, 31)),),
        principal_authority="Council",
        name="kingston",
        area="Kingston",
        revision=3,
        local={"our-call": CALL},
        owners={"comments-due": "me"},
        done=("notification",),
        accepted=accepted,
    )


def test_an_unknown_inspection_is_told_with_the_nearest() -> None:
    plan = Plan({"kingston-2025": PlannedInspection("kingston-2025", fieldwork=MONDAY)})
    with pytest.raises(UnknownNameError) as caught:
        plan.inspection("kingston-2024")
    assert (caught.value.message, caught.value.hint) == (
        "no inspection called 'kingston-2024'",
        "kingston-2025",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2025-12-24..2025-12-31", ("2025-12-24", "2025-12-31"), id="days"),
        pytest.param("2025-12-24", ("2025-12-24", "2025-12-24"), id="one-day"),
    ],
)
def test_a_closure_is_read(text: str, expected: tuple[str, str]) -> None:
    assert read_closure(text) == Period(*map(date.fromisoformat, expected))


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        pytest.param("2025-12-24..", DateError, "'' is not a date", id="open"),
        pytest.param("Christmas", DateError, "'Christmas' is not a date", id="words"),
        pytest.param(
            "2025-12-31..2025-12-24",
            UsageError,
            "'2025-12-31..2025-12-24' ends before it begins",
            id="backwards",
        ),
    ],
)
def test_a_closure_that_cannot_be_is_refused(
    text: str, kind: type[JtaiError], message: str
) -> None:
    with pytest.raises(kind) as caught:
        read_closure(text)
    assert caught.value.message == message


def test_a_local_milestone_stands_with_its_anchor(rules: Frameworks) -> None:
    timetable = with_local(rules.timetable("jtai-2022"), {"our-call": CALL})
    official, local = timetable.milestone("draft-letter"), timetable.milestone("our-call")

    assert (local.title, local.who, local.source, local.basis) == (
        "Call",
        ("Manager",),
        LOCAL_SOURCE,
        Basis.LOCAL,
    )
    assert (local.phase, local.skips_closures) == (official.phase, official.skips_closures)
    assert local.rule == WorkingDays("working-days", "draft-letter", -3, Edge.LAST)


def test_nobody_need_be_named_for_a_local_milestone(rules: Frameworks) -> None:
    one = LocalMilestone("our-call", "Call", "fieldwork", 1)
    local = with_local(rules.timetable("jtai-2022"), {"our-call": one})
    assert local.milestone("our-call").who == ()


def test_a_local_milestone_may_follow_another(rules: Frameworks) -> None:
    second = LocalMilestone("second", "Second", "our-call", 1)
    local = with_local(rules.timetable("jtai-2022"), {"our-call": CALL, "second": second})
    assert list(local.milestones)[-2:] == ["our-call", "second"]


def test_a_local_milestone_with_an_official_key_is_refused(rules: Frameworks) -> None:
    one = LocalMilestone("publication", "Ours", "fieldwork", 1)
    with pytest.raises(UsageError) as caught:
        with_local(rules.timetable("jtai-2022"), {"publication": one})
    assert caught.value.message == (
        "the local milestone publication has the key of an official one"
    )


def test_a_local_milestone_is_anchored_to_what_is_there(rules: Frameworks) -> None:
    one = LocalMilestone("our-call", "Ours", "interim-letter", 1)
    with pytest.raises(UnknownNameError) as caught:
        with_local(rules.timetable("jtai-2022"), {"our-call": one})
    assert caught.value.message == "no milestone called 'interim-letter'"
