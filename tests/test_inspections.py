"""Real inspections, there and back; `test_evidence.py` counts all of them a second way."""

from datetime import date

import pytest

from jtai_cli.bankholidays import table
from jtai_cli.files.others import load_inspections
from jtai_cli.plan import Inspection, Known
from jtai_cli.timeline import Timeline
from jtai_cli.workingdays import Period
from tests.conftest import Dated

LETTERS = {one.area: one for one in load_inspections(None)}
WITH_FIELDWORK = [area for area, one in LETTERS.items() if one.fieldwork_start]
STATEMENT = "statement-of-proposed-action"

PUBLISHED_ON_TIME = [
    # 30 working days after fieldwork, until 2020.
    "Salford", "Wiltshire", "Cheshire West and Chester", "Southend-on-Sea", "Medway", "York",
    "Derby", "Northumberland", "Plymouth", "Bexley",
    # 34 since 2022.
    "Kirklees", "Surrey", "Gloucestershire", "Sutton", "Richmond upon Thames", "Hertfordshire",
    "Bromley",
]  # fmt: skip
DUE_ON_TIME = [
    # 70 working days after publication.
    "South Tyneside", "Croydon", "Haringey", "Medway", "York", "Shropshire", "Islington", "Derby",
    "Northumberland", "Milton Keynes", "Bexley", "Cheshire East", "Gloucestershire", "Sutton",
    "Merton", "Leeds", "Rochdale", "Richmond upon Thames", "Bromley",
]  # fmt: skip


def known(area: str) -> Known:
    """The fieldwork of a letter; its last day is given where it was not five working days."""
    first, last = LETTERS[area].fieldwork_start, LETTERS[area].fieldwork_end
    assert first is not None, "only letters with fieldwork are asked for it"
    return Known("fieldwork", first, last if area == "Hounslow" else None)


def due(timeline: Timeline) -> date | None:
    """The statement's date as counted from publication, by whatever its timetable calls that."""
    statement = timeline.dated(STATEMENT)
    readings = {one.reading.key: one.day for one in statement.readings}
    return readings.get("from-publication", statement.first)


@pytest.mark.parametrize("area", WITH_FIELDWORK)
def test_fieldwork_lasts_as_printed_under_the_timetable_of_its_time(
    dated: Dated, area: str
) -> None:
    timeline, last = dated(Inspection(known(area))), LETTERS[area].fieldwork_end
    assert last is not None
    # Oxfordshire's letter prints a Saturday.
    assert timeline.fieldwork.last == table().roll_back(last)
    assert timeline.timetable.key == ("jtai-2016" if last.year < 2022 else "jtai-2022")


@pytest.mark.parametrize("area", PUBLISHED_ON_TIME)
def test_publication_on_time_is_reproduced_and_tells_its_fieldwork(dated: Dated, area: str) -> None:
    one = LETTERS[area]
    assert one.published is not None
    assert dated(Inspection(known(area))).dated("publication").first == one.published
    fieldwork = dated(Inspection(Known("publication", one.published))).fieldwork
    assert (fieldwork.first, fieldwork.last) == (one.fieldwork_start, one.fieldwork_end)


@pytest.mark.parametrize("area", DUE_ON_TIME)
def test_a_statement_due_on_time_is_reproduced(dated: Dated, area: str) -> None:
    published = LETTERS[area].published
    assert published is not None
    assert due(dated(Inspection(Known("publication", published)))) == LETTERS[area].statement_due


def test_lancashires_notification_tells_its_fieldwork_and_back(dated: Dated) -> None:
    lancashire = LETTERS["Lancashire"]
    assert lancashire.notification == date(2024, 1, 22)
    fieldwork = dated(Inspection(Known("notification", date(2024, 1, 22)))).fieldwork
    assert (fieldwork.first, fieldwork.last) == (date(2024, 2, 5), date(2024, 2, 9))
    timeline = dated(Inspection(known("Lancashire")))
    assert timeline.dated("notification").first == lancashire.notification
    # Its statement was due 70 working days after the publication that was planned.
    assert due(timeline) == lancashire.statement_due


def test_haringeys_draft_and_comments_came_over_a_christmas_that_was_counted(dated: Dated) -> None:
    timeline = dated(Inspection(known("Haringey")))
    days = [timeline.dated(key).first for key in ("draft-letter", "comments-due")]
    assert days == [date(2018, 1, 3), date(2018, 1, 16)]


@pytest.mark.parametrize("area", ["Stockton-on-Tees", "Shropshire", "Islington"])
def test_christmas_taken_as_closed_gives_the_day_of_publication(dated: Dated, area: str) -> None:
    year = known(area).first.year
    christmas = Period(date(year, 12, 24), date(year, 12, 31))
    timeline = dated(Inspection(known(area), closures=(christmas,)))
    assert timeline.dated("publication").first == LETTERS[area].published


@pytest.mark.parametrize(
    "area",
    ["Central Bedfordshire", "Oxfordshire", "Hounslow", "Milton Keynes", "Lancashire", "Leeds",
     "Rochdale"],
)  # fmt: skip
def test_letters_delayed_by_a_poll_would_have_had_a_note(dated: Dated, area: str) -> None:
    notes = dated(Inspection(known(area))).notes_on("publication")
    assert [note.code for note in notes] == ["pre-election-period"]


@pytest.mark.parametrize(
    ("area", "final_letter"), [("Solihull", "2022-02-16"), ("Blackpool", "2025-01-28")]
)
def test_a_due_date_counted_from_the_embargoed_copy_is_that_of_the_timetable(
    dated: Dated, area: str, final_letter: str
) -> None:
    stated = {"final-letter": date.fromisoformat(final_letter)}
    timeline = dated(Inspection(known(area), stated=stated))
    assert timeline.dated(STATEMENT).first == LETTERS[area].statement_due


@pytest.mark.parametrize(
    ("area", "key", "day"),
    [
        ("Kirklees", "publication", date(2022, 9, 19)),
        ("Surrey", "publication", date(2023, 5, 8)),
        # From the publication that was planned.
        ("Wirral", "fieldwork", date(2023, 5, 8)),
    ],
)
def test_a_statement_set_without_a_one_off_bank_holiday_is_right_without_it(
    dated: Dated, area: str, key: str, day: date
) -> None:
    first = LETTERS[area].published if key == "publication" else LETTERS[area].fieldwork_start
    assert first is not None
    timeline = dated(Inspection(Known(key, first), without_bank_holidays=(day,)))
    assert due(timeline) == LETTERS[area].statement_due
