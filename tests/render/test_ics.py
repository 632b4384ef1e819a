"""The calendar: its bytes, and what three independent readers get back from them."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]  # it carries no types
from hypothesis import assume, given
from hypothesis import strategies as st

from jtai_cli import bankholidays, retrace
from jtai_cli.dated import Note, Timeline
from jtai_cli.errors import JtaiError, OutOfRangeError, UsageError
from jtai_cli.frameworks import Frameworks
from jtai_cli.milestones import Months, UpTo
from jtai_cli.notes import annotate
from jtai_cli.plan import Inspection, Known, LocalMilestone, with_local
from jtai_cli.render import to_ics
from jtai_cli.render.to_ics import REHEARSAL, Withdrawn
from jtai_cli.render.to_ics.names import file_name
from jtai_cli.render.to_ics.values import Hours, Text, one_line
from jtai_cli.timeline import resolve
from jtai_cli.workingdays import Period, WorkingCalendar

GOLDEN = Path(__file__).parents[1] / "golden" / "kingston.ics"
# Read once, for the tests see an environment without it.
REWRITE = os.environ.get("JTAI_REWRITE_GOLDEN") == "1"
BROWSERS = Path(__file__).parents[1] / "browsers"
STAMP = datetime(2026, 11, 22, tzinfo=UTC)
LONG = "a long title, " * 714 + "over"  # 10,000 characters

Dates = Callable[[Inspection], Timeline]


def d(text: str) -> date:
    return date.fromisoformat(text)


def fieldwork(first: str, *, theme: str | None = None) -> Inspection:
    return Inspection(Known("fieldwork", d(first)), theme)


KINGSTON = fieldwork("2025-03-03", theme="front-door")


def local(
    title: str, *, key: str = "briefing", who: str | None = None
) -> dict[str, LocalMilestone]:
    return {key: LocalMilestone(key, title, "notification", 1, who=who)}


@pytest.fixture
def with_plan(rules: Frameworks) -> Dates:
    """Dates an inspection with its local milestones."""

    def dates(inspection: Inspection) -> Timeline:
        official = rules.timetable("jtai-2022")
        span = retrace.span_needed(official, inspection)
        calendar = bankholidays.known(official.division, span).calendar()
        timetable = with_local(official, inspection.local)
        timeline = resolve(timetable, inspection, calendar, phases=tuple(rules.phases))
        return annotate(timeline, rules)

    return dates


@pytest.fixture
def written(with_plan: Dates, rules: Frameworks) -> Callable[..., bytes]:
    """Writes the calendar of an inspection."""

    def write(
        inspection: Inspection, *, name: str = REHEARSAL, withdrawn: Sequence[Withdrawn] = ()
    ) -> bytes:
        timeline = with_plan(inspection)
        return to_ics.calendar(timeline, rules, name=name, stamp=STAMP, withdrawn=withdrawn)

    return write


@dataclass(frozen=True)
class Alarmed:
    """An alarm as a reader has it: hours from the start of the event."""

    hours: float
    description: str


@dataclass(frozen=True)
class Found:
    """An event as a reader has it; `last` is its last day, included."""

    uid: str
    sequence: int
    stamp: datetime
    summary: str
    description: str
    first: date
    last: date
    category: str
    transparent: str
    status: str | None
    alarms: tuple[Alarmed, ...]


@dataclass(frozen=True)
class FoundCalendar:
    """A calendar as a reader has it."""

    header: dict[str, str | None]
    events: tuple[Found, ...]

    def titled(self, part: str) -> Found:
        (found,) = (event for event in self.events if part in event.summary)
        return found


HEADER = ("version", "prodid", "calscale", "method", "x-wr-calname")
DAY = timedelta(days=1)


def read_by_icalendar(content: bytes) -> FoundCalendar:
    calendar: Any = icalendar.Calendar.from_ical(content)
    assert not calendar.errors
    return FoundCalendar(
        {name: None if calendar.get(name) is None else str(calendar[name]) for name in HEADER},
        tuple(
            Found(
                uid=str(event["uid"]),
                sequence=int(event["sequence"]),
                stamp=event["dtstamp"].dt,
                summary=str(event["summary"]),
                description=str(event["description"]),
                first=event["dtstart"].dt,
                last=event["dtend"].dt - DAY,
                category="|".join(str(one) for one in event["categories"].cats),
                transparent=str(event["transp"]),
                status=str(event["status"]) if "status" in event else None,
                alarms=tuple(
                    Alarmed(alarm["trigger"].dt / timedelta(hours=1), str(alarm["description"]))
                    for alarm in event.walk("VALARM")
                ),
            )
            for event in calendar.walk("VEVENT")
        ),
    )


def read_by_vobject(content: bytes) -> FoundCalendar:
    calendar = vobject.readOne(content.decode())
    calendar.validate(raiseException=True)
    return FoundCalendar(
        {name: calendar.getChildValue(name.replace("-", "_")) for name in HEADER},
        tuple(
            Found(
                uid=event.uid.value,
                sequence=int(event.sequence.value),
                stamp=event.dtstamp.value,
                summary=event.summary.value,
                description=event.description.value,
                first=event.dtstart.value,
                last=event.dtend.value - DAY,
                category="|".join(event.categories.value),
                transparent=event.transp.value,
                status=event.getChildValue("status"),
                alarms=tuple(
                    Alarmed(alarm.trigger.value / timedelta(hours=1), alarm.description.value)
                    for alarm in getattr(event, "valarm_list", [])
                ),
            )
            for event in calendar.vevent_list
        ),
    )


def read_by_ical_js(content: bytes) -> FoundCalendar:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: see make browsers")
    if not (BROWSERS / "node_modules" / "ical.js").is_dir():
        pytest.skip("ical.js is not installed: run make browsers")
    ran = subprocess.run(  # the program is our own
        [node, BROWSERS / "read_ics.mjs"], input=content, capture_output=True, check=True
    )
    found = json.loads(ran.stdout)
    assert all(event["are_dates"] for event in found["events"])
    assert {a["action"] for event in found["events"] for a in event["alarms"]} <= {"DISPLAY"}
    return FoundCalendar(
        found["header"],
        tuple(
            Found(
                uid=event["uid"],
                sequence=event["sequence"],
                stamp=datetime.fromisoformat(event["stamp"]),
                summary=event["summary"],
                description=event["description"],
                first=d(event["first"]),
                last=d(event["end"]) - DAY,
                category=event["category"],
                transparent=event["transparent"],
                status=event["status"],
                alarms=tuple(Alarmed(a["hours"], a["description"]) for a in event["alarms"]),
            )
            for event in found["events"]
        ),
    )


def described(content: bytes) -> str:
    """Give a calendar's description, which most readers leave as it is written."""
    description: str = vobject.readOne(content.decode()).x_wr_caldesc.value
    return description


