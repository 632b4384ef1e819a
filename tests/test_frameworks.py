"""The facts as shipped: timetables, themes, polls, guidance; and other rules, for ILACS."""

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _pytest.mark import ParameterSet

from jtai_cli.bankholidays import Calendars, Division
from jtai_cli.errors import AmbiguousError, DateError, FaultyFileError, UnknownNameError
from jtai_cli.files.rules import load_rules
from jtai_cli.kinds import Months, WorkingDays
from jtai_cli.notes import annotate
from jtai_cli.plan import Inspection, Known
from jtai_cli.rules import Basis, InForce, Poll, Quiet, Recurring, Rules, Series
from jtai_cli.timeline import Timeline, resolve
from jtai_cli.workingdays import Period

if TYPE_CHECKING:
    from tests.conftest import Jtai

TOP = Path(__file__).parents[1]
ROWS = list(csv.DictReader((TOP / "inspections.csv").read_text("utf-8").splitlines()))
STATEMENT = "statement-of-proposed-action"

Dates = Callable[[Inspection], Timeline]


def d(text: str) -> date:
    return date.fromisoformat(text)


def fieldwork(day: str, timetable: str | None = None) -> Inspection:
    return Inspection(Known("fieldwork", d(day)), timetable=timetable)


def firsts(timeline: Timeline, *keys: str) -> list[str]:
    return [str(timeline.dated(key).first) for key in keys]


# The timetables


def test_the_timetable_since_2022_has_these_milestones(rules: Rules) -> None:
    assert list(rules.timetable("jtai-2022").milestones) == [
        "notification", "evidence-window", "pre-inspection-analysis", "set-up-discussion",
        "information-request", "case-selection", "inspection-planning", "case-audits",
        "off-site-analysis", "off-site-meetings", "fieldwork-timetable", "fieldwork",
        "draft-letter", "comments-due", "final-letter", "publication", STATEMENT,
    ]  # fmt: skip


def test_days_are_counted_like_this(rules: Rules) -> None:
    counts = {
        timetable.key: {
            key: (one.rule.anchor, one.rule.working_days, one.skips_closures)
            for key, one in timetable.milestones.items()
            if isinstance(one.rule, WorkingDays)
        }
        for timetable in rules.timetables.values()
    }
    same = {
        "notification": ("fieldwork", -10, False),
        "draft-letter": ("fieldwork", 15, True),
        "comments-due": ("draft-letter", 9, True),
    }
    assert counts == {
        "jtai-2022": {
            **same,
            "final-letter": ("comments-due", 7, True),
            "publication": ("final-letter", 3, True),
            STATEMENT: ("final-letter", 70, False),
        },
        "jtai-2016": {
            **same,
            "publication": ("fieldwork", 30, True),
            STATEMENT: ("publication", 70, False),
        },
    }
    for timetable in rules.timetables.values():
        rule = timetable.milestone("evidence-window").rule
        assert isinstance(rule, Months)
        assert (rule.anchor, rule.months) == ("notification", -6)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2016-02-01", "jtai-2016"),
        ("2020-03-31", "jtai-2016"),
        ("2022-01-10", "jtai-2022"),  # Solihull
        ("2098-06-02", "jtai-2022"),
    ],
)
def test_a_day_of_fieldwork_has_its_timetable(dated: Dates, day: str, expected: str) -> None:
    assert dated(fieldwork(day)).timetable.key == expected


@pytest.mark.parametrize("day", ["2016-01-29", "2020-04-01", "2021-12-31"])
def test_between_timetables_a_day_is_refused(dated: Dates, day: str) -> None:
    with pytest.raises(AmbiguousError, match=f"no timetable was in force for fieldwork on {day}"):
        dated(fieldwork(day))


def test_what_a_briefing_lists_and_what_is_owed(rules: Rules) -> None:
    milestones = rules.timetable("jtai-2022").milestones.values()
    assert [one.key for one in milestones if one.key_date] == [
        "notification", "case-audits", "fieldwork", "draft-letter", "comments-due",
        "final-letter", "publication", STATEMENT,
    ]  # fmt: skip
    owed = ["information-request", "case-audits", "comments-due", STATEMENT]
    assert [one.key for one in milestones if one.owed] == owed


