"""Days to avoid: tables and calendars as people export them, and what cannot be followed."""

from datetime import date
from pathlib import Path

import pytest

from jtai_cli.errors import FaultyFileError, FileError
from jtai_cli.files.others import load_avoid
from jtai_cli.lookahead import Avoided
from jtai_cli.workingdays import Period

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
DAY = "DTSTART;VALUE=DATE:20260105"


def read(tmp_path: Path, name: str, content: str | bytes) -> tuple[Avoided, ...]:
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return load_avoid(file, YEAR)


def days(found: tuple[Avoided, ...]) -> list[str]:
    spans = [one.period for one in found]
    return [f"{first}..{last}" if last > first else f"{first}" for first, last in spans]


def refusal(tmp_path: Path, name: str, content: str | bytes) -> list[tuple[int | None, str]]:
    with pytest.raises(FaultyFileError) as caught:
        read(tmp_path, name, content)
    return [(fault.line, fault.problem) for fault in caught.value.faults]


# Tables.


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("first,last,title\n2026-02-16,2026-02-20,Half-term\n", id="iso-dates"),
        pytest.param("Title ; First;LAST\n Half-term ; 16/02/2026 ;Fri 20 Feb 2026\n", id="people"),
        pytest.param("sep=|\r\nwho|first|last|title|\r\nx|16/2/2026|20/2/2026|Half-term|\r\n",
                     id="sep-line"),
        pytest.param('"first","last","title"\r16/2/2026,20/2/2026,"Half-term"\r,,\r', id="old-mac"),
        pytest.param('first,last,title\n2026-02-16,2026-02-20,"Half-term\n"\n2030-01-01,,Far\n',
                     id="outside-the-period"),
    ],
)  # fmt: skip
def test_a_table_is_read(tmp_path: Path, content: str) -> None:
    half_term = Avoided("Half-term", Period(date(2026, 2, 16), date(2026, 2, 20)))
    assert read(tmp_path, "avoid.CSV", content) == (half_term,)


def test_one_day_needs_no_last_one(tmp_path: Path) -> None:
    content = 'first,last,title\n2026-02-16,,"Leave, of the\n  DCS"\n2026-02-17,,\'=1+1\n'
    assert [(one.name, *one.period) for one in read(tmp_path, "avoid.csv", content)] == [
        ("Leave, of the DCS", date(2026, 2, 16), date(2026, 2, 16)),
        ("=1+1", date(2026, 2, 17), date(2026, 2, 17)),
    ]


def test_every_fault_of_a_table_is_found(tmp_path: Path) -> None:
    content = (
        "sep=;\nfirst;last;title\n31/2/2026;;x\n2026-02-20;2026-02-16;Back\n;;Nothing\n"
        "16/2/2026;tomorrow;Soon\n16/2/2026\n16/2/2026;;\u202ex\n16/2/2026;;x;y\n16/2/2026;;x\n"
    )
    assert refusal(tmp_path, "avoid.csv", content) == [
        (3, "first: 31/2/2026 is not a date: February 2026 has 28 days"),
        (4, "'last' is 2026-02-16, before 'first', which is 2026-02-20"),
        (5, "first: the date is empty"),
        (6, "last: 'tomorrow' cannot be read as a date"),
        (7, "'title' is empty"),
        (9, "there are 4 cells under 3 column names"),
    ]


# Calendars.


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])


def calendar(*events: str) -> str:
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n"
    return f"{head}{''.join(events)}END:VCALENDAR\r\n"


