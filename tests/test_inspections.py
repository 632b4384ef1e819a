"""Real inspections: what the letters bear out, to the day, and what they do not, by area.

`inspections.csv` holds what published letters say. No row is dropped: each is either reproduced
or listed here with its reason.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from jtai_cli import bankholidays
from jtai_cli.dated import Timeline
from jtai_cli.frameworks import Frameworks
from jtai_cli.plan import Inspection, Known
from jtai_cli.timeline import resolve
from jtai_cli.workingdays import Period

FILE = Path(__file__).parent.parent / "inspections.csv"
ENGLAND = bankholidays.table()
ON_TIME = {"jtai-2016": 30, "jtai-2022": 34}
"""Working days from the last day of fieldwork to publication, by timetable."""
STATEMENT = 70
"""Working days from publication to the statement, as most letters count."""

Dates = Callable[[Inspection], Timeline]


@dataclass(frozen=True)
class Case:
    """What one letter says; a last day of fieldwork at the weekend is the working day before."""

    area: str
    notified: date | None
    first: date | None
    last: date | None
    published: date
    due: date | None

    @property
    def timetable(self) -> str:
        return "jtai-2016" if self.published.year < 2022 else "jtai-2022"

    @property
    def days_to_publication(self) -> int | None:
        return None if self.last is None else counted(self.last, self.published)

    @property
    def days_to_statement(self) -> int | None:
        return None if self.due is None else counted(self.published, self.due)


def counted(first: date, last: date) -> int:
    """Count working days as numpy does, which takes the first day and not the last."""
    calendar = np.busdaycalendar(holidays=np.array(list(ENGLAND.days), dtype="datetime64[D]"))
    after = [day + timedelta(days=1) for day in (first, last)]
    return int(np.busday_count(after[0], after[1], busdaycal=calendar))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def case(row: dict[str, str]) -> Case:
    last = day(row["fieldwork_end"])
    return Case(
        area=row["area"],
        notified=day(row["notification"]),
        first=day(row["fieldwork_start"]),
        last=last and ENGLAND.calendar().roll_back(last),
        published=date.fromisoformat(row["published"]),
        due=day(row["statement_due"]),
    )


def cases() -> list[Case]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [case(row) for row in csv.DictReader(file)]


def area(one: Case) -> str:
    return one.area


CASES = {one.area: one for one in cases()}
WITH_FIELDWORK = [one for one in CASES.values() if one.first]
PUBLISHED_ON_TIME = [
    one for one in CASES.values() if one.days_to_publication == ON_TIME[one.timetable]
]
DUE_ON_TIME = [one for one in CASES.values() if one.days_to_statement == STATEMENT]


def known(one: Case) -> Known:
    """The fieldwork of a case; its last day is given where it was not five working days."""
    assert one.first is not None, "only cases with fieldwork are asked for it"
    return Known("fieldwork", one.first, one.last if one.area == "Hounslow" else None)


def test_the_file_holds_these_inspections() -> None:
    with_due = [one for one in CASES.values() if one.due]
    assert (len(CASES), len(WITH_FIELDWORK), len(with_due)) == (43, 37, 36)


# Fieldwork


@pytest.mark.parametrize("one", WITH_FIELDWORK, ids=area)
def test_fieldwork_lasts_as_printed_under_the_timetable_of_its_time(
    dated: Dates, one: Case
) -> None:
    timeline = dated(Inspection(known(one)))
    assert (timeline.timetable.key, timeline.fieldwork.last) == (one.timetable, one.last)


def test_a_last_day_printed_as_a_saturday_counts_as_the_friday() -> None:
    # Oxfordshire's letter prints 7 to 12 March 2016.
    assert CASES["Oxfordshire"].last == date(2016, 3, 11)


def test_lancashire_was_notified_ten_working_days_before_fieldwork(dated: Dates) -> None:
    lancashire = CASES["Lancashire"]
    assert lancashire.notified == date(2024, 1, 22)
    assert dated(Inspection(known(lancashire))).dated("notification").first == lancashire.notified


def test_lancashires_notification_tells_its_fieldwork(dated: Dates) -> None:
    fieldwork = dated(Inspection(Known("notification", date(2024, 1, 22)))).fieldwork
    assert (fieldwork.first, fieldwork.last) == (date(2024, 2, 5), date(2024, 2, 9))


# Publication


@pytest.mark.parametrize("one", PUBLISHED_ON_TIME, ids=area)
def test_publication_on_time_is_reproduced_to_the_day(dated: Dates, one: Case) -> None:
    assert dated(Inspection(known(one))).dated("publication").first == one.published


@pytest.mark.parametrize("one", PUBLISHED_ON_TIME, ids=area)
def test_publication_on_time_tells_its_fieldwork(dated: Dates, one: Case) -> None:
    fieldwork = dated(Inspection(Known("publication", one.published))).fieldwork
    assert (fieldwork.first, fieldwork.last) == (one.first, one.last)


def test_these_were_published_on_time() -> None:
    areas = {
        timetable: [one.area for one in PUBLISHED_ON_TIME if one.timetable == timetable]
        for timetable in ON_TIME
    }
    assert areas == {
        "jtai-2016": [
            "Salford",
            "Wiltshire",
            "Cheshire West and Chester",
            "Southend-on-Sea",
            "Medway",
            "York",
            "Derby",
            "Northumberland",
            "Plymouth",
            "Bexley",
        ],
        "jtai-2022": [
            "Kirklees",
            "Surrey",
            "Gloucestershire",
            "Sutton",
            "Richmond upon Thames",
            "Hertfordshire",
            "Bromley",
        ],
    }


PUBLISHED_AT_ANOTHER_TIME = [
    # Of 2016 to 2020, when it was 30 working days.
    pytest.param("South Tyneside", 25, id="South Tyneside: early, in a pre-election period"),
    pytest.param(
        "Central Bedfordshire", 34, id="Central Bedfordshire: held over the polls of 2016"
    ),
    pytest.param("Oxfordshire", 39, id="Oxfordshire: held over the polls of 2016"),
    pytest.param("Croydon", 27, id="Croydon: early, not explained"),
    pytest.param("Hampshire", 35, id="Hampshire: over Christmas"),
    pytest.param("Hounslow", 53, id="Hounslow: held over the general election of 2017"),
    pytest.param("Wokingham", 34, id="Wokingham: not explained"),
    pytest.param("Stockton-on-Tees", 33, id="Stockton-on-Tees: Christmas taken as closed"),
    pytest.param("Shropshire", 34, id="Shropshire: Christmas taken as closed"),
    pytest.param("Islington", 34, id="Islington: Christmas taken as closed"),
    pytest.param("Milton Keynes", 43, id="Milton Keynes: held over the general election of 2019"),
    # Since 2022, when it is 34.
    pytest.param("Solihull", 26, id="Solihull: specially commissioned, published early"),
    pytest.param("Cheshire East", 49, id="Cheshire East: late, in part for national mourning"),
    pytest.param("Wirral", 41, id="Wirral: slipped over Christmas"),
    pytest.param("Bedford", 35, id="Bedford: a day late, not explained"),
    pytest.param("Merton", 43, id="Merton: slipped over Christmas"),
    pytest.param("Lancashire", 66, id="Lancashire: held over the local elections of 2024"),
    pytest.param("Leeds", 46, id="Leeds: held over the local elections of 2024"),
    pytest.param("Rochdale", 53, id="Rochdale: held over the general election of 2024"),
    pytest.param("Blackpool", 47, id="Blackpool: slipped over Christmas"),
    pytest.param("North Yorkshire", None, id="North Yorkshire: letter not read"),
    pytest.param("Hillingdon", None, id="Hillingdon: letter not read"),
    pytest.param("Brighton and Hove", None, id="Brighton and Hove: letter not read"),
    pytest.param("Leicestershire", None, id="Leicestershire: letter not read"),
    pytest.param("Tower Hamlets", None, id="Tower Hamlets: letter not read"),
    pytest.param("Gateshead", None, id="Gateshead: letter not read"),
]


@pytest.mark.parametrize(("area", "expected"), PUBLISHED_AT_ANOTHER_TIME)
def test_publication_at_another_time_came_after_these_working_days(
    area: str, expected: int | None
) -> None:
    assert CASES[area].days_to_publication == expected


def test_every_inspection_is_published_on_time_or_listed() -> None:
    on_time = [one.area for one in PUBLISHED_ON_TIME]
    listed = [str(row.values[0]) for row in PUBLISHED_AT_ANOTHER_TIME]
    assert sorted([*on_time, *listed]) == sorted(CASES)
    assert (len(on_time), len(listed)) == (17, 26)


@pytest.mark.parametrize("area", ["Stockton-on-Tees", "Shropshire", "Islington"])
def test_christmas_taken_as_closed_gives_the_day_of_publication(dated: Dates, area: str) -> None:
    one = CASES[area]
    assert one.first is not None
    christmas = Period(date(one.first.year, 12, 24), date(one.first.year, 12, 31))
    timeline = dated(Inspection(known(one), closures=(christmas,)))
    assert timeline.dated("publication").first == one.published


@pytest.mark.parametrize(
    "area",
    [
        "Central Bedfordshire",
        "Oxfordshire",
        "Hounslow",
        "Milton Keynes",
        "Lancashire",
        "Leeds",
        "Rochdale",
    ],
)
def test_letters_held_over_a_poll_would_have_had_a_note(dated: Dates, area: str) -> None:
    notes = dated(Inspection(known(CASES[area]))).notes_on("publication")
    assert [note.code for note in notes] == ["pre-election-period"]


# Statement


def statement(timeline: Timeline) -> date | None:
    """The statement's date as counted from publication, by whatever its timetable calls that."""
    dated_statement = timeline.dated("statement-of-proposed-action")
    readings = {one.reading.key: one.day for one in dated_statement.readings}
    return readings.get("from-publication", dated_statement.first)