def test_every_timetable_has_its_caution_and_heavy_clashes(rules: Rules) -> None:
    for timetable in rules.timetables.values():
        caution = "These dates are calculated. The letters you receive take priority."
        assert timetable.caution == caution
        weights = {key: one.clash_weight for key, one in timetable.milestones.items()}
        heavy = {key: weight for key, weight in weights.items() if weight > 1}
        assert heavy == {"notification": 3, "fieldwork": 4, "comments-due": 3}
        assert 2 * weights[STATEMENT] < min(heavy.values())


# Real inspections


def test_haringey_is_dated_step_by_step(dated: Dates) -> None:
    timeline = dated(fieldwork("2017-12-04"))
    (row,) = (row for row in ROWS if row["area"] == "Haringey")
    assert firsts(timeline, "draft-letter", "comments-due") == ["2018-01-03", "2018-01-16"]
    assert row["notes"].startswith("draft 2018-01-03, comments 2018-01-16, ")
    # It was notified nine working days before, and the letter came 34 after, not 30.
    between = timeline.calendar.between
    assert between(d("2017-12-04"), d(row["notification"])) == -9
    assert between(d("2017-12-08"), d(row["published"])) == 34
    assert between(d(row["published"]), d(row["statement_due"])) == 70


def explanations() -> list[ParameterSet]:
    return [
        pytest.param(row, *text.strip().split(": "), id=f"{row['area']} {text}".split(":")[0])
        for row in ROWS
        for text in filter(None, row["explained_by"].split(";"))
    ]


@pytest.mark.parametrize(("row", "column", "options"), explanations())
def test_an_explanation_gives_the_day_of_the_letter(
    jtai: "Jtai", row: dict[str, str], column: str, options: str
) -> None:
    milestone = {"published": "publication", "statement_due": STATEMENT}[column]
    ran = jtai("timeline", *options.split(), "--format", "json")
    assert ran.status == 0, ran.err
    (found,) = (one for one in json.loads(ran.text)["milestones"] if one["key"] == milestone)
    assert row[column] in [found["first"], *(reading["date"] for reading in found["readings"])]


def test_the_file_has_44_inspections_and_13_explanations() -> None:
    with_fieldwork = [row for row in ROWS if row["fieldwork_start"]]
    with_due = [row for row in ROWS if row["statement_due"]]
    assert (len(ROWS), len(with_fieldwork), len(with_due)) == (44, 38, 37)
    assert len(explanations()) == 13


# Themes


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # Five, as the briefing of that month says.
        (
            "2024-10-15",
            "front-door criminal-exploitation early-help serious-youth-violence domestic-abuse",
        ),
        ("2022-03-28", "front-door criminal-exploitation"),
        ("2018-04-01", "domestic-abuse-2016 gangs-2018"),
        ("2017-04-15", ""),
        ("2021-06-07", ""),
    ],
)
def test_these_themes_were_in_force(rules: Rules, day: str, expected: str) -> None:
    found = [key for key, theme in rules.themes.items() if theme.is_in_force(d(day))]
    assert found == expected.split()


def test_a_current_theme_has_its_points_no_last_day_and_the_last_letter_seen(rules: Rules) -> None:
    current = [theme for theme in rules.themes.values() if theme.series is Series.CURRENT]
    assert [
        (
            theme.key,
            [len(group.points) for group in theme.groups],
            [(str(time.first), time.last) for time in theme.in_force],
            theme.letters_seen and theme.letters_seen.last,
        )
        for theme in current
    ] == [
        ("front-door", [6], [("2022-03-28", None)], None),
        ("criminal-exploitation", [5, 1], [("2022-03-28", None)], "September 2022"),
        ("early-help", [7], [("2022-10-07", None)], "May 2023"),
        ("serious-youth-violence", [6, 3, 5], [("2023-09-01", None)], "July 2024"),
        ("domestic-abuse", [4, 3], [("2024-09-12", None)], "August 2025"),
        ("child-sexual-abuse", [4, 1], [("2025-09-10", None)], "May 2026"),
    ]
    numbers = [number for number, _, _ in rules.theme("serious-youth-violence").points()]
    assert numbers == list(range(1, 15))
    sources = [group.source for group in rules.theme("domestic-abuse").groups]
    assert sources == [None, "leeds-scp-domestic-abuse"]


