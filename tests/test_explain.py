"""Explanations: the walk gives the engine's date, the way back, what a date rests on."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Any

import pytest

from jtai_cli import kinds
from jtai_cli.bankholidays import Calendars, Division, table
from jtai_cli.errors import JtaiError
from jtai_cli.explain import Count, CountedDay, Explanation, count, explain
from jtai_cli.files.rules import load_rules
from jtai_cli.kinds import Edge, Fieldwork, Months, Rule, UpTo, Window, WorkingDays
from jtai_cli.plan import MOST_LOCAL, Inspection, Known, LocalMilestone
from jtai_cli.report.counts import explained
from jtai_cli.report.model import Table
from jtai_cli.rules import Basis, InForce, Milestone, Phase, Reading, Rules, Source, Timetable
from jtai_cli.timeline import Timeline, resolve
from jtai_cli.workingdays import Period
from tests.conftest import Dated, d

RULES = load_rules(None)
ENGLAND = table()
STATEMENT = "statement-of-proposed-action"
DAY = timedelta(days=1)


def of(text: str, *stated: str) -> Inspection:
    key, _, day = text.partition("=")
    pairs = dict(one.split("=") for one in stated)
    return Inspection(Known(key, d(day)), stated={k: d(v) for k, v in pairs.items()})


# Laws, by the shipped rules and by some that mix every kind


def made(key: str, rule: Rule) -> Milestone:
    return Milestone(key, key, key, "all", rule, Basis.LOCAL, "polls")


OTHER = Reading(
    "other",
    "other",
    WorkingDays(anchor="week", edge=Edge.FIRST, working_days=2),
    "polls",
    Basis.LOCAL,
)
MILESTONES = (
    made("fieldwork", Fieldwork(working_days=5)),
    made("before", WorkingDays(anchor="fieldwork", edge=Edge.FIRST, working_days=-6)),
    made("look-back", Months(anchor="before", months=-2)),
    made("early", WorkingDays(anchor="look-back", working_days=3)),
    made("week", Window(anchor="fieldwork", first_working_day=5, last_working_day=9)),
    replace(made("close", WorkingDays(anchor="week", working_days=2)), readings={"other": OTHER}),
    made("start", WorkingDays(anchor="week", edge=Edge.FIRST, working_days=0)),
    made("until", UpTo(anchor="close")),
)
SINCE, KEYED = InForce(d("2000-01-01")), {one.key: one for one in MILESTONES}
VISIT = Timetable("visit", "Visits", "Visit", SINCE, Division.ENGLAND, KEYED)
SOURCES = {"polls": Source("polls", "Polls")}
MADE_UP = Rules(d("2026-01-01"), SOURCES, {"all": Phase("all", "All")}, {}, {"visit": VISIT})


class LastOfMonth(kinds.Anchored):
    """The last working day of the anchor's month, counted back from the first of the next one."""

    FROM = kinds.Offset(1, kinds.Unit.CALENDAR_DAYS, kinds.Offset(0, kinds.Unit.MONTH_ENDS))
    offsets = cached_property(lambda of: kinds.Offsets(by := kinds.Offset(-1, before=of.FROM), by))

    def counted_over(self, start: date | None, day: date) -> Period | None:
        return Period(day, self.FROM.day(start, ENGLAND) - DAY) if start else None


def test_a_count_that_begins_at_a_day_of_its_own_is_shown_from_there() -> None:
    month: Any = LastOfMonth(anchor="fieldwork")
    visit = replace(VISIT, milestones={"fieldwork": MILESTONES[0], "month": made("month", month)})
    rules = replace(MADE_UP, timetables={"visit": visit})
    timeline = resolve(rules, of("fieldwork=2026-08-17"), Calendars())
    count = explain(timeline, "month").count
    assert count is not None
    assert (count.first, count.last, count.counted) == (d("2026-09-01"), d("2026-08-28"), -1)
    assert timeline.bank_holidays == ((d("2026-08-31"), "Summer bank holiday"),)