LONDON = "DTSTART;TZID=Europe/London"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART;VALUE=DATE:20260216", "DTEND;VALUE=DATE:20260221"], ["2026-02-16..2026-02-20"]),
        (["DTSTART;VALUE=DATE:20260216"], ["2026-02-16"]),
        (["DTSTART:20260216T090000"], ["2026-02-16"]),
        (["DTSTART:20260216T090000", "DTEND:20260218T000000"], ["2026-02-16..2026-02-17"]),
        (["DTSTART;VALUE=DATE:20260216", "DURATION:P5D"], ["2026-02-16..2026-02-20"]),
        (["DTSTART:20260216T230000", "DURATION:PT2H"], ["2026-02-16..2026-02-17"]),
        (["DTSTART:20260216T233000Z"], ["2026-02-16"]),
        (["DTSTART:20260716T233000Z"], ["2026-07-17"]),
        ([f"{LONDON}:20260716T233000", "DTEND:20260716T230000Z"], ["2026-07-16"]),
        (["DTSTART;TZID=America/New_York:20260716T200000"], ["2026-07-17"]),
        (["DTSTART;TZID=GMT Standard Time:20260716T233000"], ["2026-07-16"]),
        (["DTSTART;TZID=tzone://Microsoft/Utc:20260716T233000"], ["2026-07-17"]),
        (['DTSTART;TZID="tzone://Microsoft/Utc":20260716T233000'], ["2026-07-17"]),
        (["DTSTART;TZID=/freeassociation.sourceforge.net/Europe/London:20260716T233000"],
         ["2026-07-16"]),
        (["DTSTART;VALUE=DATE:20260113", "RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=3"],
         ["2026-01-13", "2026-02-10", "2026-03-10"]),
        # The weeks of last year are followed, and left out.
        (["DTSTART;VALUE=DATE:20251215", "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20260126"],
         ["2026-01-12", "2026-01-26"]),
        ([f"{LONDON}:20260105T090000", "RRULE:FREQ=WEEKLY;UNTIL=20260119T085959Z"],
         ["2026-01-05", "2026-01-12"]),
        (["DTSTART:20260105T090000", "RRULE:FREQ=DAILY;BYDAY=MO,WE;UNTIL=20260114T090000"],
         ["2026-01-05", "2026-01-07", "2026-01-12", "2026-01-14"]),
        (["DTSTART;VALUE=DATE:20261229", "RRULE:FREQ=DAILY"],
         ["2026-12-29", "2026-12-30", "2026-12-31"]),
        (["DTSTART;VALUE=DATE:20300101", "RRULE:FREQ=YEARLY"], []),
        # A rule that its start does not follow: calendars show the start all the same.
        (["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2"],
         ["2026-01-01", "2026-01-05", "2026-01-12"]),
        ([f"{LONDON}:20260105T090000", "RRULE:FREQ=WEEKLY;COUNT=4",
          "EXDATE;TZID=Europe/London:20260112T090000,20260113T090000", "EXDATE:20260119T090000Z",
          "RDATE;TZID=Europe/London:20260120T090000"],
         ["2026-01-05", "2026-01-20", "2026-01-26"]),
        (["DTSTART:20260105T090000", "RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE;VALUE=DATE:20260112"],
         ["2026-01-05"]),
        (["DTSTART;VALUE=DATE:20260105", "RDATE;VALUE=DATE:20260203,20260303"],
         ["2026-01-05", "2026-02-03", "2026-03-03"]),
        ([DAY, "STATUS:CANCELLED"], []),
        ([DAY, "X-NONSENSE;VALUE=DATE:x", "LAST-MODIFIED:x", "BEGIN:VALARM", "ACTION:DISPLAY",
          "TRIGGER:-PT15M", "END:VALARM"], ["2026-01-05"]),
    ],
    ids=str,
)  # fmt: skip
def test_an_event_is_read(tmp_path: Path, lines: list[str], expected: list[str]) -> None:
    found = read(tmp_path, "avoid.ics", calendar(event("UID:1", "SUMMARY:Leave", *lines)))
    assert days(found) == expected
    assert {one.name for one in found} <= {"Leave"}


def test_a_return_that_was_moved_or_cancelled_is_not_in_its_old_place(tmp_path: Path) -> None:
    series = event(
        "UID:1", "SUMMARY:Board", f"{LONDON}:20260706T090000", "RRULE:FREQ=WEEKLY;COUNT=3"
    )
    moved = event("UID:1", "SUMMARY:Board\\, moved", "RECURRENCE-ID:20260713T080000Z",
                  f"{LONDON}:20260715T090000")  # fmt: skip
    gone = event("UID:1", "SUMMARY:Board", "RECURRENCE-ID;TZID=Europe/London:20260720T090000",
                 "STATUS:CANCELLED", f"{LONDON}:20260720T090000")  # fmt: skip
    found = read(tmp_path, "avoid.ics", calendar(series, moved, gone))
    assert [(one.name, str(one.period.first)) for one in found] == [
        ("Board", "2026-07-06"),
        ("Board, moved", "2026-07-15"),
    ]


OWN_ZONE = """\
BEGIN:VTIMEZONE
TZID:{0}
BEGIN:STANDARD
DTSTART:16010101T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
END:VTIMEZONE
"""