READERS = [
    pytest.param(read_by_icalendar, id="icalendar"),
    pytest.param(read_by_vobject, id="vobject"),
    pytest.param(read_by_ical_js, id="ical.js"),
]
Reader = Callable[[bytes], FoundCalendar]


def test_golden_kingston(written: Callable[..., bytes]) -> None:
    content = written(KINGSTON)
    if REWRITE:
        GOLDEN.write_bytes(content)
    assert GOLDEN.exists(), f"there is no {GOLDEN}; make golden writes it"
    assert content == GOLDEN.read_bytes()


def test_the_same_question_gives_the_same_bytes(written: Callable[..., bytes]) -> None:
    assert written(KINGSTON) == written(KINGSTON)


@pytest.mark.parametrize("read", READERS)
def test_every_reader_gets_the_whole_calendar_back(
    read: Reader, with_plan: Dates, rules: Frameworks
) -> None:
    inspection = replace(KINGSTON, area="Kingston", revision=3)
    timeline = with_plan(inspection)
    found = read(to_ics.calendar(timeline, rules, name="kingston-2025", stamp=STAMP))
    assert found.header == {
        "version": "2.0",
        "prodid": "-//jtai//jtai//EN",
        "calscale": "GREGORIAN",
        "method": "PUBLISH",
        "x-wr-calname": "JTAI Kingston: front door",
    }
    dated = [
        one for one in timeline.milestones if not isinstance(one.milestone.rule, Months | UpTo)
    ]
    assert [(event.first, event.last) for event in found.events] == [
        (one.first, one.last) for one in dated
    ]
    mark = " (if the letter asks for one)"
    assert [event.summary for event in found.events] == [
        f"JTAI Kingston: {one.milestone.title}{mark if one.milestone.conditional else ''}"
        for one in dated
    ]
    assert {(e.sequence, e.stamp, e.category, e.transparent, e.status) for e in found.events} == {
        (3, STAMP, "JTAI", "TRANSPARENT", None)
    }
    assert [alarm.description for event in found.events for alarm in event.alarms] == [
        event.summary for event in found.events
    ]
    assert len({event.uid for event in found.events}) == len(dated)
    openings = [event.description.partition("\n\n")[2].partition("\n")[0] for event in found.events]
    assert [opening.partition(" ")[0] for opening in openings] == [
        "Known:" if one.milestone.key == "fieldwork" else "Computed." for one in dated
    ]