def random_timeline(random: Random, rules: Rules) -> Timeline:
    """A timeline of 2017 to 2037, known by any milestone, perhaps with closures and letters."""
    while True:
        first = ENGLAND.roll_forward(d("2017-01-02") + random.randint(0, 7300) * DAY)
        name = random.choice(list(rules.timetables))
        plain = resolve(rules, Inspection(Known("fieldwork", first), timetable=name), Calendars())
        dated = {one.key: one.first for one in plain.milestones if one.first is not None}
        key = random.choice([*dated, "fieldwork"])
        starts = [first + random.randint(-40, 200) * DAY for _ in range(random.choice([0, 1, 2]))]
        way = {one.key for one in plain.timetable.chain(key)}
        stated = {
            one: day + random.randint(0, 9) * DAY
            for one, day in dated.items()
            if one not in way
            and one not in {"evidence-window", "look-back"}
            and random.random() < 0.1
        }
        inspection = Inspection(
            Known(key, dated[key]),
            timetable=name,
            closures=tuple(Period(day, day + random.randint(0, 20) * DAY) for day in starts),
            stated=stated,
        )
        with suppress(JtaiError):  # closures may make the known date one that cannot be
            return resolve(rules, inspection, Calendars())


def why_off(day: date, timeline: Timeline, milestone: Milestone) -> str | None:
    if day.weekday() > 4:
        return "weekend"
    closures = timeline.inspection.closures if milestone.skips_closures else ()
    closed = "closure" if any(day in one for one in closures) else None
    return timeline.calendar.bank_holidays.get(day, closed)


def assert_walked(found: Count, of: Milestone, timeline: Timeline) -> None:
    """A count passes every day once, numbers the working days and says why the others are off."""
    step = -DAY if found.last < found.first else DAY
    assert [one.day for one in found.days] == [
        found.first + step * number for number in range(1, len(found.days) + 1)
    ]
    assert [one.why for one in found.days] == [why_off(o.day, timeline, of) for o in found.days]
    numbers = [one.counted for one in found.days if one.why is None]
    assert numbers == [*range(1, abs(found.counted) + 1)]


def assert_tabled(explanation: Explanation, rules: Rules) -> None:
    """The runs of days in the report add up to its counts, and leave no day out."""
    tables = [one for one in explained(explanation, rules).blocks if isinstance(one, Table)]
    rows: list[Any] = [one.cells for table in tables[1:] for one in table.rows()]
    counts = [one for one in (explanation.count, explanation.length) if one is not None]
    assert sum(number or 0 for _, number, *_ in rows) == sum(abs(o.counted) for o in counts)
    days = sum((span.last - span.first).days + 1 for span, *_ in rows)
    assert days == sum(len(one.days) for one in counts)


@pytest.mark.parametrize("rules", [RULES, MADE_UP], ids=["shipped", "made-up"])
def test_the_count_done_day_by_day_gives_the_date_of_the_engine(rules: Rules) -> None:
    for seed in range(60):
        timeline = random_timeline(Random(seed), rules)  # noqa: S311 - no secret: the same cases each time
        for one in (explain(timeline, dated.key) for dated in timeline.milestones):
            dated, rule = one.dated, one.dated.milestone.rule
            assert_tabled(one, rules)
            if isinstance(rule, WorkingDays | Window):
                number = (
                    rule.working_days if isinstance(rule, WorkingDays) else rule.first_working_day
                )
                assert one.count is not None
                assert (one.count.last, one.count.counted) == (dated.computed, number)
                assert_walked(one.count, dated.milestone, timeline)
            else:
                assert one.count is None
            if isinstance(rule, Window | Fieldwork):
                assert one.length is not None
                assert (one.length.first + DAY, one.length.last) == (dated.first, dated.last)
                assert_walked(one.length, dated.milestone, timeline)
            else:
                assert one.length is None
            assert [count and count.last for _, count in one.readings] == [
                reading.day for reading in dated.readings
            ]


