"""Dates in sentences: no error on a true one, and the wrong ones found.

The sentences are about an inspection of Kingston: notified on 17 February 2025, fieldwork from
3 to 7 March, draft letter on 28 March, comments due on 10 April, final letter on 23 April,
publication on 28 April, statement due on 1 August 2025. A text that begins with a tag is HTML,
the others are Markdown.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from jtai_cli.pages import check
from jtai_cli.pages.markers import Runner
from jtai_cli.pages.results import Checked, Found
from jtai_cli.plan import Inspection, Known, LocalMilestone
from jtai_cli.timeline import Timeline
from tests.conftest import Golden

Read = Callable[[str], Checked]

TRUE = (
    # Weekdays that belong to a list, to another name or to other words.
    "Inspectors are on site Mon–Fri 3–7 March 2025.",
    "Inspectors are on site Mon&#8211;Fri, 10&#8211;14 March 2025 for the ILACS.",
    "Focus groups: Wed and Thu 5 and 6 March 2025.",
    "Drop-in sessions on Tuesday, Wednesday & Thursday 4, 5 and 6 March 2025.",
    "Duty cover, Monday to Friday, 1 April to 30 June 2025.",
    "Bronze calls are at 8.30am Mon/Wed/Fri 3 March 2025 to 14 March 2025.",
    "After Good Friday, 22 April 2025 is the first working day.",
    "The office is closed on Good Friday and Easter Monday, 18 and 21 April 2025.",
    "Easter Monday, 21 April 2025, is a bank holiday.",
    "We missed Friday. 3 March 2025 is the new day.",
    "We meet again on Monday. 4 March 2025 is the deadline.",
    "1 May 2025 is a Thursday, 2 May 2025 a Friday.",
    "1 May 2025 Thursday 2 May 2025 Friday",
    "On 3 March 2025, Tuesday teams meet; on 4 March 2025, Monday 3 March and Tuesday are past.",
    "We were notified on 24 February 2025 of an incident.",
    "The draft letter comes in the week of 24 March 2025.",
    "The panel sat 3 March 2025.",
    "Closed Saturday and Sunday, 1 May 2025 to 31 May 2025.",
    "Huddles take place every Friday 3 March 2025 to 30 May 2025.",
    "If you cannot come on Friday, 3 March 2025 is the other date.",
    "Team meetings are on the first Tuesday, 5 March 2025 apart.",
    "The Sunday Times, 3 March 2025, ran the story.",
    "She covers Mondays and Tuesdays; 5 March 2025 is hers too.",
    "The letter printed “Friday 18 April 2023”, which is a Tuesday.",
    "Friday 18 April 2023 (sic) was the date in their letter.",
    # Numbers of things.
    "Section 47 May 2025 audit",
    "The Section 31 June 2025 applications are on the tracker.",
    "Action 2025-13-01: Sam to chase health colleagues.",
    "Minute 12/45/2025 refers.",
    "Ref 31/02/2025 was closed.",
    "We audited 31 April 2025 referrals and 12 plans.",
    "Audited: 31 April 2025 referrals and 12 plans.",
    "Item 30 February 2025 board: noted.",
    "There is no 29 February 2025.",
    "Version 1.31.2025 of the toolkit is on the intranet.",
    # What is not read.
    "<!-- <b>Monday 4 March 2025</b> -->",
    "~~Monday 4 March 2025~~ Tuesday 4 March 2025",
    "<p>Draft letter: <s>Monday 31 March 2025</s> Friday 28 March 2025</p>",
    "<p>Comments due <del><b>Friday 11 April 2025</b></del> <ins>Thursday 10 April 2025</ins></p>",
    "<td><span style='text-decoration:line-through'>Monday 4 March 2025</span></td>",
    "Run `jtai timeline --fieldwork 31/02/2025` to see the message.",
    "An example:\n\n    Monday 4 March 2025\n",
    "```\nDraft letter: Monday 4 March 2025\n```",
    # Other inspections, areas, years and events.
    "The final letter is under embargo until 28 April 2025.",
    "The pre-publication copy is embargoed until 9am on Monday 28 April 2025.",
    "Eastshire: fieldwork 13–17 January 2025",
    "Eastshire's draft letter came on 14 February 2025.",
    "## Eastshire\n\n- Fieldwork: 13–17 January 2025",
    "| ILACS | Fieldwork | 12–16 May 2025 |",
    "| Area | Milestone | Date |\n|---|---|---|\n| Eastshire | Draft letter | 7 February 2025 |",
    "## Last year's letters\n\n* Draft letter: 12 April 2024\n* Final letter: 13 May 2024",
    "Last year's draft letter came on 12 April 2024.",
    "In Merton fieldwork began on 13 January 2025.",
    "Mock fieldwork: 10 January 2025",
    "Dry run of the case audits: 15 January 2025",
    "Comments are due to the DCS by 4 April 2025.",
    "Internal comments due: 4 April 2025",
    "Our SEND inspection: fieldwork 9–13 June 2025",
    "We have one week from the draft letter to 4 April 2025.",
    "Please send your comments on the draft letter to Priya by 2 April 2025.",
    "Publication: 10 January 2025",
    "Publication date of this plan: 12 January 2025",
    "Date of publication: 12 January 2025",
    "Staff training on 12 February 2025 covers the draft letter.",
    "Draft letter meeting: 2 April 2025",
    "We meet to discuss the draft letter on 31 March 2025.",
    "Fieldwork rota agreed on 10 February 2025.",
    "The week before fieldwork, 24 February 2025, is busy.",
    "2 weeks to fieldwork: 17 February 2025",
    "By 10 March 2025 fieldwork had ended.",
    "12 March 2025: fieldwork debrief for staff",
    "The call on 12 March 2025 is about rotas.",
    "Comments 3 March 2025: updated the rota",
    "If fieldwork started on 10 March 2025, the draft letter would be due on 4 April 2025.",
    "The draft letter was moved from 28 March 2025 to 4 April 2025.",
    "Due to illness the meeting of Saturday 12 April 2025 was cancelled.",
    "Comments were sent on 9 April 2025.",
    # What is true of the inspection.
    "Comments are due back on Thursday 10 April 2025, nine working days after the draft letter.",
    "Comments are due back w/c 7 April 2025.",
    "The draft letter arrives in the week ending Friday 28 March 2025.",
    "Fieldwork: week commencing 3rd March 2025",
    "Fieldwork runs from Monday 3 March to Friday 7 March 2025, and ends on 7 March 2025.",
    "Fieldwork begins on 3 March 2025. We will meet on 12 March 2025 to prepare for fieldwork.",
    "The statement is due on 1 August 2025, or on 6 August 2025 by another reading.",
    "The set-up discussion is on Tuesday 18 February 2025 at 10am.",
    "The case audits run from 25 to 27 February 2025.",
    "The evidence window runs from 17 August 2024 to 17 February 2025.",
    "| Milestone | Start | End |\n|---|---|---|\n| Fieldwork | 3 March 2025 | 7 March 2025 |",
    "| Step | Planned | Came |\n|---|---|---|\n| Draft letter | 28 March 2025 | 4 April 2025 |",
    (
        "<table><tr><td><p class=MsoNormal>Comments due back<o:p></o:p></p></td>"
        "<td><p>Thursday 10<sup>th</sup> April\n2025<o:p></o:p></p></td></tr></table>"
    ),
    "<dl><dt>Final letter</dt><dd><p>Wednesday 23<sup>rd</sup> April 2025</p></dd></dl>",
    "Final letter\n: 23 April 2025, under embargo",
    "The letter is published on Monday 28&nbsp;April 2025<sup>1</sup>.",
    "28 March 2025, draft letter, 10 April 2025, comments due back",
)

WRONG = (
    # Weekdays.
    "The statement should be sent\nby Friday 18\nApril 2023.",
    "Due\r\n\r\non 31 February 2025.\r\n",
    "# Plan\n\nComments are due back on Friday 11 April 2025.\n",
    "<table>\n<tr>\n<td>\n<p>Fieldwork</p></td>\n<td>10–14 March\n2025</td></tr></table>",
    "It must be returned by 5 May 2025.",
    "3 March 2025 (Tuesday)",
    "3 March 2025 (a Tuesday)",
    "The panel meets on 3 March 2025, Tuesday.",
    "error::y is due on Tuesday 3 March 2025.",
    "We meet on Wednesday, 4 March 2025.",
    "Monday 4 March 2025",
    "Date: Thursday, 4 March 2025",
    "| Bronze call | Thurs 4 Mar 2025 |",
    "The workshop runs from Tuesday 3 March to Friday 7 March 2025.",
    "The workshop runs from Monday 3 to Thursday 7 March 2025.",
    "Notification: Tuesday 17/02/2025",
    "<p>Please reply by Friday 10<sup>th</sup> April 2025.</p>",
    "Please reply by Friday 10^th^ April 2025.",
    "<td><p>Monday 4<sup>th</sup>\nMarch&nbsp;2025</p></td>",
    "Friday the 18th of April 2023",
    "<b>Monday</b> <i>4 March</i> 2025",
    "Good Friday is on 18 April, and we are back on Monday 22 April 2025.",
    # Dates that cannot exist.
    "Please return the audit by 31 April 2025.",
    "The review is due on 29 February 2025.",
    "30 February 2025",
    "Due 31/02/2025",
    "Deadline: 2025-02-30",
    "The form was returned on 03/13/2025.",
    "- Monday 31 June 2025: board",
    # Milestones.
    "Comments are due back on Friday 11 April 2025.",
    "Comments are due by noon on 11 April 2025.",
    "Comments are due by 5pm on Friday 11 April 2025.",
    "Comments are due back by close of play on 11 April 2025.",
    "Comments due COP 11 April 2025",
    "The partnership's comments are due by 11 April 2025.",
    "Deadline for comments: 9 April 2025",
    "We have to send our comments by 1 April 2025.",
    "The factual accuracy response must be in by 14 April 2025.",
    "The draft letter is due on Friday 4 April 2025.",
    "The draft letter, 4 April 2025, is for the DCS.",
    (
        "[Draft letter](https://www.example.org/a/very/long/address/that/goes/on/for/ever/and/ever/"
        "and/names/everything?in=it&and=more) is due on 4 April 2025."
    ),
    "On 24 April 2025 the final letter is due.",
    "The final letter (24 April 2025) is under embargo.",
    "* **Final letter:** 24 April 2025",
    "3. [x] Final letter: 24 April 2025",
    "The pre-publication letter will come on 24 April 2025.",
    "11 April 2025: comments due back",
    "| Fri 11 Apr 2025 | Comments due back |",
    "| Comments due back | DCS | Fri 11 Apr 2025 |",
    "| Milestone | Date |\n|---|---|\n| Final letter | 4<sup>th</sup> April 2025 |",
    "| Milestone | Start | End |\n|---|---|---|\n| Fieldwork | 4 March 2025 | 7 March 2025 |",
    "Final letter\n: 24 April 2025",
    (
        "<table><tr><td><p>Draft letter</p></td><td><p>Inspectorates</p></td>"
        "<td><p>4 April 2025</p></td></tr></table>"
    ),
    "<dl><dt><p>Final letter</p></dt><dd><p>24 April 2025</p></dd></dl>",
    "Fieldwork: 10–14 March 2025",
    "Fieldwork: 10 &#8211; 14 March 2025",
    "Fieldwork starts on 4 March 2025 and ends on 7 March 2025.",
    "Fieldwork starts on 3 March 2025 and ends on 6 March 2025.",
    "Fieldwork commences on 10 March 2025.",
    "The last day of fieldwork is 6 March 2025.",
    "The draft letter is sent to the partnership on 4 April 2025.",
    "- Draft letter: 28 March 2025\n- Publication: 29 April 2025",
    "11 April 2025: comments due back\nThe panel meets at noon.",
    "Fieldwork will take place from 10 to 14 March 2025.",
    "Fieldwork begins on 3 March 2024.",
    "Fieldwork is w/c 10 March 2025.",
    "The set-up meeting will take place on 3 March 2025.",
    "The setup meeting is on 3 March 2025.",
    "We were notified on 24 February 2025.",
    "Final letter w/c 24 April 2025",
    "The written statement of action is due on 4 August 2025.",
    "The statement of proposed action is due 4 August 2025.",
    "The letter will be published on 29 April 2025.",
    "Notification day: Monday 24 February 2025",
    # Due dates.
    "The self-assessment is due on Saturday 12 April 2025.",
    "Deadline for replies: 21 April 2025",
    "Case files have to be in by Monday 5 May 2025, so please send them by Monday 5 May 2025.",
)

# From minutes, toolkits, rotas and letters of safeguarding partnerships.
ALSO_TRUE = (
    "The Board meets quarterly: 12 March 2025, 11 June 2025, 10 September 2025, 10 December 2025.",
    "Training dates – Tues 4 / Wed 5 / Thurs 6 March 2025",
    "Sunday 2 March 2025 to Saturday 8 March 2025 – duty rota",
    "The MACE panel meets on alternate Tuesdays; the next is Tuesday 11 March 2025.",
    "Child C came off a plan on 31.01.2025 and the review was on 28.02.2025.",
    "S47 enquiries 1/4/2024-31/3/2025",
    "Contact the MASH, open Mon to Fri 9am–5pm; Sat 3 May 2025 by appointment.",
    "Strategy meeting Tues/Weds 4 March 2025 to be confirmed",
    "Monday – Wednesday 3 – 5 March 2025: induction",
    "Deputy DCS on leave from Monday, 31 March to Friday, 11 April 2025",
    "On Friday last, 3 March 2025 minutes were circulated.",
    "We start on Monday, 4 March 2025 circular refers.",
    "Ofsted's annual report 2023/24; NAO report HC 30 February 2025",
    "Regulation 31 April 2025 amendments",
    "2025-02-30 is the reference of the thirtieth request in February.",
    "LA ref 31/04/2025/CS",
    "November has 30 days, so 31 November 2025 cannot be right.",
    "The form said 31 November 2025 by mistake.",
    "Their letter is dated “Friday 18 April 2023”.",
    "Corrected version: not Monday 4 but Tuesday 4 March 2025",
    "The Sun 4 March 2025 p. 7",
    "Thurs 27th Feb & 6th March 2025",
    "Monday-Friday: 4 March 2025 to 31 March 2025",
    "The group meets on Tuesday. Friday 7 March 2025 is the exception.",
    "Friday (4 March 2025 excepted)",
    "| Mon | 4 March 2025 |",
    "Gunpowder, treason and plot: Tuesday 5 November 1605",
    "Rapid review completed within 15 working days: 3 March 2025",
    "QA of comments: first returns by 3 April 2025, DCS sign-off 8 April 2025, sent 10 April 2025.",
    "First draft of the statement of proposed action: 16 May 2025",
    "The JTAI of Eastshire (fieldwork 13–17 January 2025) found delays at the front door.",
    "For reference, Haringey: draft letter 3 January 2018, comments due 16 January 2018.",
    "Draft letter (Eastshire) 14 February 2025",
    "| | Kingston | Eastshire |\n|---|---|---|\n| Fieldwork | 3–7 March 2025 | 13–17 May 2025 |",
    "| When | What |\n|---|---|\n| 3 April 2025 | Partner comments on the draft letter to Priya |",
    "- Eastshire\n  - Fieldwork: 13–17 January 2025",
    "For comparison, the 2024 inspection:\n\n- Fieldwork: 15–19 April 2024",
    "| Document control | |\n|---|---|\n| Publication | 10 January 2025 |",
    "Notification: 4 March 2025 (serious incident, child D)",
    "Draft letter\n12 March 2025",
)


@pytest.fixture(scope="session")
def read(page: Callable[..., Checked]) -> Read:
    """Reads a text as Markdown, or as HTML where it begins with a tag."""
    return lambda text: page(text, "page.html" if re.match("<[a-z]", text) else "page.md")


def ids(texts: tuple[str, ...]) -> list[str]:
    return [f"{number}-{' '.join(text.split())[:50]}" for number, text in enumerate(texts)]


@pytest.mark.parametrize("text", TRUE + ALSO_TRUE, ids=ids(TRUE + ALSO_TRUE))
def test_no_error_is_reported_on_a_true_sentence(read: Read, text: str) -> None:
    assert [one.message for one in read(text).problems if one.severity == "error"] == []


@pytest.mark.parametrize("texts", [TRUE, ALSO_TRUE], ids=["issue", "minutes"])
def test_few_true_sentences_are_warned_of(read: Read, texts: tuple[str, ...]) -> None:
    warned = [text for text in texts if read(text).problems]
    assert len(texts) >= 40
    assert len(warned) <= len(texts) * 3 // 80


def test_wrong_sentences_are_found_with_their_line_and_a_hint_golden(
    read: Read, golden: Golden
) -> None:
    assert len(WRONG) >= 60
    shown, missed = "", 0
    for text in WRONG:
        problems = read(text).problems
        missed += not problems  # the golden file shows which
        shown += text.replace("\r\n", "\n") + "\n"
        shown += "".join(f"  {p.line}: {p.code.value}: {p.message} ({p.hint})\n" for p in problems)
    assert missed <= len(WRONG) // 10
    golden("pages/wrong-sentences.txt", shown.encode())


@pytest.mark.parametrize(
    "text",
    [
        "The fair is on Saturday 12 April 2025.",
        "The form is due on Friday 11 April 2025.",
        "The form is due from 7 to 12 April 2025.",
        "Due on 11 April 2025; the fair is on 12 April 2025.",
        "In due course, on 12 April 2025, we meet.",
        "It is due w/c 21 April 2025.",
        "It is due by 5 May 2050.",
        "If it is due on 12 April 2025, we move it.",
    ],
)
def test_other_days_are_no_due_dates(read: Read, text: str) -> None:
    assert read(text).problems == ()


# What is counted


@pytest.mark.parametrize(
    ("text", "dates", "unread"),
    [
        ("4/4/25, 04.04.25 and 4-4-25", 0, 3),
        ("Thursday 10 April, the 3rd of May or 5 Sept", 0, 3),
        ("April 4, 2025 and April 4th.", 0, 2),
        ("10/4/2025, 10.04.2025, 2025-04-10 and 10-Apr-2025", 4, 0),
        ("Action 2025-13-01: Sam", 0, 1),
        ("Section 47 May 2025 audit", 0, 1),
        ("`4/4/25` and <!-- 4/4/25 -->", 0, 0),
        ("On 31 April 2025, or Sunday 31 December 9999", 2, 0),
        ("3 to 7 March 2025", 1, 0),
        ("Comments due 3rd–7th Mar, 3-7 March, March 3–7, 2025 and 10-Apr.", 0, 4),
        ("Apr 10; 2025/04/10; due 10/4; the deadline is 10.4", 0, 4),
        ("Comments due back 2025-4-10, and the letter on 10.4.25.", 0, 2),
        ("10.4 per cent, 10/4, in April 2025, /2025/04/10/x and due by 10 April 2025", 1, 0),
        ("4/4/25 <!-- jtai ignore -->\n5/5/25", 0, 1),
    ],
)
def test_dates_and_what_was_not_read_are_counted(
    read: Read, text: str, dates: int, unread: int
) -> None:
    checked = read(text)
    assert (checked.count("sentence"), checked.count("unread")) == (dates, unread)


# Timelines


def with_timeline(timeline: Timeline | None, text: str, runner: Runner) -> list[str]:
    (checked,) = check(
        [Found("page.md", content=text.encode())], runner._replace(timeline=lambda _: timeline)
    )
    return [one.message for one in checked.problems]


def test_without_an_inspection_no_date_is_compared_with_one(runner: Runner) -> None:
    page = "\n\n".join(text for text in WRONG if not text.startswith("<"))
    (checked,) = check(
        [Found("page.md", content=page.encode())], runner._replace(timeline=lambda _: None)
    )
    codes = {one.code.value for one in checked.problems}
    assert codes == {"weekday", "no-such-date", "non-working-day"}


def test_a_former_date_of_a_milestone_that_has_moved_is_wrong_without_its_name(
    kingston: Timeline, dated: Callable[[Inspection], Timeline], runner: Runner
) -> None:
    late = {"draft-letter": date(2025, 4, 4)}
    moved = dated(replace(kingston.inspection, stated=late))
    text = "Everything from partners is due on 10 April 2025."
    assert with_timeline(kingston, text, runner) == []
    assert with_timeline(moved, text, runner) == [
        "‘Comments due back’ was Thursday 10 April 2025 and has moved to Thursday 17 April 2025"
    ]
    assert with_timeline(moved, "We met on 10 April 2025.", runner) == []
    assert with_timeline(moved, "Comments are due on 17 April 2025.", runner) == []
    assert len(with_timeline(moved, "Comments are due on 10 April 2025.", runner)) == 1


def test_the_names_of_local_milestones_are_known_and_a_name_of_two_means_neither(
    dated: Callable[[Inspection], Timeline], runner: Runner
) -> None:
    local = {
        "board": LocalMilestone("board", "Board briefing", "notification", 1),
        "second": LocalMilestone("second", "Draft letter", "draft-letter", 5),
        "odd": LocalMilestone("odd", "‘’", "notification", 1),
    }
    timeline = dated(Inspection(Known("fieldwork", date(2025, 3, 3)), local=local))
    assert with_timeline(timeline, "The board briefing is on 19 February 2025.", runner) == [
        "‘Board briefing’ is Tuesday 18 February 2025, not Wednesday 19 February 2025"
    ]
    assert with_timeline(timeline, "Draft letter: 1 May 2025", runner) == []


def test_a_stated_date_that_is_no_working_day_is_not_warned_of(
    dated: Callable[[Inspection], Timeline], runner: Runner
) -> None:
    stated = {"statement-of-proposed-action": date(2018, 8, 18)}
    southend = dated(Inspection(Known("fieldwork", date(2018, 3, 19)), stated=stated))
    text = "The statement is due by Saturday 18 August 2018."
    assert with_timeline(southend, text, runner) == []
    assert len(with_timeline(None, text, runner)) == 1


def test_what_a_marker_holds_is_not_read_as_a_sentence(read: Read) -> None:
    marked = "<!-- jtai date comments-due -->Thursday 10 April 2025<!-- /jtai -->"
    text = f"Comments are due on {marked} and the final letter on 24 April 2025."
    assert [one.message[:14] for one in read(text).problems] == ["‘Final letter’"]
    block = "<!-- jtai about -->\n\nMonday 4 March 2025\n\n<!-- /jtai -->\n"
    assert {one.code.value for one in read(block).problems} == {"stale-block"}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("<pre>Monday 4 March 2025</pre>", 0),
        ("<p>x</p><script>Monday 4 March 2025</script>", 0),
        ("<p><a href='x' title='Monday 4 March 2025'>x</a></p>", 0),
        ("<p>Monday</p><p>4 March 2025</p>", 0),
        ("<p>Monday<br>4 March 2025</p>", 0),
        ("<ul><li>Monday 4 March 2025<li>x</ul>", 1),
        ("<table><tr><td>Monday 4 March 2025<td>x</table>", 1),
        ("<h2>Monday&#160;4&nbsp;March 2025</h2>", 1),
        ("<![if !x]><p>Monday 4 March 2025</p><![endif]>", 1),
        ("[x](y 'Monday 4 March 2025')", 0),
        ("[x]: y 'Monday 4 March 2025'", 0),
        ("---\ndate: Monday 4 March 2025\n---\n", 0),
        ("> Monday 4\n> March 2025", 1),
        ("Dates\n=====\n\n* Monday _4_ March\n  2025", 1),
        ("<div>\n\nMonday 4 March 2025\n\n</div>", 1),
        ("Monday 4 March 2025 | x", 1),
    ],
)
def test_markup_is_passed_over(read: Read, text: str, count: int) -> None:
    assert [one.code.value for one in read(text).problems] == ["weekday"] * count


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(part, id=repr(part))
        for part in (
            "The draft letter is due on 28 March 2025 and ", "| Draft letter | 28 March 2025 ",
            "due on Saturday 12 April 2025 and ", "Monday 4 March 2025. ", "31 April 2025 ",
            "- Draft letter: 3 April 2025\n", "draft letter comments due back ", "` `` ``` ",
            "<pre>", "<!-- ", "<!-- jtai ", "<!-- jtai date x -->", "[", "a_", "<del>", "<a ",
            "> ", "\n: x", "    x\n\n", "```\n", "<td>", "<sup>",
        )
    ],
)  # fmt: skip
@pytest.mark.uncovered
def test_a_long_page_is_read_to_its_end(read: Read, part: str) -> None:
    # What takes longer the longer the page already is would take minutes here.
    assert read("x " + part * (20_000 // len(part))) is not None