def test_all_readers_agree(written: Callable[..., bytes]) -> None:
    content = written(KINGSTON)
    assert read_by_icalendar(content) == read_by_vobject(content) == read_by_ical_js(content)


def test_milestones_without_a_day_of_their_own_are_told_and_are_no_events(
    written: Callable[..., bytes],
) -> None:
    found = read_by_vobject(written(KINGSTON))
    told = (
        "Evidence window, six months: Saturday 17 August 2024 to Monday 17 February 2025 (computed)"
        "\nPre-inspection analysis: up to Monday 17 February 2025\n"
    )
    assert told in found.titled("Notification").description
    assert told in described(written(KINGSTON))
    assert not [e for e in found.events if "window" in e.summary or "Pre-" in e.summary]


def test_a_description_tells_what_who_why_and_what_else(written: Callable[..., bytes]) -> None:
    stated = {"statement-of-proposed-action": d("2025-08-02")}
    inspection = replace(
        KINGSTON,
        area="Kingston",
        stated=stated,
        principal_authority="The partnership, its chair",
        owners={"statement-of-proposed-action": "Ann O’Hara"},
        done=("statement-of-proposed-action",),
    )
    event = read_by_vobject(written(inspection, name="kingston-2025")).titled("Statement")
    what, why, readings, notes, closing = event.description.split("\n\n")
    assert what.endswith(
        "\nIt happens only if the letter asks for it.\nWho: Principal authority\n"
        "Owner: Ann O’Hara\nDone."
    )
    assert why.startswith("Stated: a letter gives it. The rule gives Friday 1 August 2025:")
    assert "\nBasis: sourced, a source says it.\nSource: The Children Act 2004" in why
    assert readings.startswith(
        "Another reading: Wednesday 6 August 2025, 70 working days from publication, as most "
        "published letters count.\nBasis: derived, it follows from sources.\nSource: Published"
    )
    assert notes == (
        "Note: Statement of proposed action due: Saturday 2 August 2025 is at the weekend; it is "
        "kept as stated."
    )
    assert closing == (
        "Inspection: kingston-2025\nArea: Kingston\nTheme: Front door\n"
        "Principal authority: The partnership, its chair\n"
        "Dates are computed. The letters you receive take priority."
    )


def test_what_is_local_and_what_is_provisional_is_marked(written: Callable[..., bytes]) -> None:
    late = replace(fieldwork("2028-11-27"), local=local("Chiefs’ call", who="Chiefs"))
    found = read_by_vobject(written(late))
    call = found.titled("Chiefs")
    assert call.summary == "JTAI rehearsal: Chiefs’ call (local)"
    assert "\nBasis: local, a planning habit.\nSource: local, from jtai.toml" in call.description
    assert "Who: Chiefs\n" in call.description
    statement = found.titled("Statement")
    assert statement.summary.endswith(" (if the letter asks for one, provisional)")
    assert statement.status == "TENTATIVE"
    assert (
        "\nProvisional: GOV.UK has published bank holidays to Sunday 31 December 2028 only.\n"
        in statement.description
    )
    assert "\n\nNote: GOV.UK has published bank holidays to" in described(written(late))


