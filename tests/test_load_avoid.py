"""Dates to avoid: tables and calendars as people export them, and everything wrong with them."""

from datetime import date
from pathlib import Path

import pytest

from jtai_cli.errors import FaultyFileError, FileError
from jtai_cli.load.avoided import Avoided, avoid
from jtai_cli.workingdays import Period

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
REMEDY = 'a date such as 2025-03-03, "3 March 2025", "Mon 3 Mar 2025" or 3/3/2025'


def read(tmp_path: Path, name: str, content: str | bytes) -> Avoided:
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return avoid(file, YEAR)


def told(read: Avoided) -> list[tuple[str, str, str]]:
    assert read.faults == ()
    return [(one.first.isoformat(), one.last.isoformat(), one.title) for one in read.dates]


def faults(read: Avoided) -> list[tuple[int | None, str, str | None]]:
    return [(fault.line, fault.problem, fault.remedy) for fault in read.faults]


# Tables

HALF_TERM = [("2026-02-16", "2026-02-20", "Half-term")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            "first,last,title\n2026-02-16,2026-02-20,Half-term\n", HALF_TERM, id="iso-dates"
        ),
        pytest.param(
            "first,last,title\n16/2/2026,Fri 20 Feb 2026,Half-term", HALF_TERM, id="people's-dates"
        ),
        pytest.param(
            b"\xef\xbb\xbffirst,last,title\r\n16/02/2026,20/02/2026,Half-term\r\n",
            HALF_TERM,
            id="byte-order-mark-and-crlf",
        ),
        pytest.param(
            "Title ; First;LAST\n Half-term ; 16/02/2026 ;20/02/2026\n", HALF_TERM, id="semicolons"
        ),
        pytest.param("first\tlast\ttitle\n16/2/2026\t20/2/2026\tHalf-term\n", HALF_TERM, id="tabs"),
        pytest.param(
            "sep=|\r\nfirst|last|title\r\n16/2/2026|20/2/2026|Half-term", HALF_TERM, id="sep-line"
        ),
        pytest.param(
            '"first","last","title"\r16/2/2026,20/2/2026,"Half-term"\r', HALF_TERM, id="old-mac"
        ),
        pytest.param(
            "who,first,last,title,,\nDCS,16/2/2026,20/2/2026,Half-term,,\n\n,,,,,\n",
            HALF_TERM,
            id="other-columns-and-blank-rows",
        ),
        pytest.param(
            "first,last,title\n2026-02-16,,Leave\n",
            [("2026-02-16", "2026-02-16", "Leave")],
            id="one-day",
        ),
        pytest.param(
            'first,last,title\n2026-02-16,,"Leave, of the\n  DCS"\n2026-02-17,,=1+1\n',
            [
                ("2026-02-16", "2026-02-16", "Leave, of the DCS"),
                ("2026-02-17", "2026-02-17", "=1+1"),
            ],
            id="two-lines-and-a-formula",
        ),
        pytest.param(
            "title,last,first\nBoard,,2026-02-16,\n",
            [("2026-02-16", "2026-02-16", "Board")],
            id="a-divider-too-many",
        ),
        pytest.param("first,last,title\n", [], id="heads-alone"),
    ],
)
def test_a_table_is_read(
    tmp_path: Path, content: str | bytes, expected: list[tuple[str, str, str]]
) -> None:
    assert told(read(tmp_path, "avoid.CSV", content)) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            "", [(None, "is empty", "a first line that says first,last,title")], id="empty"
        ),
        pytest.param(
            "\n \n", [(None, "is empty", "a first line that says first,last,title")], id="blank"
        ),
        pytest.param(
            "start,last,titel\n2026-02-16,,x\n",
            [
                (1, "there is no column 'first'", "heads: first,last,title"),
                (1, "there is no column 'title'", "write 'title' for 'titel'"),
            ],
            id="missing-columns",
        ),
        pytest.param(
            "\nfirst,first,last,title\n",
            [(2, "there are two columns 'first'", "keep one of them")],
            id="a-column-twice",
        ),
        pytest.param(
            "sep=;\nfirst;last;title\n\n31/2/2026;2/2/26;\n"
            "2026-02-20;2026-02-16;Back\n;;Nothing\n16/2/2026;tomorrow;Soon\n",
            [
                (
                    4,
                    "'first': 31/2/2026 is not a date: February 2026 has 28 days",
                    "a date such as 2025-03-03",
                ),
                (4, "'last': '2/2/26' has no four-digit year", REMEDY),
                (4, "'title' is empty", "what is to be avoided, such as Half-term"),
                (
                    5,
                    "'last' is 2026-02-16, before 'first', which is 2026-02-20",
                    "put the earlier day first",
                ),
                (6, "'first' is empty", REMEDY),
                (7, "'last': 'tomorrow' is not a date that can be read", REMEDY),
            ],
            id="cells",
        ),
        pytest.param(
            "first,last,title\n2026-02-16,,Leave, of the DCS\n2026-02-16\n2026-02-16,,\u202eback\n",
            [
                (
                    2,
                    "there are 4 cells under 3 heads",
                    "put a text that holds a comma in quotation marks",
                ),
                (3, "'title' is empty", "what is to be avoided, such as Half-term"),
                (4, "'title' holds U+202E, which does not show", "delete it"),
            ],
            id="rows",
        ),
        pytest.param(
            'first,last,title\n2/2026,,x\n2026-02-16,,"Leave" of\n2026-02-16,,x\n',
            [
                (2, "'first': '2/2026' is not a date that can be read", REMEDY),
                (
                    3,
                    "this is no row of a table: ',' expected after '\"'",
                    "mend the quotation marks, or save it as CSV anew",
                ),
            ],
            id="quotation-marks",
        ),
        pytest.param(
            'first,last,title\n2026-02-16,,"Leave\n',
            [
                (
                    2,
                    "this is no row of a table: unexpected end of data",
                    "mend the quotation marks, or save it as CSV anew",
                )
            ],
            id="cut-short",
        ),
    ],
)
def test_everything_wrong_with_a_table_is_told(
    tmp_path: Path, content: str, expected: list[tuple[int | None, str, str | None]]
) -> None:
    assert faults(read(tmp_path, "avoid.csv", content)) == expected