@pytest.mark.parametrize("rules", [RULES, MADE_UP], ids=["shipped", "made-up"])
@pytest.mark.uncovered
def test_a_bank_holiday_that_a_date_does_not_rest_on_does_not_move_it(rules: Rules) -> None:
    removed = 0
    for seed in range(60):
        random = Random(seed)  # noqa: S311 - no secret: the same cases each time
        timeline = random_timeline(random, rules)
        explanation = explain(timeline, random.choice(list(timeline.timetable.milestones)))
        inspection, dated = timeline.inspection, explanation.dated
        resting = {one.day for one in explanation.rests_on}
        near = [
            day for day in ENGLAND.bank_holidays if abs(day - inspection.known.first) < 200 * DAY
        ]
        for day in near:
            if day not in resting:
                removed += 1
                less = replace(inspection, without_bank_holidays=(day,))
                other = resolve(rules, less, Calendars()).dated(dated.key)
                assert (other.computed, other.last) == (dated.computed, dated.last), (seed, day)
    assert removed > 200


# Counts


def test_calendar_days_are_numbered_as_they_are_passed() -> None:
    # Easter: what counts calendar days counts these too.
    for last, days, counted in (
        ("2025-04-19", ("2025-04-18", "2025-04-19"), 2),
        ("2025-04-15", ("2025-04-16", "2025-04-15"), -2),
    ):
        found = count(d("2025-04-17"), d(last), None)
        passed = tuple(CountedDay(d(day), n, None) for n, day in enumerate(days, start=1))
        assert found == Count(d("2025-04-17"), d(last), counted, passed)


# Examples


def chain(explanation: Explanation) -> list[str]:
    return [f"{link.dated.key} {link.dated.first}" for link in explanation.chain]


@pytest.mark.parametrize(
    ("inspection", "key", "expected"),
    [
        (of("fieldwork=2025-03-03"), STATEMENT, "18 April, 21 April, 5 May, 26 May"),
        # Monday 5 May lies in fieldwork, which lasts to Tuesday 6 May.
        (of("fieldwork=2025-04-29"), "fieldwork", "5 May"),
        (of("fieldwork=2025-04-29"), "draft-letter", "5 May, 26 May"),
        (of("fieldwork=2025-04-29"), "notification", "18 April, 21 April"),
        # Back from the known date, and on from the other end of fieldwork.
        (of("notification=2025-04-11"), "draft-letter", "18 April, 21 April, 5 May, 26 May"),
        (of("draft-letter=2025-05-28"), "comments-due", ""),
        (of("draft-letter=2025-05-28"), "notification", "18 April, 21 April, 5 May, 26 May"),
        # The rule gives 28 March, and the letter the 22 April.
        (of("fieldwork=2025-03-03", "draft-letter=2025-04-22"), "draft-letter", ""),
        (of("fieldwork=2025-03-03", "final-letter=2025-04-24"), "publication", ""),
        # Months walk over no bank holiday.
        (of("notification=2025-05-27"), "evidence-window", ""),
        (Inspection(Known("fieldwork", d("2025-04-29"), d("2025-05-07"))), "fieldwork", ""),
    ],
)  # fmt: skip
def test_a_date_rests_on_the_bank_holidays_of_the_way_alone(
    dated: Dated, inspection: Inspection, key: str, expected: str
) -> None:
    found = explain(dated(inspection), key).rests_on
    assert ", ".join(f"{one.day.day} {one.day:%B}" for one in found) == expected


def test_bank_holidays_after_the_last_published_are_projected(dated: Dated) -> None:
    explanation = explain(dated(of("fieldwork=2028-12-11")), "draft-letter")
    assert [(one.name, one.is_projected) for one in explanation.rests_on] == [
        ("Christmas Day", False), ("Boxing Day", False), ("New Year’s Day", True),
    ]  # fmt: skip


def test_a_long_chain_of_local_milestones_is_explained() -> None:
    keys = [f"local-{number}" for number in range(MOST_LOCAL)]
    anchors = ["draft-letter", *keys]
    local = {
        key: LocalMilestone(key, key, anchor, 1) for key, anchor in zip(keys, anchors, strict=False)
    }
    timeline = resolve(RULES, replace(of("fieldwork=2025-03-03"), local=local), Calendars())
    longest = explain(timeline, keys[-1])
    assert chain(longest)[-2:] == ["draft-letter 2025-03-28", "fieldwork 2025-03-03"]
    assert len(longest.chain) == MOST_LOCAL + 2