@pytest.mark.parametrize(
    ("name", "told", "subject"),
    [
        pytest.param("rehearsal", {}, "JTAI rehearsal", id="rehearsal"),
        pytest.param(
            "rehearsal", {"area": "Leeds"}, "JTAI rehearsal Leeds", id="rehearsal-of-an-area"
        ),
        pytest.param("spring", {}, "JTAI spring", id="named"),
        pytest.param("spring", {"area": "Leeds"}, "JTAI Leeds", id="area"),
        pytest.param("spring", {"area": "A, B; C\\D,"}, "JTAI A – B – C – D", id="no-escapes"),
    ],
)
def test_the_calendar_says_whose_it_is_without_a_comma(
    name: str, told: dict[str, Any], subject: str, written: Callable[..., bytes]
) -> None:
    content = written(replace(fieldwork("2025-03-03"), **told), name=name)
    found = read_by_vobject(content)
    assert found.header["x-wr-calname"] == subject
    assert f"X-WR-CALNAME:{subject}\r\n".encode() in content
    assert {("This is a rehearsal" in e.description) for e in found.events} == {name == REHEARSAL}


def lines_of(content: bytes, part: str) -> list[str]:
    """Give the unfolded lines of the one event whose summary holds a text."""
    unfolded = content.decode().replace("\r\n ", "")
    (event,) = (
        event
        for event in unfolded.split("BEGIN:VEVENT\r\n")[1:]
        if part in event.partition("\r\n")[0]
    )
    return event.split("\r\n")


@pytest.mark.parametrize(
    ("draft", "trigger"),
    [
        pytest.param("2025-03-27", "-PT15H", id="mid-week"),
        pytest.param("2025-03-24", "-PT63H", id="over-a-weekend"),
        pytest.param("2025-04-22", "-PT111H", id="over-easter"),
        pytest.param("2025-05-06", "-PT87H", id="over-a-bank-holiday-monday"),
        pytest.param("2025-12-29", "-PT111H", id="over-christmas"),
        pytest.param("2026-01-02", "-PT39H", id="over-new-year"),
        # The clocks went forward on Sunday 30 March: by the watch it rings at 08:00.
        pytest.param("2025-03-31", "-PT63H", id="over-the-change-of-clocks"),
        pytest.param("2025-08-02", "-PT15H", id="stated-for-a-saturday"),
        pytest.param("2025-08-03", "-PT39H", id="stated-for-a-sunday"),
    ],
)
def test_an_alarm_rings_at_nine_on_the_working_day_before(
    draft: str, trigger: str, written: Callable[..., bytes]
) -> None:
    known = fieldwork("2024-12-02" if draft < "2025-06" else "2025-07-07")
    inspection = replace(known, stated={"draft-letter": d(draft)})
    lines = lines_of(written(inspection), "Draft letter")
    assert [line for line in lines if line.startswith("TRIGGER")] == [f"TRIGGER:{trigger}"]


def test_an_alarm_rings_in_a_closure_too(written: Callable[..., bytes]) -> None:
    closed = replace(
        fieldwork("2025-11-24"),
        stated={"draft-letter": d("2026-01-02")},
        closures=(Period(d("2025-12-22"), d("2025-12-31")),),
    )
    assert "TRIGGER:-PT39H" in lines_of(written(closed), "Draft letter")


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        pytest.param(-15, b"-PT15H", id="before"),
        pytest.param(15, b"PT15H", id="after"),
        pytest.param(-111, b"-PT111H", id="longer-than-a-day"),
    ],
)
def test_hours_are_written_as_hours(hours: int, expected: bytes) -> None:
    assert Hours(timedelta(hours=hours)).to_ical() == expected


def test_an_alarm_before_the_known_bank_holidays_is_refused(
    dated: Dates, rules: Frameworks
) -> None:
    timeline = dated(KINGSTON)
    held = timeline.calendar
    late = WorkingCalendar(
        Period(d("2025-02-17"), held.last),
        bank_holidays=held.bank_holidays,
        published_to=held.published_to,
    )
    with pytest.raises(OutOfRangeError):
        to_ics.calendar(replace(timeline, calendar=late), rules, name=REHEARSAL, stamp=STAMP)


def test_a_moved_date_is_the_same_event(written: Callable[..., bytes]) -> None:
    before = read_by_vobject(written(KINGSTON))
    after = read_by_vobject(written(replace(fieldwork("2025-06-09"), area="Leeds", revision=2)))
    assert [event.uid for event in before.events] == [event.uid for event in after.events]
    assert {event.sequence for event in before.events} == {1}
    assert {event.sequence for event in after.events} == {2}
    assert before.events[0].uid == "de67d676-af22-5828-a38e-e5d3968ebb3e"  # never to change