def test_of_very_many_faults_the_first_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, "avoid.csv", "first,last,title\n" + "x,,y\n" * 500).faults

    assert (len(found), found[-1].problem) == (101, "more is wrong than is told here")


# Calendars

DAY = "DTSTART;VALUE=DATE:20260105"


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])


def calendar(*events: str) -> str:
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n"
    return f"{head}{''.join(events)}END:VCALENDAR\r\n"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            ["DTSTART;VALUE=DATE:20260216", "DTEND;VALUE=DATE:20260221"],
            ["2026-02-16..2026-02-20"],
            id="end-is-exclusive",
        ),
        pytest.param(["DTSTART;VALUE=DATE:20260216"], ["2026-02-16"], id="one-day"),
        pytest.param(["DTSTART:20260216T090000"], ["2026-02-16"], id="no-length"),
        pytest.param(
            ["DTSTART:20260216T090000", "DTEND:20260218T000000"],
            ["2026-02-16..2026-02-17"],
            id="to-midnight",
        ),
        pytest.param(
            ["DTSTART;VALUE=DATE:20260216", "DURATION:P5D"],
            ["2026-02-16..2026-02-20"],
            id="duration-in-days",
        ),
        pytest.param(
            ["DTSTART:20260216T230000", "DURATION:PT2H"],
            ["2026-02-16..2026-02-17"],
            id="duration-over-midnight",
        ),
        pytest.param(["DTSTART:20260216T233000Z"], ["2026-02-16"], id="utc-in-winter"),
        pytest.param(["DTSTART:20260716T233000Z"], ["2026-07-17"], id="utc-in-summer"),
        pytest.param(
            ["DTSTART;TZID=Europe/London:20260716T233000", "DTEND:20260716T230000Z"],
            ["2026-07-16"],
            id="london-to-utc",
        ),
        pytest.param(
            ["DTSTART;TZID=America/New_York:20260716T200000"], ["2026-07-17"], id="elsewhere"
        ),
        pytest.param(
            ["DTSTART;TZID=GMT Standard Time:20260716T233000"], ["2026-07-16"], id="outlook's-name"
        ),
        pytest.param(
            ["DTSTART;VALUE=DATE:20260113", "RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=3"],
            ["2026-01-13", "2026-02-10", "2026-03-10"],
            id="second-tuesdays",
        ),
        pytest.param(
            # The weeks of last year are followed, and passed over.
            ["DTSTART;VALUE=DATE:20251215", "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20260126"],
            ["2026-01-12", "2026-01-26"],
            id="until-a-date",
        ),
        pytest.param(
            [
                "DTSTART;TZID=Europe/London:20260105T090000",
                "RRULE:FREQ=WEEKLY;UNTIL=20260119T085959Z",
            ],
            ["2026-01-05", "2026-01-12"],
            id="until-utc",
        ),
        pytest.param(
            ["DTSTART:20260105T090000", "RRULE:FREQ=WEEKLY;UNTIL=20260119T090000Z"],
            ["2026-01-05", "2026-01-12", "2026-01-19"],
            id="floating-until-utc",
        ),
        pytest.param(
            ["DTSTART:20260105T090000", "RRULE:FREQ=DAILY;BYDAY=MO,WE;UNTIL=20260114T090000"],
            ["2026-01-05", "2026-01-07", "2026-01-12", "2026-01-14"],
            id="floating-until-floating",
        ),
        pytest.param(
            ["DTSTART;VALUE=DATE:20261229", "RRULE:FREQ=DAILY"],
            ["2026-12-29", "2026-12-30", "2026-12-31", "2027-01-01"],
            id="for-ever-is-to-the-period's-end",
        ),
        pytest.param(
            ["DTSTART;VALUE=DATE:20300101", "RRULE:FREQ=YEARLY"],
            ["2030-01-01"],
            id="begins-after-the-period",
        ),
        pytest.param(
            # A rule that its start does not follow: calendars show the start all the same.
            ["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2"],
            ["2026-01-01", "2026-01-05", "2026-01-12"],
            id="start-beside-the-rule",
        ),
        pytest.param(
            [
                "DTSTART;TZID=Europe/London:20260105T090000",
                "RRULE:FREQ=WEEKLY;COUNT=4",
                "EXDATE;TZID=Europe/London:20260112T090000,20260113T090000",
                "EXDATE:20260119T090000Z",
                "RDATE;TZID=Europe/London:20260120T090000",
            ],
            ["2026-01-05", "2026-01-20", "2026-01-26"],
            id="dates-taken-and-added",
        ),
        pytest.param(
            ["DTSTART:20260105T090000", "RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE;VALUE=DATE:20260112"],
            ["2026-01-05"],
            id="a-day-taken",
        ),
        pytest.param(
            ["DTSTART;VALUE=DATE:20260105", "RDATE;VALUE=DATE:20260203,20260303"],
            ["2026-01-05", "2026-02-03", "2026-03-03"],
            id="dates-without-a-rule",
        ),
        pytest.param(["DTSTART;VALUE=DATE:20260105", "STATUS:CANCELLED"], [], id="cancelled"),
        pytest.param(
            [
                "DTSTART;VALUE=DATE:20260105",
                "X-NONSENSE;VALUE=DATE:x",
                "LAST-MODIFIED:x",
                "BEGIN:VALARM",
                "ACTION:DISPLAY",
                "TRIGGER:-PT15M",
                "END:VALARM",
            ],
            ["2026-01-05"],
            id="what-tells-no-date",
        ),
    ],
)
def test_an_event_is_read(tmp_path: Path, lines: list[str], expected: list[str]) -> None:
    found = read(tmp_path, "avoid.ics", calendar(event("UID:1", "SUMMARY:Leave", *lines)))

    days = [tuple((one + f"..{one}").split("..")[:2]) for one in expected]
    assert told(found) == [(first, last, "Leave") for first, last in days]