@pytest.mark.parametrize("one", DUE_ON_TIME, ids=area)
def test_a_statement_due_on_time_is_reproduced_to_the_day(dated: Dates, one: Case) -> None:
    assert statement(dated(Inspection(Known("publication", one.published)))) == one.due


def test_these_statements_were_due_on_time() -> None:
    areas = {
        timetable: [one.area for one in DUE_ON_TIME if one.timetable == timetable]
        for timetable in ON_TIME
    }
    assert areas == {
        "jtai-2016": [
            "South Tyneside",
            "Croydon",
            "Medway",
            "York",
            "Shropshire",
            "Islington",
            "Derby",
            "Northumberland",
            "Milton Keynes",
            "Bexley",
        ],
        "jtai-2022": [
            "Cheshire East",
            "Gloucestershire",
            "Sutton",
            "Merton",
            "Leeds",
            "Rochdale",
            "Richmond upon Thames",
            "Bromley",
        ],
    }


DUE_AT_ANOTHER_TIME = [
    pytest.param("Central Bedfordshire", 68, id="Central Bedfordshire: not explained"),
    pytest.param("Oxfordshire", 68, id="Oxfordshire: not explained"),
    pytest.param("Salford", 64, id="Salford: not explained"),
    pytest.param("Wiltshire", 68, id="Wiltshire: not explained"),
    pytest.param("Hampshire", 64, id="Hampshire: not explained"),
    pytest.param("Hounslow", None, id="Hounslow: no due date in the letter"),
    pytest.param("Wokingham", 66, id="Wokingham: not explained"),
    pytest.param("Cheshire West and Chester", 68, id="Cheshire West and Chester: not explained"),
    pytest.param("Stockton-on-Tees", 65, id="Stockton-on-Tees: not explained"),
    # Counted to the Friday before.
    pytest.param("Southend-on-Sea", 71, id="Southend-on-Sea: due on a Saturday"),
    pytest.param("Plymouth", 69, id="Plymouth: a day early, not explained"),
    pytest.param("Solihull", 67, id="Solihull: from the embargoed copy, 3 days before"),
    pytest.param("Kirklees", 69, id="Kirklees: set before the State Funeral was proclaimed"),
    pytest.param("Wirral", 62, id="Wirral: from the publication that was planned"),
    pytest.param("Bedford", 64, id="Bedford: not explained"),
    pytest.param("Surrey", 69, id="Surrey: the Coronation's bank holiday counted as a day"),
    pytest.param("Lancashire", 38, id="Lancashire: from the publication that was planned"),
    pytest.param("Hertfordshire", 83, id="Hertfordshire: not explained"),
    pytest.param("Blackpool", 67, id="Blackpool: from the embargoed copy, 3 days before"),
    pytest.param("North Yorkshire", None, id="North Yorkshire: letter not read"),
    pytest.param("Hillingdon", None, id="Hillingdon: letter not read"),
    pytest.param("Brighton and Hove", None, id="Brighton and Hove: letter not read"),
    pytest.param("Leicestershire", None, id="Leicestershire: letter not read"),
    pytest.param("Tower Hamlets", None, id="Tower Hamlets: letter not read"),
    pytest.param("Gateshead", None, id="Gateshead: letter not read"),
]


