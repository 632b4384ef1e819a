"""What a plan holds, and local milestones beside those of a timetable."""

from datetime import date

import pytest

from jtai_cli.errors import JtaiError, UnknownNameError, UsageError
from jtai_cli.files.rules import load_rules
from jtai_cli.kinds import Edge, WorkingDays
from jtai_cli.plan import MOST_LOCAL, Inspection, Known, LocalMilestone, Plan, with_local
from jtai_cli.rules import LOCAL_SOURCE, Basis

TIMETABLE = load_rules(None).timetable("jtai-2022")
CALL = LocalMilestone("our-call", "Call", "draft-letter", -3, who="Manager")


def local(key: str, anchor: str) -> LocalMilestone:
    return LocalMilestone(key, key, anchor, 1)


def test_a_local_milestone_stands_with_its_anchor() -> None:
    timetable = with_local(TIMETABLE, {"our-call": CALL})
    official, call = timetable.milestone("draft-letter"), timetable.milestone("our-call")
    assert (call.title, call.name, call.who) == ("Call", "‘Call’", ("Manager",))
    assert (call.source, call.basis) == (LOCAL_SOURCE, Basis.LOCAL)
    assert (call.phase, call.skips_closures) == (official.phase, official.skips_closures)
    assert isinstance(call.rule, WorkingDays)
    assert (call.anchor, call.rule.working_days, call.rule.edge) == ("draft-letter", -3, Edge.LAST)
    assert with_local(TIMETABLE, {}) is TIMETABLE


def test_a_local_milestone_may_follow_another_and_need_name_nobody() -> None:
    second = local("second", "our-call")
    timetable = with_local(TIMETABLE, {"our-call": CALL, "second": second})
    assert list(timetable.milestones)[-2:] == ["our-call", "second"]
    assert timetable.milestone("second").who == ()


@pytest.mark.parametrize(
    ("milestones", "error", "message", "hint"),
    [
        (
            [local("publication", "fieldwork")],
            UsageError,
            "the local milestone publication has the key of an official one",
            "another key",
        ),
        (
            [local("our-call", "draft-leter")],
            UnknownNameError,
            "no milestone called 'draft-leter'",
            "draft-letter",
        ),
        (
            [local("first", "second"), local("second", "fieldwork")],
            UnknownNameError,
            "no milestone called 'second'",
            None,
        ),
        (
            [local(f"local-{number}", "fieldwork") for number in range(MOST_LOCAL + 1)],
            UsageError,
            "an inspection may have 500 local milestones, not 501",
            None,
        ),
    ],
)
def test_local_milestones_that_cannot_be_are_refused(
    milestones: list[LocalMilestone], error: type[JtaiError], message: str, hint: str | None
) -> None:
    with pytest.raises(error) as refusal:
        with_local(TIMETABLE, {one.key: one for one in milestones})
    assert refusal.value.message == message
    assert hint is None or refusal.value.hint == hint


def test_an_unknown_inspection_is_refused_with_the_nearest() -> None:
    kingston = Inspection(Known("fieldwork", date(2025, 3, 3)), name="kingston-2025")
    plan = Plan({"kingston-2025": kingston})
    assert plan.inspection("kingston-2025") is kingston
    with pytest.raises(UnknownNameError) as refusal:
        plan.inspection("kingston-2024")
    assert (refusal.value.message, refusal.value.hint) == (
        "no inspection called 'kingston-2024'", "kingston-2025",
    )  # fmt: skip