def test_earlier_series_have_names_and_times_only(rules: Rules) -> None:
    earlier = [theme for theme in rules.themes.values() if theme.series is Series.EARLIER]
    assert [theme.key for theme in earlier] == [
        "child-sexual-exploitation-2016", "domestic-abuse-2016", "neglect-2017", "gangs-2018",
        "child-sexual-abuse-2018", "exploitation-2019", "mental-health-2019",
    ]  # fmt: skip
    assert [point for theme in earlier for point in theme.points()] == []


def test_a_time_in_force_includes_both_its_ends() -> None:
    period = InForce(d("2022-03-28"), d("2022-09-30"))
    days = ("2022-03-27", "2022-03-28", "2022-09-30", "2022-10-01")
    assert [d(day) in period for day in days] == [False, True, True, False]


# Polls, quiet days and one-off bank holidays


def test_polling_days_are_those_held_or_fixed(rules: Rules) -> None:
    local = [one for one in rules.polling_days if one.poll is Poll.LOCAL]
    assert [str(one.day) for one in local] == [
        "2016-05-05", "2017-05-04", "2018-05-03", "2019-05-02", "2021-05-06", "2022-05-05",
        "2023-05-04", "2024-05-02", "2025-05-01", "2026-05-07", "2027-05-06", "2028-05-04",
        "2029-05-03",
    ]  # fmt: skip
    general = [one for one in rules.polling_days if one.poll is Poll.GENERAL]
    assert [(str(one.day), str(one.period_first), one.basis) for one in general] == [
        ("2017-06-08", "2017-04-22", Basis.DERIVED),
        ("2019-12-12", "2019-11-06", Basis.SOURCED),
        ("2024-07-04", "2024-05-25", Basis.SOURCED),
    ]
    assert {one.day.weekday() for one in rules.polling_days} == {3}


def test_a_local_period_begins_by_the_day_that_the_association_gives(rules: Rules) -> None:
    period = rules.pre_election_period
    assert period is not None
    calendar = Calendars().calendar(Division.ENGLAND, Period(d("2023-01-01"), d("2023-12-31")))
    assert calendar.shift(d("2023-05-04"), period.working_days) == d("2023-03-27")
    assert (period.source, period.basis) == ("lga-pre-election", Basis.SOURCED)


@pytest.mark.parametrize(
    ("first", "last", "year"), [("12-24", "12-31", 2026), ("12-24", "01-02", 2027)]
)
def test_quiet_days_begin_in_their_year(first: str, last: str, year: int) -> None:
    quiet = Quiet(first, last, "Christmas", Basis.DERIVED, "ofsted-letters")
    assert quiet.in_year(2026) == Period(d(f"2026-{first}"), d(f"{year}-{last}"))


def test_quiet_days_that_a_year_lacks_are_refused() -> None:
    quiet = Quiet("02-29", "03-01", "Leap", Basis.DERIVED, "ofsted-letters")
    with pytest.raises(DateError, match="2026-02-29 is not a date"):
        quiet.in_year(2026)


def test_one_off_bank_holidays_were_announced_before_their_day(rules: Rules) -> None:
    days = [one.day for one in rules.one_off_bank_holidays]
    calendar = Calendars().calendar(Division.ENGLAND, Period(min(days), max(days)))
    assert all(calendar.why_not(day) is not None for day in days)
    assert all(one.proclaimed < one.day for one in rules.one_off_bank_holidays)


# Sources, roles and guidance


