"""Dates that letters stated: kept as they are, remarked on, and followed by the later ones."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from jtai_cli.dated import DateIs, Timeline
from jtai_cli.errors import UnknownNameError, UsageError
from jtai_cli.plan import Inspection, Known
from jtai_cli.workingdays import Period

Dates = Callable[[Inspection], Timeline]
KINGSTON = "2025-03-03"
CHRISTMAS = Period(date(2025, 12, 24), date(2025, 12, 31))


def d(text: str) -> date:
    return date.fromisoformat(text)


def of(fieldwork: str, *stated: str, known: str = "fieldwork") -> Inspection:
    """An inspection with stated dates, written "draft-letter=2025-04-04"."""
    pairs = (text.partition("=") for text in stated)
    return Inspection(Known(known, d(fieldwork)), stated={key: d(day) for key, _, day in pairs})


def letters(timeline: Timeline) -> dict[str, str]:
    return {
        one.milestone.key: str(one.first)
        for one in timeline.milestones
        if one.milestone.phase in {"letters", "statement"}
    }


def texts(timeline: Timeline) -> list[tuple[str, str | None, str]]:
    return [
        (note.code, note.milestone, note.text)
        for note in timeline.notes
        if note.code.startswith(("stated", "receipt"))
    ]


def test_a_late_draft_moves_all_that_follows(dated: Dates) -> None:
    timeline = dated(of(KINGSTON, "draft-letter=2025-04-04"))

    assert letters(timeline) == {
        "draft-letter": "2025-04-04",
        "comments-due": "2025-04-17",
        "final-letter": "2025-04-30",
        "publication": "2025-05-06",
        "statement-of-proposed-action": "2025-08-08",
    }
    assert [one.slipped for one in timeline.milestones] == [0] * 12 + [5] * 5


def test_a_stated_date_tells_what_the_rule_gives(dated: Dates) -> None:
    draft = dated(of(KINGSTON, "draft-letter=2025-04-04")).dated("draft-letter")

    assert (draft.date_is, draft.first, draft.computed, draft.unslipped) == (
        DateIs.STATED,
        d("2025-04-04"),
        d("2025-03-28"),
        d("2025-03-28"),
    )


def test_a_follower_is_computed_from_what_was_stated(dated: Dates) -> None:
    comments = dated(of(KINGSTON, "draft-letter=2025-04-04")).dated("comments-due")

    assert (comments.date_is, comments.computed, comments.unslipped, comments.counted) == (
        DateIs.COMPUTED,
        d("2025-04-17"),
        d("2025-04-10"),
        29,
    )


def test_a_date_stated_early_moves_what_follows_forward(dated: Dates) -> None:
    timeline = dated(of(KINGSTON, "draft-letter=2025-03-26"))

    assert [one.slipped for one in timeline.milestones][-5:] == [-2] * 5


def test_a_stated_window_keeps_its_length(dated: Dates) -> None:
    audits = dated(of(KINGSTON, "case-audits=2025-02-25")).dated("case-audits")

    assert (audits.first, audits.last, audits.slipped) == (d("2025-02-25"), d("2025-03-03"), 1)


def test_a_stated_evidence_window_still_ends_on_notification(dated: Dates) -> None:
    window = dated(of(KINGSTON, "evidence-window=2024-09-02")).dated("evidence-window")

    assert (window.first, window.last) == (d("2024-09-02"), d("2025-02-17"))


def test_what_follows_a_stated_date_may_be_provisional_but_not_the_date(dated: Dates) -> None:
    timeline = dated(of("2028-09-04", "final-letter=2029-01-05"))

    provisional = {one.milestone.key for one in timeline.milestones if one.provisional}
    assert provisional == {"publication", "statement-of-proposed-action"}


# Real letters


@pytest.mark.parametrize(
    ("inspection", "expected"),
    [
        pytest.param(of("2022-01-10", "final-letter=2022-02-16"), "2022-05-30", id="solihull"),
        pytest.param(of("2024-11-18", "final-letter=2025-01-28"), "2025-05-09", id="blackpool"),
        pytest.param(of("2019-10-14", "publication=2019-12-18"), "2020-03-30", id="milton-keynes"),
    ],
)
def test_the_printed_statement_date_is_the_computed_one(
    dated: Dates, inspection: Inspection, expected: str
) -> None:
    assert dated(inspection).dated("statement-of-proposed-action").first == d(expected)


@pytest.mark.parametrize(
    ("inspection", "expected"),
    [
        pytest.param(of("2024-03-04", "publication=2024-05-16"), "2024-08-23", id="leeds"),
        pytest.param(of("2023-12-04", "publication=2024-02-12"), "2024-05-23", id="merton"),
    ],
)
def test_the_printed_statement_date_is_among_the_readings(
    dated: Dates, inspection: Inspection, expected: str
) -> None:
    readings = dated(inspection).dated("statement-of-proposed-action").readings

    assert {one.reading.key: one.day for one in readings}["from-publication"] == d(expected)


def test_a_printed_statement_date_is_kept_and_agrees_with_a_reading(dated: Dates) -> None:
    inspection = of(
        "2024-03-04", "publication=2024-05-16", "statement-of-proposed-action=2024-08-23"
    )
    statement = dated(inspection).dated("statement-of-proposed-action")

    assert statement.first == d("2024-08-23")
    assert {one.reading.key: one.agrees for one in statement.readings} == {
        "from-publication": True,
        "calendar-days": False,
        "calendar-days-from-publication": False,
    }


def test_no_reading_agrees_with_what_was_not_stated(dated: Dates) -> None:
    readings = dated(of(KINGSTON)).dated("statement-of-proposed-action").readings

    assert [one.agrees for one in readings] == [False, False, False]


# Closures


@pytest.mark.parametrize(
    ("fieldwork", "closures", "expected"),
    [
        pytest.param(
            "2025-11-24",
            (),
            ["2025-12-19", "2026-01-06", "2026-01-15", "2026-01-20", "2026-04-27"],
            id="nothing-closed",
        ),
        pytest.param(
            "2025-11-24",
            (CHRISTMAS,),
            ["2025-12-19", "2026-01-12", "2026-01-21", "2026-01-26", "2026-05-01"],
            id="christmas-closed",
        ),
    ],
)
def test_a_closure_moves_the_letters_and_not_the_statutory_days(
    dated: Dates, fieldwork: str, closures: tuple[Period, ...], expected: list[str]
) -> None:
    assert list(letters(dated(replace(of(fieldwork), closures=closures))).values()) == expected


def test_a_closure_that_only_the_statutory_days_cross_moves_nothing(dated: Dates) -> None:
    plain, closed = of("2025-09-01"), replace(of("2025-09-01"), closures=(CHRISTMAS,))

    assert dated(closed).milestones == dated(plain).milestones


# Notes


@pytest.mark.parametrize(
    ("inspection", "expected"),
    [
        pytest.param(of(KINGSTON, "draft-letter=2025-04-04"), [], id="nothing-to-remark-on"),
        pytest.param(
            of("2018-03-19", "publication=2018-05-09", "statement-of-proposed-action=2018-08-18"),
            [
                (
                    "stated-not-working-day",
                    "statement-of-proposed-action",
                    (
                        "Statement of proposed action due: Saturday 18 August 2018 is at the "
                        "weekend; it is kept as stated."
                    ),
                )
            ],
            id="southend-on-a-saturday",
        ),
        pytest.param(
            of(KINGSTON, "final-letter=2025-04-21"),
            [
                (
                    "stated-not-working-day",
                    "final-letter",
                    (
                        "Final letter, under embargo: Monday 21 April 2025 is Easter Monday; it is "
                        "kept as stated."
                    ),
                )
            ],
            id="bank-holiday",
        ),
        pytest.param(
            of(KINGSTON, "comments-due=2025-03-27"),
            [
                (
                    "stated-before-anchor",
                    "comments-due",
                    (
                        "Comments due back is stated for Thursday 27 March 2025, before the draft "
                        "letter on Friday 28 March 2025, from which it is counted."
                    ),
                )
            ],
            id="before-its-anchor",
        ),
        pytest.param(
            of(KINGSTON, "comments-due=2025-05-01", "publication=2025-04-30"),
            [
                (
                    "stated-before-anchor",
                    "publication",
                    (
                        "Letter published is stated for Wednesday 30 April 2025, before the final "
                        "letter on Tuesday 13 May 2025, from which it is counted."
                    ),
                ),
                (
                    "stated-out-of-order",
                    "publication",
                    (
                        "Letter published is stated for Wednesday 30 April 2025, before the "
                        "comments, stated for Thursday 1 May 2025."
                    ),
                ),
                (
                    "receipt-computed",
                    "statement-of-proposed-action",
                    (
                        "Statement of proposed action due: publication is stated, but the final "
                        "letter on Tuesday 13 May 2025, from which the 70 working days are "
                        "counted, is only computed. State final-letter once it is known."
                    ),
                ),
            ],
            id="out-of-order",
        ),
        pytest.param(
            of(KINGSTON, "draft-letter=2025-04-11", "comments-due=2025-04-10"),
            [
                (
                    "stated-before-anchor",
                    "comments-due",
                    (
                        "Comments due back is stated for Thursday 10 April 2025, before the draft "
                        "letter on Friday 11 April 2025, from which it is counted."
                    ),
                )
            ],
            id="before-a-stated-anchor-is-told-once",
        ),
        pytest.param(
            of(KINGSTON, "publication=2025-05-08"),
            [
                (
                    "receipt-computed",
                    "statement-of-proposed-action",
                    (
                        "Statement of proposed action due: publication is stated, but the final "
                        "letter on Wednesday 23 April 2025, from which the 70 working days are "
                        "counted, is only computed. State final-letter once it is known."
                    ),
                )
            ],
            id="receipt-computed",
        ),
        pytest.param(
            of(KINGSTON, "publication=2025-05-08", "final-letter=2025-05-02"),
            [],
            id="receipt-stated",
        ),
        pytest.param(
            of("2025-04-23", "publication=2025-05-08", known="final-letter"),
            [],
            id="receipt-known",
        ),
        pytest.param(
            of(KINGSTON, "statement-of-proposed-action=2025-08-06"),
            [],
            id="a-statement-says-nothing-of-publication",
        ),
        pytest.param(
            of(KINGSTON, "notification=2025-02-14", "case-audits=2025-02-24"),
            [],
            id="before-fieldwork",
        ),
    ],
)
def test_stated_dates_are_remarked_on(
    dated: Dates, inspection: Inspection, expected: list[tuple[str, str | None, str]]
) -> None:
    assert texts(dated(inspection)) == expected


def test_a_date_may_be_stated_from_the_first_of_the_inspection_on(dated: Dates) -> None:
    window = dated(of(KINGSTON, "evidence-window=2024-08-17")).dated("evidence-window")
    assert (window.first, window.date_is) == (d("2024-08-17"), DateIs.STATED)


def test_a_stated_date_is_not_provisional(dated: Dates) -> None:
    publication = dated(of("2028-11-13", "publication=2029-01-15")).dated("publication")
    assert publication.provisional is False


# Refusals


@pytest.mark.parametrize(
    ("inspection", "message", "hint"),
    [
        pytest.param(
            of(KINGSTON, "fieldwork=2025-03-10"),
            "fieldwork is known already, so no other date can be stated for it",
            "leave out the stated date, or count from --known fieldwork=DATE",
            id="the-known-date",
        ),
        pytest.param(
            of("2025-04-28", "comments-due=2025-04-11", known="publication"),
            "comments-due is counted back from publication, so no other date can be stated for it",
            "leave out the stated date, or count from --known comments-due=DATE",
            id="between-the-known-date-and-fieldwork",
        ),
        pytest.param(
            of(KINGSTON, "draft-letter=2024-08-16"),
            "draft-letter cannot be on Friday 16 August 2024: the first date of the inspection is "
            "Saturday 17 August 2024",
            "a date from 2024-08-17 on",
            id="before-the-evidence-window",
        ),
        pytest.param(
            of(KINGSTON, "pre-inspection-analysis=2025-02-10"),
            "pre-inspection-analysis has no date of its own to state",
            "another milestone",
            id="without-a-date-of-its-own",
        ),
    ],
)
def test_what_cannot_be_stated_is_refused(
    dated: Dates, inspection: Inspection, message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as refusal:
        dated(inspection)

    assert (refusal.value.message, refusal.value.hint) == (message, hint)


def test_an_unknown_milestone_cannot_be_stated(dated: Dates) -> None:
    with pytest.raises(UnknownNameError) as refusal:
        dated(of(KINGSTON, "darft-letter=2025-04-04"))

    assert (refusal.value.message, refusal.value.hint) == (
        "no milestone called 'darft-letter'",
        "draft-letter",
    )
