"""What a plan holds, and local milestones beside those of a timetable."""

from jtai_cli.files.rules import load_rules
from jtai_cli.kinds import Edge, WorkingDays
from jtai_cli.plan import LocalMilestone, with_local
from jtai_cli.rules import LOCAL_SOURCE, Basis

TIMETABLE = load_rules(None).timetable("jtai-2022")
CALL = LocalMilestone("our-call", "Call", "draft-letter", -3, who="Manager")


def local(key: str, anchor: str) -> LocalMilestone:
    return LocalMilestone(key, key, anchor, 1)


def test_a_local_milestone_stands_with_its_anchor() -> None:
    timetable = with_local(TIMETABLE, {"our-call": CALL})
    official, call = timetable.milestones["draft-letter"], timetable.milestones["our-call"]
    assert (call.title, call.name, call.who) == ("Call", "‘Call’", ("Manager",))
    assert (call.source, call.basis) == (LOCAL_SOURCE, Basis.LOCAL)
    assert (call.phase, call.skips_closures) == (official.phase, official.skips_closures)
    assert isinstance(call.rule, WorkingDays)
    assert (call.rule.anchor, call.rule.working_days, call.rule.edge) == (
        "draft-letter",
        -3,
        Edge.LAST,
    )


def test_a_local_milestone_may_follow_another_and_need_name_nobody() -> None:
    second = local("second", "our-call")
    timetable = with_local(TIMETABLE, {"our-call": CALL, "second": second})
    assert list(timetable.milestones)[-2:] == ["our-call", "second"]
    assert timetable.milestones["second"].who == ()