def test_another_inspection_has_other_events(written: Callable[..., bytes]) -> None:
    one, other = (
        {event.uid for event in read_by_vobject(written(KINGSTON, name=name)).events}
        for name in ("spring", "autumn")
    )
    assert not one & other


def test_a_name_is_the_same_however_its_accents_are_composed(
    written: Callable[..., bytes],
) -> None:
    one, other = (
        [event.uid for event in read_by_vobject(written(KINGSTON, name=name)).events]
        for name in ("Caf\u00e9", "Cafe\u0301")
    )
    assert one == other


def test_a_stamp_is_told_in_utc(dated: Dates, rules: Frameworks) -> None:
    stamp = datetime(2026, 6, 1, 1, 30, tzinfo=timezone(timedelta(hours=1)))
    content = to_ics.calendar(dated(KINGSTON), rules, name=REHEARSAL, stamp=stamp)
    assert set(re.findall(rb"DTSTAMP:.*", content)) == {b"DTSTAMP:20260601T003000Z\r"}


def test_a_stamp_without_a_time_zone_is_a_fault_of_ours(dated: Dates, rules: Frameworks) -> None:
    with pytest.raises(AssertionError, match="time without its zone"):
        to_ics.calendar(dated(KINGSTON), rules, name=REHEARSAL, stamp=STAMP.replace(tzinfo=None))


@pytest.mark.parametrize(
    "title",
    [
        pytest.param(LONG, id="long"),
        pytest.param("Gespräch über Grüße – “Ärger” €" * 40, id="two-and-three-octets"),
        pytest.param("\U0001f468\u200d\U0001f469\u200d\U0001f467" * 60, id="four-octets"),
        pytest.param("a,b;c\\d" * 60, id="escapes"),
    ],
)
def test_lines_are_folded_at_75_octets_between_characters(
    title: str, written: Callable[..., bytes]
) -> None:
    content = written(replace(fieldwork("2025-03-03"), local=local(title)))
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert [line.decode().count("\n") + line.decode().count("\r") for line in lines if line] == [
        0 for line in lines if line
    ]


HOSTILE = [
    pytest.param("=cmd|'/c calc'!A1", id="formula"),
    pytest.param("<script>alert(1)</script>", id="script"),
    pytest.param("[/x]", id="markup"),
    pytest.param("BEGIN:VEVENT END:VEVENT", id="an-event"),
    pytest.param(r"BEGIN:VEVENT\r\nEND:VEVENT", id="an-event-with-letters-for-breaks"),
    pytest.param("ATTACH:file:///etc/passwd", id="an-attachment"),
    pytest.param('a "b" ;X=1:c', id="a-parameter"),
    pytest.param("a, b; c: d", id="separators"),
    pytest.param("\u200f\u05e2\u05d1\u05e8\u05d9\u05ea\u200f \u202eabc\u202c", id="right-to-left"),
    pytest.param("\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1ec\U0001f1e7", id="emoji"),
    pytest.param(LONG, id="long"),
    pytest.param("x" * 2_000, id="long-without-a-space"),
    pytest.param("^n^^'", id="carets"),
    pytest.param("%0D%0A%5C", id="percents"),
]
BACKSLASHES = [
    pytest.param("C:\\New\\notes\\", id="new-and-notes"),
    pytest.param(r"\n\N\\n\,\;", id="escapes"),
]


@pytest.mark.parametrize(
    ("read", "text"),
    [
        *(
            pytest.param(*read.values, *text.values, id=f"{read.id}-{text.id}")
            for read in READERS
            for text in HOSTILE
        ),
        # icalendar itself reads a backslash before an n as a line break.
        *(
            pytest.param(*read.values, *text.values, id=f"{read.id}-{text.id}")
            for read in READERS[1:]
            for text in BACKSLASHES
        ),
    ],
)
def test_text_that_people_wrote_comes_out_as_that_text(
    read: Reader, text: str, written: Callable[..., bytes]
) -> None:
    inspection = replace(
        KINGSTON,
        area=text,
        principal_authority=text,
        owners={"briefing": text},
        local=local(text, who=text),
    )
    gone = Withdrawn("gone", text, d("2025-03-04"))
    found = read(written(inspection, name=text, withdrawn=[gone]))
    usual = read_by_vobject(written(KINGSTON))
    assert len(found.events) == len(usual.events) + 2
    (event,) = (event for event in found.events if event.summary.endswith(" (local)"))
    assert event.summary == f"JTAI {text}: {text} (local)"
    lines = event.description.split("\n")
    assert lines[:2] == [f"Who: {text}", f"Owner: {text}"]
    assert lines[-5:-1] == [
        f"Inspection: {text}",
        f"Area: {text}",
        "Theme: Front door",
        f"Principal authority: {text}",
    ]
    assert found.events[-1].summary == f"JTAI {text}: {text} (withdrawn)"