def test_a_return_that_was_moved_stands_in_its_place(tmp_path: Path) -> None:
    series = event(
        "UID:1", "SUMMARY:Board", "DTSTART;TZID=Europe/London:20260706T090000",
        "RRULE:FREQ=WEEKLY;COUNT=3",
    )  # fmt: skip
    moved = event(
        "UID:1", "SUMMARY:Board\\, moved", "RECURRENCE-ID:20260713T080000Z",
        "DTSTART;TZID=Europe/London:20260715T090000",
    )  # fmt: skip
    cancelled = event(
        "UID:1", "SUMMARY:Board", "RECURRENCE-ID;VALUE=DATE:20260720", "STATUS:CANCELLED",
        "DTSTART;TZID=Europe/London:20260720T090000",
    )  # fmt: skip
    other = event("UID:2", "SUMMARY:Other", "DTSTART;VALUE=DATE:20260713")

    assert told(read(tmp_path, "avoid.ics", calendar(series, moved, cancelled, other))) == [
        ("2026-07-06", "2026-07-06", "Board"),
        ("2026-07-15", "2026-07-15", "Board, moved"),
        ("2026-07-13", "2026-07-13", "Other"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([DAY], id="no-title"),
        pytest.param(["SUMMARY:Leave"], id="no-start"),
        pytest.param([DAY, "RRULE:FREQ=HOURLY", "EXRULE:x"], id="what-is-not-followed"),
    ],
)
def test_what_was_cancelled_is_not_looked_at(tmp_path: Path, lines: list[str]) -> None:
    events = event("STATUS:CANCELLED", *lines), event("SUMMARY:A", DAY)

    found = told(read(tmp_path, "avoid.ics", calendar(*events)))

    assert found == [("2026-01-05", "2026-01-05", "A")]


