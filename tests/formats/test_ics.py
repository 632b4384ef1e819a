"""The calendar: its bytes, and what an independent reader gets back from them."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]  # it carries no types
from hypothesis import given, strategies as st

from jtai_cli.errors import UsageError
from jtai_cli.formats.ics import write
from jtai_cli.report.model import Event, Facts, Paragraph, Report
from tests.conftest import d

DAY = timedelta(days=1)


COMMENTS = Event(
    "comments-due", "kingston-2025", d("2025-04-10"), d("2025-04-10"),
    "JTAI Kingston: Comments due", "Who: DCS\nOwner: Ann O’Hara\n\nThese dates are calculated.",
    ("JTAI",), (d("2025-03-27"), d("2025-04-03"), d("2025-04-09")), sequence=3,
    stamp=d("2026-11-22"),
)  # fmt: skip
FIELDWORK = Event("fieldwork", "kingston-2025", d("2025-03-03"), d("2025-03-07"), "Fieldwork")
KINGSTON = Report(
    "Kingston: JTAI timeline, front door",
    (Facts((("Area", ("Kingston",)),)), Paragraph.of("The letters take priority.")),
    (COMMENTS, FIELDWORK),
)
HEADER = ("version", "prodid", "calscale", "method", "x-wr-calname")


def read(content: bytes) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    calendar = vobject.readOne(content.decode())
    calendar.validate(raiseException=True)
    texts = ("uid", "sequence", "summary", "description", "transp", "status")
    events = [
        {name: getattr(event, name).value for name in texts if hasattr(event, name)}
        | {
            "stamp": event.dtstamp.value,
            "first": event.dtstart.value,
            "last": event.dtend.value - DAY,
            "categories": event.getChildValue("categories", []),
            "alarms": [
                (one.trigger.value, one.description.value)
                for one in getattr(event, "valarm_list", [])
            ],
        }
        for event in getattr(calendar, "vevent_list", [])
    ]
    names = (name for name in HEADER if hasattr(calendar, name.replace("-", "_")))
    return {name: calendar.getChildValue(name.replace("-", "_")) for name in names}, events


def events(*events: Event) -> list[dict[str, Any]]:
    """Write events, and read them back."""
    return read(write(Report("x", (), events)))[1]


def test_a_reader_gets_the_whole_calendar_back() -> None:
    header, (comments, fieldwork) = read(write(KINGSTON))
    assert list(header.values()) == [
        "2.0", "-//jtai//jtai//EN", "GREGORIAN", "PUBLISH", "Kingston: JTAI timeline – front door",
    ]  # fmt: skip
    assert comments == {
        "uid": comments["uid"],
        "sequence": "3",
        "summary": COMMENTS.summary,
        "description": COMMENTS.description,
        "transp": "TRANSPARENT",
        "stamp": datetime(2026, 11, 22, tzinfo=UTC),
        "first": COMMENTS.first,
        "last": COMMENTS.last,
        "categories": ["JTAI"],
        "alarms": [(timedelta(hours=-hours), COMMENTS.summary) for hours in (327, 159, 15)],
    }
    assert (fieldwork["first"], fieldwork["last"]) == (FIELDWORK.first, FIELDWORK.last)
    assert "description" not in fieldwork
    assert (fieldwork["categories"], fieldwork["alarms"]) == ([], [])
    described = vobject.readOne(write(KINGSTON).decode()).x_wr_caldesc.value
    assert described == f"{KINGSTON.title}\nArea: Kingston\nThe letters take priority."


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A, B; C\\D,", "A – B – C – D"),
        ("two\nlines", "two lines"),
        (",Leeds", "Leeds"),
    ],
)  # fmt: skip
def test_the_name_of_a_calendar_holds_no_escapes(title: str, name: str) -> None:
    assert f"X-WR-CALNAME:{name}\r\n".encode() in write(Report(title, ()))


@pytest.mark.parametrize(
    ("day", "alarm", "trigger"),
    [
        pytest.param("2025-03-27", "2025-03-26", "-PT15H", id="mid-week"),
        pytest.param("2025-03-24", "2025-03-21", "-PT63H", id="over-a-weekend"),
        pytest.param("2025-04-22", "2025-04-17", "-PT111H", id="over-easter"),
        # The clocks went forward on Sunday 30 March: by the watch it rings at 08:00.
        pytest.param("2025-03-31", "2025-03-28", "-PT63H", id="over-the-change-of-clocks"),
    ],
)
def test_an_alarm_rings_at_nine_on_its_day(day: str, alarm: str, trigger: str) -> None:
    event = COMMENTS._replace(first=d(day), last=d(day), alarms=(d(alarm),))
    assert f"\r\nTRIGGER:{trigger}\r\n".encode() in write(Report("x", (), (event,)))


def test_a_moved_date_is_the_same_event_and_another_inspection_has_others() -> None:
    def uids(*written: Event) -> list[str]:
        return [one["uid"] for one in events(*written)]

    notification = Event("notification", "rehearsal", d("2025-02-17"), d("2025-02-17"), "x")
    assert uids(notification) == ["de67d676-af22-5828-a38e-e5d3968ebb3e"]  # never to change
    moved = COMMENTS._replace(first=d("2025-05-01"), last=d("2025-05-01"), alarms=(), sequence=9)
    assert uids(COMMENTS) == uids(moved)
    assert len({*uids(COMMENTS, COMMENTS._replace(scope="autumn"), FIELDWORK)}) == 3
    one, other = (FIELDWORK._replace(scope=name) for name in ("Caf\u00e9", "Cafe\u0301"))
    assert uids(one) == uids(other)


def test_what_is_provisional_or_withdrawn_says_so() -> None:
    provisional = COMMENTS._replace(is_tentative=True)
    withdrawn = FIELDWORK._replace(is_tentative=True, is_cancelled=True)
    assert [one["status"] for one in events(provisional, withdrawn)] == ["TENTATIVE", "CANCELLED"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a long title, " * 714 + "over", id="long"),
        pytest.param("Gespräch über Grüße – “Ärger” €" * 40, id="two-and-three-octets"),
        pytest.param("\U0001f468\u200d\U0001f469\u200d\U0001f467" * 60, id="four-octets"),
        pytest.param("a,b;c\\d" * 60, id="escapes"),
        pytest.param("x" * 67, id="as-long-as-a-line"),
        pytest.param("x" * 68, id="longer-by-one"),
    ],
)
def test_lines_are_folded_at_75_octets_between_characters(text: str) -> None:
    content = write(Report("x", (), (FIELDWORK._replace(summary=text, description=text),)))
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert "".join(line.decode() for line in lines).count("\n") == 0
    assert sum(b"SUMMARY" in line for line in lines) == 1


@pytest.mark.parametrize("mark", ["\n", "\r", "\r\n", "\u2028", "\u2029"])
def test_a_line_break_adds_no_line_to_the_file(mark: str) -> None:
    text = f"a{mark}BEGIN:VEVENT"
    (found,) = events(FIELDWORK._replace(summary=text, description=text))
    assert (found["summary"], found["description"]) == ("a BEGIN:VEVENT", "a\nBEGIN:VEVENT")


@given(st.text(max_size=300))
def test_any_text_is_read_back_or_refused(text: str) -> None:
    try:
        content = write(Report("x", (), (FIELDWORK._replace(description=text or "x"),)))
    except UsageError:
        return
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    (line,) = (line for line in lines if line.startswith("DESCRIPTION:"))
    # RFC 5545 3.3.11, read as it stands: a backslash and what it keeps.
    shown = re.sub(
        r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], line.partition(":")[2]
    )
    assert shown == re.sub(r"\r\n|[\r\u2028\u2029]", "\n", text or "x")