@pytest.mark.parametrize(
    ("character", "named"),
    [
        pytest.param("\x00", "U+0000", id="nul"),
        pytest.param("\n", "U+000A", id="line-feed"),
        pytest.param("\r", "U+000D", id="carriage-return"),
        pytest.param("\t", "U+0009", id="tab"),
        pytest.param("\x1b", "U+001B", id="escape"),
        pytest.param("\x7f", "U+007F", id="delete"),
        pytest.param("\x85", "U+0085", id="next-line"),
        pytest.param("\u2028", "U+2028", id="line-separator"),
        pytest.param("\u2029", "U+2029", id="paragraph-separator"),
        pytest.param("\ud83d", "U+D83D", id="half-an-emoji"),
    ],
)
def test_control_characters_are_refused(
    character: str, named: str, written: Callable[..., bytes]
) -> None:
    with pytest.raises(UsageError) as refused:
        written(replace(fieldwork("2025-03-03"), area=f"Lee{character}BEGIN:VEVENT"))
    assert refused.value.message == (
        f"the area holds the character {named} after 'Lee', which a calendar cannot carry"
    )
    assert refused.value.hint == "leave out line breaks and control characters"


@pytest.mark.parametrize(
    ("told", "what"),
    [
        pytest.param({"principal_authority": "\n"}, "the principal authority", id="authority"),
        pytest.param({"owners": {"a\n": "\n"}}, r"the owner of a\n", id="owner"),
        pytest.param({"local": local("\n")}, "the title of briefing", id="local-title"),
        pytest.param({"local": local("x", who="\n")}, "who acts in briefing", id="local-who"),
        pytest.param(
            {"local": local("x", key="\n")}, "the key of a local milestone", id="local-key"
        ),
    ],
)
def test_every_text_that_people_wrote_is_looked_at(
    told: dict[str, Any], what: str, written: Callable[..., bytes]
) -> None:
    with pytest.raises(JtaiError) as refused:
        written(replace(fieldwork("2025-03-03"), **told))
    assert refused.value.message == (
        f"{what} holds the character U+000A, which a calendar cannot carry"
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param(
            "a\n",
            "the name of the inspection holds the character U+000A after 'a', which a calendar "
            "cannot carry",
            id="line-break",
        ),
        pytest.param("", "the name of the inspection is empty", id="empty"),
        pytest.param("  ", "the name of the inspection is empty", id="blank"),
    ],
)
def test_a_name_that_names_nothing_is_refused(
    name: str, message: str, written: Callable[..., bytes]
) -> None:
    with pytest.raises(UsageError) as refused:
        written(KINGSTON, name=name)
    assert refused.value.message == message


def test_the_rules_may_hold_lines_but_no_control_characters(
    dated: Dates, rules: Frameworks
) -> None:
    timeline = dated(KINGSTON)

    def noted(text: str) -> bytes:
        told = replace(timeline, notes=(Note("caveat", text, "publication"),))
        return to_ics.calendar(told, rules, name=REHEARSAL, stamp=STAMP)

    found = read_by_vobject(noted("one\ntwo\tthree"))
    assert "Note: one\ntwo\tthree\n" in found.titled("published").description
    with pytest.raises(UsageError, match="the text of the rules holds the character U\\+0007"):
        noted("a\x07b")


@pytest.mark.parametrize("read", READERS)
def test_what_was_withdrawn_is_cancelled(read: Reader, written: Callable[..., bytes]) -> None:
    sent = read(written(replace(fieldwork("2025-03-03"), local=local("First briefing"))))
    gone = Withdrawn("briefing", "First briefing", d("2025-02-18"))
    found = read(written(replace(fieldwork("2025-03-03"), revision=2), withdrawn=[gone]))
    event = found.titled("briefing")
    assert event.uid == sent.titled("briefing").uid
    assert event.sequence == 2
    assert event.status == "CANCELLED"
    assert event.summary == "JTAI rehearsal: First briefing (withdrawn)"
    assert (event.first, event.last) == (gone.day, gone.day)
    assert event.alarms == ()
    assert event.description.startswith(
        "Withdrawn: this is no longer planned. It was to be on Tuesday 18 February 2025.\n\n"
    )
    assert [one.status for one in found.events].count("CANCELLED") == 1