def test_a_cancelled_return_needs_no_title(tmp_path: Path) -> None:
    series = event("UID:1", "SUMMARY:Board", DAY, "RRULE:FREQ=WEEKLY;COUNT=2")
    gone = event("UID:1", "STATUS:CANCELLED", "RECURRENCE-ID;VALUE=DATE:20260112")

    found = told(read(tmp_path, "avoid.ics", calendar(series, gone)))

    assert found == [("2026-01-05", "2026-01-05", "Board")]


def test_a_calendar_without_events_holds_no_dates(tmp_path: Path) -> None:
    assert told(read(tmp_path, "avoid.ics", calendar())) == []


def test_calendars_may_follow_one_another_and_hold_more_than_events(tmp_path: Path) -> None:
    to_do = "BEGIN:VTODO\r\nSUMMARY:x\r\nDUE;VALUE=DATE:20260105\r\nEND:VTODO\r\n"
    one = calendar(to_do, event("SUMMARY:A", "DTSTART;VALUE=DATE:20260105"))
    two = calendar(event("SUMMARY:B\\nand  C", "DTSTART;VALUE=DATE:20260106"))

    assert told(read(tmp_path, "avoid.ics", one + two)) == [
        ("2026-01-05", "2026-01-05", "A"),
        ("2026-01-06", "2026-01-06", "B and C"),
    ]