@pytest.mark.parametrize(("area", "expected"), DUE_AT_ANOTHER_TIME)
def test_a_statement_due_at_another_time_was_so_many_working_days_from_publication(
    area: str, expected: int | None
) -> None:
    assert CASES[area].days_to_statement == expected


def test_every_statement_is_due_on_time_or_listed() -> None:
    on_time = [one.area for one in DUE_ON_TIME]
    listed = [str(row.values[0]) for row in DUE_AT_ANOTHER_TIME]
    assert sorted([*on_time, *listed]) == sorted(CASES)
    assert (len(on_time), len(listed)) == (18, 25)


@pytest.mark.parametrize("area", ["Solihull", "Blackpool"])
def test_a_statement_counted_from_the_embargoed_copy_is_the_date_of_the_timetable(
    dated: Dates, area: str
) -> None:
    one = CASES[area]
    inspection = Inspection(Known("publication", one.published), timetable="jtai-2022")
    assert dated(inspection).dated("statement-of-proposed-action").first == one.due


def test_lancashires_statement_was_counted_from_the_publication_that_was_planned(
    dated: Dates,
) -> None:
    lancashire = CASES["Lancashire"]
    assert statement(dated(Inspection(known(lancashire)))) == lancashire.due


@pytest.mark.parametrize(
    ("inspection", "not_thought_of", "expected"),
    [
        pytest.param(
            Inspection(Known("publication", CASES["Kirklees"].published)),
            "2022-09-19",
            CASES["Kirklees"].due,
            id="Kirklees",
        ),
        pytest.param(
            Inspection(Known("publication", CASES["Surrey"].published)),
            "2023-05-08",
            CASES["Surrey"].due,
            id="Surrey",
        ),
        pytest.param(
            Inspection(known(CASES["Wirral"])),
            "2023-05-08",
            CASES["Wirral"].due,
            id="Wirral, from the publication that was planned",
        ),
    ],
)
def test_a_statement_set_before_a_bank_holiday_was_proclaimed_is_right_without_it(
    rules: Frameworks, inspection: Inspection, not_thought_of: str, expected: date
) -> None:
    calendar = ENGLAND.minus(date.fromisoformat(not_thought_of)).calendar()
    timetable = rules.timetable("jtai-2022")
    timeline = resolve(timetable, inspection, calendar, phases=tuple(rules.phases))
    assert statement(timeline) == expected