@pytest.mark.parametrize("name", ["GMT", "Europe/London", "America/New_York", "Our time", "Utc"])
def test_a_zone_that_the_file_defines_wins_over_a_known_name(tmp_path: Path, name: str) -> None:
    summer = event("UID:1", f"DTSTART;TZID={name}:20260716T003000")
    summer += event("UID:2", f'DTSTART;TZID="{name}":20260717T233000', "RRULE:FREQ=DAILY;COUNT=2")
    winter = event("UID:3", f"DTSTART;TZID={name}:20260105T003000")
    content = calendar(OWN_ZONE.format(name).replace("\n", "\r\n"), summer, winter)
    expected = ["2026-01-05", "2026-07-16", "2026-07-17", "2026-07-18"]
    assert days(read(tmp_path, "avoid.ics", content)) == expected


def test_a_fold_may_stand_inside_a_character(tmp_path: Path) -> None:
    content = calendar(event("UID:1", "SUMMARY:Café break", DAY)).encode()
    folded = content.replace("é".encode(), b"\xc3\r\n \xa9").replace(b"2026", b"20\r\n\t26")
    assert read(tmp_path, "avoid.ics", folded)[0].name == "Café break"


def test_an_event_without_a_summary_is_one_all_the_same(tmp_path: Path) -> None:
    assert read(tmp_path, "avoid.ics", calendar(event(DAY)))[0].name == "Untitled event"
    turned = calendar(event("SUMMARY:\u202ex", DAY))
    assert read(tmp_path, "avoid.ics", turned)[0].name == "\\u202ex"


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["DTSTART;VALUE=DATE:2026010"],
        [DAY, "RRULE:FREQ=SOMETIMES"],
        [DAY, DAY],
        [DAY, "DTEND;VALUE=DATE:20260104"],
        [DAY, "EXRULE:FREQ=DAILY"],
        [DAY, "COMMENT:x", "DTEND:20260106T090000"],
        ["DTSTART:20260105T090000Z", "DTEND:20260106T090000"],
        ["DTSTART;TZID=Nowhere/X:20260105T090000"],
        ["DTSTART;TZID=../../etc/passwd:20260105T090000"],
        ["DTSTART;VALUE=DATE:99991231", "DURATION:P2D"],
        [DAY, "RRULE:FREQ=WEEKLY;UNTIL=090000"],
        *([DAY, f"RRULE:{rule}"] for rule in (
            "FREQ=HOURLY", "INTERVAL=2", "FREQ=MONTHLY;BYDAY=60MO",
            "FREQ=WEEKLY;INTERVAL=0", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0",
            "FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2",
        )),
        ["DTSTART;VALUE=DATE:00010101", "RRULE:FREQ=DAILY"],
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_followed_is_refused_with_its_line(tmp_path: Path, lines: list[str]) -> None:
    content = calendar(event("SUMMARY:Fine", DAY), event("SUMMARY:Leave", *lines))
    ((line, problem),) = refusal(tmp_path, "avoid.ics", content)
    assert (line, problem.partition(":")[0]) == (8, "this cannot be read as an event")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="empty"),
        pytest.param("hello", id="something-else"),
        pytest.param(calendar(event("SUMMARY:x", DAY)).replace("END:VCALENDAR", ""), id="cut"),
        pytest.param(calendar(event("SUMMARY:x", DAY) * 16_000), id="many-events"),
        pytest.param(calendar(event(DAY, "RDATE;VALUE=DATE:" + "20260203," * 30_000)), id="values"),
        pytest.param(calendar(event(DAY, "RRULE:FREQ=DAILY") * 600), id="many-returns"),
        pytest.param(calendar(event(DAY, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30") * 99),
                     id="never-again"),
        pytest.param(calendar(OWN_ZONE.format("X").replace("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
                     "FREQ=SECONDLY"), event("DTSTART;TZID=X:20260105T100000")), id="zone"),
    ],
)  # fmt: skip
@pytest.mark.uncovered
def test_a_hostile_calendar_is_refused(tmp_path: Path, content: str) -> None:
    assert refusal(tmp_path, "avoid.ics", content)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("avoid.xlsx", b"", "is neither .csv nor .ics"),
        ("avoid.csv", b"first,last,title\n2026-01-01,,Caf\xe9\n", "the byte 0xe9 is not UTF-8"),
        ("avoid.ics", b"SUMMARY:Caf\xe9\n", "the byte 0xe9 is not UTF-8"),
        ("avoid.csv", b"first,last,title\n" + b"2026-01-01,,x\n" * 80_000,
         "there are more than 5,000 rows"),
        ("avoid.ics", b"x" * ((4 << 20) + 1), "is larger than 4,194,304 bytes"),
    ],
    ids=["ending", "table-latin-1", "calendar-latin-1", "large-table", "large-calendar"],
)  # fmt: skip
def test_another_kind_of_file_is_refused(
    tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    with pytest.raises(FileError, match=problem):
        read(tmp_path, name, content)