ONE_BY_ONE = "give the dates one by one, as events of their own"
NO_LINE = "Content line could not be parsed into parts: 'nonsense': Inv…"
NO_POSITION = "bysetpos must be between 1 and 366, or between -366 and -1"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([], ("the event has no DTSTART", "the day on which it begins"), id="no-start"),
        pytest.param(
            ["DTSTART;VALUE=DATE:2026010"],
            ("DTSTART cannot be read: Expected time, got: 2026010", "mend or delete it"),
            id="no-date",
        ),
        pytest.param(
            [DAY, "RRULE:FREQ=SOMETIMES"],
            ("RRULE cannot be read: Expected frequency, got: SOMETIMES", "mend or delete it"),
            id="no-frequency",
        ),
        pytest.param(
            [DAY, "nonsense"],
            (
                f"a line cannot be read: {NO_LINE}",
                "mend or delete it",
            ),
            id="no-line",
        ),
        pytest.param(
            [DAY, DAY], ("DTSTART stands twice in one event", "keep one of them"), id="twice"
        ),
        pytest.param(
            ["DTSTART;TZID=Nowhere/X:20260105T090000"],
            ("the time zone 'Nowhere/X' is not known", "write Europe/London"),
            id="no-such-zone",
        ),
        pytest.param(
            [DAY, "DTEND;VALUE=DATE:20260104"],
            ("the event ends before it begins", "put the earlier day first"),
            id="backwards",
        ),
        pytest.param(
            [DAY, "DTEND:20260106T090000"],
            ("DTSTART and DTEND are not of one kind", "two dates, or two times"),
            id="date-to-time",
        ),
        pytest.param(
            ["DTSTART:20260105T090000Z", "DTEND:20260106T090000"],
            ("DTSTART and DTEND are not of one kind", "two dates, or two times"),
            id="zone-to-none",
        ),
        pytest.param(
            [DAY, "DTEND;VALUE=DATE:20260106", "DURATION:P1D"],
            ("an event has DTEND and DURATION", "keep one of them"),
            id="two-lengths",
        ),
        pytest.param(
            [DAY, "EXRULE:FREQ=DAILY"],
            ("EXRULE, which takes dates of a recurrence away, is not read", ONE_BY_ONE),
            id="exrule",
        ),
        pytest.param(
            [DAY, "RDATE;VALUE=PERIOD:20260101T000000Z/PT1H"],
            ("a date is given as a period or a time of day", ONE_BY_ONE),
            id="period",
        ),
        pytest.param(
            [DAY, "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20260101"],
            ("RECURRENCE-ID with a RANGE is not read", ONE_BY_ONE),
            id="range",
        ),
        pytest.param(
            [DAY, "RRULE:FREQ=HOURLY"],
            ("the recurrence FREQ=HOURLY is not followed", ONE_BY_ONE),
            id="hourly",
        ),
        pytest.param(
            [DAY, "RRULE:INTERVAL=2"],
            ("the recurrence INTERVAL=2 is not followed", ONE_BY_ONE),
            id="without-frequency",
        ),
        pytest.param(
            [DAY, "RRULE:FREQ=WEEKLY;UNTIL=090000"],
            ("UNTIL, the end of a recurrence, is no date", "such as UNTIL=20261231"),
            id="until-an-hour",
        ),
        pytest.param(
            [DAY, "RRULE:FREQ=MONTHLY;BYDAY=60MO"],
            (
                "the recurrence 'FREQ=MONTHLY;BYDAY=60MO' cannot be read: list index out of range",
                None,
            ),
            id="sixtieth-monday",
        ),
        pytest.param(
            [DAY, "RRULE:FREQ=YEARLY;BYWEEKNO=7"],
            ("the recurrence FREQ=YEARLY;BYWEEKNO=7 is not followed", ONE_BY_ONE),
            id="week-numbers",
        ),
        pytest.param(
            [DAY, "RRULE:FREQ=WEEKLY;BYDAY=-1MO"],
            ("the recurrence FREQ=WEEKLY;BYDAY=-1MO is not followed", ONE_BY_ONE),
            id="last-monday-of-a-week",
        ),
        pytest.param(
            [DAY, "RRULE:FREQ=WEEKLY;INTERVAL=0"],
            ("the recurrence FREQ=WEEKLY;INTERVAL=0 never comes back", "1 or more"),
            id="no-interval",
        ),
        pytest.param(
            [DAY, "RRULE:FREQ=MONTHLY;BYSETPOS=0;BYDAY=MO"],
            (
                f"the recurrence 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0' cannot be read: {NO_POSITION}",
                None,
            ),
            id="no-position",
        ),
        pytest.param(
            ["DTSTART;VALUE=DATE:99991231", "DURATION:P2D"],
            ("the event leaves the years that there are", "mend its year"),
            id="beyond-all-years",
        ),
        pytest.param(
            [
                "DTSTART;TZID=America/New_York:00010101T000000",
                "DTEND;TZID=Asia/Tokyo:00010101T000000",
            ],
            ("the event leaves the years that there are", "mend its year"),
            id="before-all-years",
        ),
        pytest.param(
            [DAY, "SUMMARY:again"],
            ("SUMMARY stands twice in one event", "keep one of them"),
            id="two-titles",
        ),
    ],
)
def test_what_an_event_cannot_say_is_told(
    tmp_path: Path, lines: list[str], expected: tuple[str, str | None]
) -> None:
    fine = event("SUMMARY:Fine", DAY)

    found = read(tmp_path, "avoid.ics", calendar(fine, event("SUMMARY:Leave", *lines)))

    assert faults(found) == [(8, *expected)]


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        pytest.param([DAY], "the event has no SUMMARY", id="none"),
        pytest.param([DAY, "SUMMARY: "], "the event has no SUMMARY", id="blank"),
        pytest.param(
            [DAY, "SUMMARY:\u202e"], "SUMMARY holds U+202E, which does not show", id="turned"
        ),
    ],
)
def test_an_event_needs_a_title(tmp_path: Path, lines: list[str], problem: str) -> None:
    (fault,) = read(tmp_path, "avoid.ics", calendar(event(*lines))).faults

    assert (fault.line, fault.problem) == (4, problem)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param("", "holds no whole calendar", id="empty"),
        pytest.param(
            calendar(event("SUMMARY:x", DAY)).replace("END:VCALENDAR", ""),
            "holds 0 whole events where 1 begin",
            id="cut-short",
        ),
        pytest.param(
            "hello",
            "is not a calendar: Content line could not be parsed into parts: 'hello': Invali…",
            id="something-else",
        ),
    ],
)
def test_what_is_no_calendar_is_refused(tmp_path: Path, content: str, problem: str) -> None:
    found = read(tmp_path, "avoid.ics", content)

    assert faults(found) == [(None, problem, "export the calendar anew")]