def test_a_withdrawn_title_with_a_line_break_is_refused(written: Callable[..., bytes]) -> None:
    with pytest.raises(UsageError, match=r"^the title of gone, which was withdrawn, holds"):
        written(KINGSTON, withdrawn=[Withdrawn("gone", "a\nb", d("2025-02-18"))])


def test_a_milestone_that_is_still_dated_cannot_be_withdrawn(
    written: Callable[..., bytes],
) -> None:
    gone = Withdrawn("publication", "Letter published", d("2025-04-28"))
    with pytest.raises(AssertionError, match="still dated"):
        written(KINGSTON, withdrawn=[gone])


def test_invitations_carry_one_event_each_that_of_the_calendar(
    with_plan: Dates, rules: Frameworks
) -> None:
    timeline = with_plan(replace(fieldwork("2025-03-03"), local=local("Call", key="Chiefs' call")))
    gone = [Withdrawn("briefing", "First briefing", d("2025-02-18"))]
    files = to_ics.invitations(timeline, rules, name="spring", stamp=STAMP, withdrawn=gone)
    whole = to_ics.calendar(timeline, rules, name="spring", stamp=STAMP, withdrawn=gone)
    assert list(files)[:1] == ["notification.ics"]
    assert list(files)[-1:] == ["briefing.ics"]
    assert "_43hiefs_27_20call.ics" in files
    found = [read_by_vobject(content) for content in files.values()]
    assert tuple(event for one in found for event in one.events) == read_by_vobject(whole).events
    assert {len(one.events) for one in found} == {1}
    assert {one.header["method"] for one in found} == {"PUBLISH"}
    assert {one.header["x-wr-calname"] for one in found} == {None}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        pytest.param("draft-letter", "draft-letter.ics", id="as-it-is"),
        pytest.param("Draft-letter", "_44raft-letter.ics", id="case-apart"),
        pytest.param("con", "_63on.ics", id="device"),
        pytest.param("lpt1", "_6cpt1.ics", id="numbered-device"),
        pytest.param("contact", "contact.ics", id="no-device"),
        pytest.param("../../etc/passwd", "_2e_2e_2f_2e_2e_2fetc_2fpasswd.ics", id="path"),
        pytest.param('<>:"/\\|?*', "_3c_3e_3a_22_2f_5c_7c_3f_2a.ics", id="not-on-windows"),
        pytest.param("a. ", "a_2e_20.ics", id="dot-and-space-at-the-end"),
        pytest.param("é", "_c3_a9.ics", id="accent"),
        pytest.param("a_", "a_5f.ics", id="underscore"),
        pytest.param("", "_.ics", id="empty"),
        pytest.param(
            "x" * 10_000,
            "x" * 80 + "_xe4ee97ec252749d2096447e849628d0d7734f51700416eefbb33574bf0b3ee75.ics",
            id="long",
        ),
    ],
)
def test_file_names_are_safe_on_every_system(key: str, expected: str) -> None:
    assert file_name(key) == expected


@given(st.text(max_size=120), st.text(max_size=120))
def test_no_two_keys_share_a_file(one: str, other: str) -> None:
    assume(one != other)
    assert file_name(one) != file_name(other)


@given(st.text(max_size=300))
def test_any_text_is_read_back_or_refused(text: str) -> None:
    try:
        one_line(text, "a text")
    except UsageError:
        return
    event = icalendar.Event()
    event.add("SUMMARY", Text(text))
    lines = event.to_ical().decode().replace("\r\n ", "").split("\r\n")
    assert lines[:1] + lines[2:] == ["BEGIN:VEVENT", "END:VEVENT", ""]
    # RFC 5545 3.3.11, read as it stands: a backslash and what it keeps.
    assert re.sub(r"\\([\\;,])", r"\1", lines[1]) == f"SUMMARY:{text}"