def found_in(value: object, name: str) -> Iterator[str]:
    """Give the values of all fields of a name in the rules."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for one in value:
            yield from found_in(one, name)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            child = getattr(value, field.name)
            yield from [child] if field.name == name and child else found_in(child, name)


def test_every_rule_names_a_source_that_is_there(rules: Rules) -> None:
    by_theme = {key for theme in rules.themes.values() for key in theme.sources}
    assert {*found_in(rules, "source"), *by_theme} <= set(rules.sources)
    assert all(text.source for section in rules.guidance.values() for text in section.texts)
    assert rules.source("jtai-toml").key == "jtai-toml"


def test_nothing_is_claimed_of_a_working_day_in_regulation_4(rules: Rules) -> None:
    assert rules.source("si-2015-1792").note == (
        "The explanatory note says 70 working days from receiving the report. Regulation 1(2) "
        'defines only "the principal authority" and "review". Whether regulation 4 defines a '
        "working day could not be read, so the definition in SI 2005/1973 and SI 2007/462 is used."
    )


def test_the_briefing_shows_what_staff_do_and_how_they_are_supported(rules: Rules) -> None:
    shown = {key: one for key, one in rules.guidance.items() if one.in_briefing}
    assert {key: (one.title, len(one.texts)) for key, one in shown.items()} == {
        "involvement": ("How you may be involved", 5),
        "support": ("Support for you", 4),
    }
    texts = [text.text for one in shown.values() for text in one.texts]
    assert all(re.search(r"\b[Yy]ou(r|rs)?\b", text) for text in texts)


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("what-it-is", "a deep dive"),
        ("what-it-is", "not a grade"),
        ("history", "paused in March 2020 because of the pandemic"),
        ("history", "was not involved from 1 April 2022"),
        ("principles", "to share good practice"),
        ("preparing", "meet every quarter"),
        ("whom-to-ask", "line manager"),
        ("the-letter", "ProtectionOfChildren@ofsted.gov.uk"),
        ("who-is-who", "lead safeguarding partners"),
    ],
)
def test_guidance_says(rules: Rules, section: str, said: str) -> None:
    assert any(said in " ".join(text.text.split()) for text in rules.guidance[section].texts)


def test_roles_have_the_names_of_today(rules: Rules) -> None:
    assert rules.parties["lead-safeguarding-partners"].title == "Lead safeguarding partners"
    assert "youth justice services" in rules.theme("serious-youth-violence").agencies


def test_habits_recur_by_rules_that_calendars_know(rules: Rules) -> None:
    assert rules.preparation is not None
    meeting = rules.preparation.habits["preparation-meeting"].rule
    assert isinstance(meeting, Recurring)
    assert meeting.rrule == "FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=2TU"
    assert all(one.basis is Basis.LOCAL for one in rules.preparation.habits.values())


@pytest.mark.parametrize(
    ("kind", "key", "nearest"),
    [
        ("milestone", "final-leter", "final-letter"),
        ("theme", "frontdoor", "front-door"),
        ("timetable", "jtai-2012", "jtai-2022"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(
    rules: Rules, kind: str, key: str, nearest: str
) -> None:
    of = rules.timetable("jtai-2022") if kind == "milestone" else rules
    with pytest.raises(UnknownNameError) as refusal:
        getattr(of, kind)(key)
    assert (refusal.value.message, refusal.value.hint) == (f"no {kind} called '{key}'", nearest)


# Other rules


@pytest.fixture(scope="module")
def ilacs() -> Rules:
    return load_rules(TOP / "docs/own-rules/ilacs.yaml")


@pytest.mark.parametrize(
    ("timetable", "expected"),
    [
        # 27 working days after Friday 23 and Friday 30 January 2026; 70 more, over Easter and May.
        ("ilacs-short", ["2026-01-12", "2026-01-23", "2026-03-03", "2026-06-15"]),
        ("ilacs-standard", ["2026-01-12", "2026-01-30", "2026-03-10", "2026-06-22"]),
    ],
)
def test_ilacs_is_dated_by_its_own_rules(ilacs: Rules, timetable: str, expected: list[str]) -> None:
    timeline = annotate(resolve(ilacs, fieldwork("2026-01-19", timetable), Calendars()), ilacs)
    called, published, answered = firsts(timeline, "notification", "publication", "action-plan")
    assert [called, str(timeline.fieldwork.last), published, answered] == expected
    assert {note.code for note in timeline.notes} == {"earlier-timetable"}


def test_ilacs_must_be_told_which_inspection_is_meant(ilacs: Rules) -> None:
    with pytest.raises(AmbiguousError) as refusal:
        resolve(ilacs, fieldwork("2026-01-19"), Calendars())
    assert refusal.value.hint == "--timetable ilacs-short or --timetable ilacs-standard"


def test_the_rules_of_ilacs_end_with_it_and_say_nothing_of_jtais(ilacs: Rules) -> None:
    ends = {one.in_force for one in ilacs.timetables.values()}
    assert ends == {InForce(d("2024-04-01"), d("2027-03-31"), Basis.DERIVED)}
    text = (TOP / "docs/own-rules/ilacs.yaml").read_text("utf-8").lower()
    assert not re.search(r"jtai\b|targeted|statement of proposed|lead safeguarding", text)


def test_a_first_try_is_refused_with_every_line() -> None:
    with pytest.raises(FaultyFileError) as refusal:
        load_rules(TOP / "docs/own-rules/first-try.yaml")
    assert [fault.line for fault in refusal.value.faults] == [30, 37, 39, 44]