# Files


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"avoid\.xlsx: is neither \.csv nor \.ics"):
        read(tmp_path, "avoid.xlsx", "")


def test_what_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="the byte 0xe9 is not UTF-8"):
        read(tmp_path, "avoid.csv", b"first,last,title\n2026-01-01,,Caf\xe9\n")


@pytest.mark.parametrize(
    ("name", "limit"), [("avoid.csv", "1,048,576"), ("avoid.ics", "4,194,304")]
)
def test_what_is_too_large_is_refused(tmp_path: Path, name: str, limit: str) -> None:
    with pytest.raises(FileError, match=f"is larger than {limit} bytes"):
        read(tmp_path, name, b"x" * ((4 << 20) + 1))


def test_a_calendar_of_very_many_values_is_refused(tmp_path: Path) -> None:
    found = read(tmp_path, "avoid.ics", calendar(event("SUMMARY:x", DAY) * 12_000))
    problem = "holds more than 40,000 values that tell of dates"
    assert faults(found) == [(None, problem, "a calendar of fewer events")]


def test_lines_that_tell_nothing_of_dates_are_never_read(tmp_path: Path) -> None:
    found = read(tmp_path, "avoid.ics", calendar(event("SUMMARY:x", DAY, *["X-A:b"] * 50_000)))
    assert len(found.dates) == 1


def test_events_that_come_back_too_often_are_refused(tmp_path: Path) -> None:
    daily = event("SUMMARY:x", "DTSTART;VALUE=DATE:00010101", "RRULE:FREQ=DAILY")
    found = read(tmp_path, "avoid.ics", calendar(daily))
    problem = "the recurrence FREQ=DAILY comes back too often"
    remedy = "a later start, or fewer events that come back"
    assert [(told[1], told[2]) for told in faults(found)] == [(problem, remedy)]


def test_events_that_begin_after_the_period_are_not_followed(tmp_path: Path) -> None:
    later = event("SUMMARY:x", "DTSTART;VALUE=DATE:99000101", "RRULE:FREQ=DAILY")
    assert faults(read(tmp_path, "avoid.ics", calendar(later))) == []


def test_after_three_events_that_never_come_back_no_more_are_looked_at(tmp_path: Path) -> None:
    never = event("SUMMARY:x", DAY, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
    told = [problem for _, problem, _ in faults(read(tmp_path, "avoid.ics", calendar(never * 9)))]
    again = "the recurrence FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2 never comes back"
    assert told == [again] * 3 + ["this event and those below are not looked at"]
