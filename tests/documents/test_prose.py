"""Dates that people wrote on a page: told where they cannot be true, and nowhere else."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli import dating
from jtai_cli.cli import asked
from jtai_cli.dated import Timeline
from jtai_cli.documents import prose
from jtai_cli.documents.found import Code, Problem, Severity
from jtai_cli.documents.language import Language
from jtai_cli.documents.plain import _ADDRESSES, _MARKUP, plain
from jtai_cli.frameworks import Frameworks
from jtai_cli.plan import Inspection, Known, LocalMilestone

EVERY_MARKUP = dict.fromkeys(chain(_ADDRESSES, *_MARKUP.values()))
MISMATCH, CLOSED = Code.DATE_MISMATCH, Code.NON_WORKING_DAY


def d(text: str) -> date:
    return date.fromisoformat(text)


def resolved(rules: Frameworks, inspection: Inspection) -> Timeline:
    counting = asked.Counting(None, None, (), (), asked.Dates(None))
    timeline, _ = dating.dated(rules, inspection, counting)
    return timeline


@pytest.fixture(scope="session")
def kingston(rules: Frameworks) -> Timeline:
    """Fieldwork 3 to 7 March, draft 28 March, comments 10 April, final 23 April 2025."""
    known = Known("fieldwork", d("2025-03-03"))
    local = {
        "board": LocalMilestone("board", "Board briefing", "notification", 1),
        "fun": LocalMilestone("fun", "‘’", "notification", 1),
    }
    return resolved(rules, Inspection(known, name="kingston-2025", local=local))


@pytest.fixture(scope="session")
def richmond(rules: Frameworks) -> Timeline:
    """Fieldwork 6 to 10 October 2025, comments 13 November 2025; no name of its own."""
    return resolved(rules, Inspection(Known("fieldwork", d("2025-10-06")), area="Richmond"))


def told(
    text: str,
    timelines: Sequence[Timeline] = (),
    language: Language | None = Language.MARKDOWN,
    masked: Sequence[tuple[int, int]] = (),
) -> list[Problem]:
    return list(prose.read(text, masked, language).problems(timelines, Severity.WARNING))


def codes(
    text: str, timelines: Sequence[Timeline] = (), language: Language | None = Language.MARKDOWN
) -> list[Code]:
    return [problem.code for problem in told(text, timelines, language)]


# What is always an error


def test_a_real_letter_s_weekday_is_told_as_an_error() -> None:
    text = "The statement should be sent\nby Friday 18\nApril 2023.\n"
    assert told(text) == [
        Problem(
            2,
            Code.WEEKDAY,
            "18 April 2023 is a Tuesday, not a Friday",
            "Tuesday 18 April 2023, or Friday 21 April 2023",
            Severity.ERROR,
        )
    ]


def test_a_day_that_does_not_exist_is_told_as_an_error() -> None:
    assert told("Due\r\n\r\non 31 February 2025.\r\n") == [
        Problem(
            3,
            Code.NO_SUCH_DATE,
            "31 February 2025 does not exist: February 2025 has 28 days",
            None,
            Severity.ERROR,
        )
    ]


def test_of_one_date_one_thing_is_told(kingston: Timeline) -> None:
    # It is none of the comments' dates either, and no working day.
    assert codes("Comments are due back by Friday 12 April 2025.", [kingston]) == [Code.WEEKDAY]
    assert codes("Comments are due back by 12 April 2025.", [kingston]) == [MISMATCH]


def test_problems_stand_in_the_order_of_the_page() -> None:
    text = "Monday 4 March 2025\n\nDue Sunday 2 March 2025; 30 February 2025\n"
    assert [(one.line, one.code) for one in told(text)] == [
        (1, Code.WEEKDAY),
        (3, CLOSED),
        (3, Code.NO_SUCH_DATE),
    ]


# A date that is none of a milestone's


def test_a_date_that_is_not_the_milestone_s_is_told(kingston: Timeline) -> None:
    text = "# Plan\n\nComments are due back on Friday 11 April 2025.\n"
    assert told(text, [kingston]) == [
        Problem(
            3,
            MISMATCH,
            "comments due back is Thursday 10 April 2025 in kingston-2025, "
            "not Friday 11 April 2025",
            "Thursday 10 April 2025",
            Severity.WARNING,
        )
    ]


def test_how_much_a_mismatch_matters_is_asked_for_and_a_closed_day_is_a_warning(
    kingston: Timeline,
) -> None:
    read = prose.read("Draft letter: 4 April 2025. Due on 5 April 2025.", (), Language.TEXT)
    found = read.problems([kingston], Severity.ERROR)
    assert [(problem.code, problem.severity) for problem in found] == [
        (MISMATCH, Severity.ERROR),
        (CLOSED, Severity.WARNING),
    ]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        pytest.param(
            "Fieldwork: 10–14 March 2025",
            "fieldwork is Monday 3 March to Friday 7 March 2025 in kingston-2025, "
            "not Monday 10 March to Friday 14 March 2025",
            "3–7 March 2025",
            id="run",
        ),
        pytest.param(
            "The final letter is due on 2025-04-24.",
            "final letter is Wednesday 23 April 2025 in kingston-2025, not Thursday 24 April 2025",
            "2025-04-23",
            id="title-in-short",
        ),
        pytest.param(
            "The pre-inspection analysis ends on 3 March 2025.",
            "pre-inspection analysis is up to Monday 17 February 2025 in kingston-2025, "
            "not Monday 3 March 2025",
            "17 February 2025",
            id="no-first-day",
        ),
        pytest.param(
            "The board briefing is on Wed 19 Feb 2025.",
            "board briefing is Tuesday 18 February 2025 in kingston-2025, "
            "not Wednesday 19 February 2025",
            "Tue 18 Feb 2025",
            id="local-milestone",
        ),
    ],
)
def test_the_message_tells_the_date_and_the_hint_writes_it(
    kingston: Timeline, text: str, message: str, hint: str
) -> None:
    (problem,) = told(text, [kingston])
    assert (problem.message, problem.hint) == (message, hint)


def test_of_several_timelines_those_that_are_near_are_told(
    kingston: Timeline, richmond: Timeline
) -> None:
    (problem,) = told("Comments are due back by 11 April 2025.", [richmond, kingston])
    assert problem.message == (
        "comments due back is Thursday 10 April 2025 in kingston-2025 and "
        "Thursday 13 November 2025 in Richmond, not Friday 11 April 2025"
    )
    assert problem.hint == "10 April 2025 or 13 November 2025"


def test_a_timeline_without_a_name_is_not_named(richmond: Timeline) -> None:
    nameless = replace(richmond, inspection=replace(richmond.inspection, area=None))
    (problem,) = told("Publication: 3 December 2025", [nameless])
    assert problem.message == (
        "letter published is Thursday 27 November 2025, not Wednesday 3 December 2025"
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Comments are due back on 10 April 2025.", id="of-the-one"),
        pytest.param("Comments are due back on 13 November 2025.", id="of-the-other"),
    ],
)
def test_a_date_of_any_timeline_is_right(kingston: Timeline, richmond: Timeline, text: str) -> None:
    assert told(text, [kingston, richmond]) == []


def test_a_milestone_of_some_timelines_only_is_held_against_those(
    rules: Frameworks, kingston: Timeline
) -> None:
    old = resolved(rules, Inspection(Known("fieldwork", d("2020-01-20")), name="bexley-2020"))
    (problem,) = told("Comments are due back on 11 April 2025.", [old, kingston])
    assert "bexley" not in problem.message


WRONG = [
    pytest.param("The draft letter is due on Friday 4 April 2025.", id="is-due-on"),
    pytest.param("Fieldwork starts on 10 March 2025.", id="starts"),
    pytest.param("Comments on the draft letter are due on 11 April 2025.", id="longest-name"),
    pytest.param(
        "Comments are due back on 11 April 2025, nine working days after the draft letter.",
        id="another-name-behind",
    ),
    pytest.param("The letter will be published on 29 April 2025.", id="name-in-a-sentence"),
    pytest.param("The letter was published on 29 April 2025.", id="past"),
    pytest.param("The statement of proposed action is due 4 August 2025.", id="no-preposition"),
    pytest.param("The draft letter, 4 April 2025, is for the DCS.", id="apposition"),
    pytest.param("The final letter (24 April 2025) is under embargo.", id="brackets"),
    pytest.param("Please return the comments by 11 April 2025.", id="asked-for"),
    pytest.param("We expect the draft letter on 4 April 2025.", id="expected"),
    pytest.param("The deadline for the statement is 4 August 2025.", id="deadline-for"),
    pytest.param("The partnership's comments are due by 11 April 2025.", id="whose"),
    pytest.param("The draft letter comes to the partnership on 4 April 2025.", id="to-whom"),
    pytest.param("We know that the draft letter is due on 4 April 2025.", id="that"),
    pytest.param("Fieldwork begins on 3 March 2024.", id="a-year-off"),
    pytest.param("The call came on 10 February 2025.", id="another-name"),
    pytest.param("On 24 April 2025 the final letter is due.", id="date-first"),
    pytest.param("11 April 2025: comments due back", id="date-and-colon"),
    pytest.param("- 11 April 2025 – comments due back", id="date-and-dash"),
    pytest.param("* **Final letter:** 24 April 2025", id="bold-entry"),
    pytest.param("3. [x] Final letter: 24 April 2025", id="numbered-entry-with-a-box"),
    pytest.param("- [ ] Final letter [1]: 24 April 2025", id="task-with-a-note"),
    pytest.param("> Final letter: _24\n> April 2025_", id="quoted"),
    pytest.param("[Final letter](https://x.org/2025-04-23): 24 April 2025", id="link"),
    pytest.param("[Final letter][letter]: 24 April 2025", id="link-by-name"),
    pytest.param("Final letter<!-- was 1 May 2025 -->: 24&nbsp;April 2025", id="comment"),
    pytest.param("| Fri 11 Apr 2025 | Comments due back |", id="row"),
    pytest.param("| Comments due back [1] | DCS | Fri 11 Apr 2025 |", id="row-of-three"),
    pytest.param("Comments due back | by 11 April 2025", id="row-without-outer-bars"),
    pytest.param("| Lead | the draft letter is due on 4 April 2025 |", id="sentence-in-a-cell"),
    pytest.param("Notes\n\nFinal letter: 24 April 2025\nMore notes", id="line-among-lines"),
    pytest.param(
        "Draft letter 28 March 2025, comments due back 11 April 2025, final letter 23 April 2025",
        id="one-wrong-in-a-list",
    ),
    pytest.param(
        "28 March 2025: draft letter\n11 April 2025: comments due back", id="one-wrong-in-lines"
    ),
    pytest.param("The draft letter is due on 4 April 2025, and we meet on 1 May 2025.", id="two"),
    pytest.param("comments-due: 2025-04-11", id="key"),
    pytest.param("The final letter is due on Thu. 24 Apr. 2025.", id="full-stops-in-a-date"),
    pytest.param("Comments deadline: Fri 11 April 2025", id="deadline"),
    pytest.param("Deadline for comments: 9 April 2025", id="deadline-for-comments"),
    pytest.param("We have to send our comments by 1 April 2025.", id="have-to-send"),
    pytest.param("Comments must be returned by 9 April 2025.", id="must-be-returned"),
    pytest.param("The factual accuracy response must be in by 14 April 2025.", id="must-be-in"),
    pytest.param("Our comments go back by 11 April 2025.", id="go-back"),
    pytest.param("The set-up discussion is at 10am on 4 March 2025.", id="time-before-the-day"),
    pytest.param("The set-up discussion: 10:30, 4 March 2025", id="time-in-figures"),
    pytest.param("The draft letter comes first, and the final letter on 24 April 2025.", id="and"),
    pytest.param("- Draft letter, 4 April 2025\n- 12 May 2025: we meet", id="entry-before-a-date"),
]


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_date_of_a_milestone_is_told(kingston: Timeline, text: str) -> None:
    assert codes(text, [kingston]) == [MISMATCH]


@pytest.mark.parametrize("text", WRONG)
def test_without_timelines_no_date_is_held_against_one(text: str) -> None:
    assert MISMATCH not in codes(text)


RIGHT = """\
Comments are due back on Thursday 10 April 2025, nine working days after the draft letter.
The draft letter is due on Friday 28 March 2025 and the comments on Thursday 10 April 2025.
Fieldwork runs from Monday 3 March to Friday 7 March 2025, and ends on 7 March 2025.
Fieldwork begins on 3 March 2025. We will meet on 12 March 2025 to prepare for fieldwork.
The week before fieldwork, 24 February 2025, is busy.
Two weeks before fieldwork: 17 February 2025
Staff training on 12 February 2025 covers the draft letter.
Merton's letter was published on 12 February 2025.
In Merton fieldwork began on 4 December 2023.
Mock fieldwork: 10 January 2025
Draft letter meeting: 2 April 2025
Internal comments due: 4 April 2025
We meet to discuss the draft letter on 31 March 2025.
If fieldwork started on 10 March 2025, the draft letter would be due on 4 April 2025.
The statement is due on 1 August 2025, or on 6 August 2025 by another reading.
The statement is due on 6 August 2025.
The comments are due between 28 March and 10 April 2025.
Comments due back: 28 March to 10 April 2025
The evidence window is 17 August 2024 to 17 February 2025. It begins on Saturday 17 August 2024.
The pre-inspection analysis ends on 10 January 2025.
Fieldwork rota agreed on 10 February 2025.
Publication date of this plan: 12 January 2025
Date of publication: 12 January 2025
28 March 2025, draft letter, 10 April 2025, comments due back
28 March 2025 Draft letter 10 April 2025 Comments due back
By 10 March 2025 fieldwork had ended.
Since 31 March 2025 the draft letter has been with us.
After the comments, 14 April 2025, we rest.
Fieldwork is in the week of 3 March 2025.
The draft letter came on Friday 28 March 2025; on 2 April 2025 we met.
Comments were sent on 9 April 2025.
Comments were returned on 8 April 2025.
The statement was submitted on 25 July 2025.
The draft letter is no longer due on 21 March 2025.
Draft letter: ~~21 March 2025~~ 28 March 2025
The draft letter was moved from 28 March 2025 to 4 April 2025.
We return from leave on Saturday 4 January 2025. The fair is on Saturday 12 April 2025.
Due to illness the meeting of Saturday 12 April 2025 was cancelled.
Due dates were set before 19 September 2022 was a bank holiday.
12 March 2025: fieldwork debrief for staff
12 March 2025: draft letter, final letter
12 March 2025: the draft letter is due on 28 March 2025
On 12 March 2025, after much talk of many things that have no end, the draft letter.
12 March 2025: final letter, and then a great many words that are not known to mean a date
Fieldwork debrief 12 March 2025
The draft letter and the final letter come on 28 March 2025.
Draft letter/final letter: 28 March 2025
Fieldwork, the draft letter, or the final letter: 28 March 2025
Comments 3 March 2025: updated the rota
The call on 12 March 2025 is about rotas.
Written on 12 March 2025, the comments of partners are attached.
The statement made on 12 March 2025 is filed.
The draft letter, once it has been read by all of those who are named in it, on 31 March 2025.
A rota that names all who are asked for at any time in the four weeks, fieldwork 12 March 2025.
A rota that names all who are asked for at any time in the four weeks of fieldwork: 12 March 2025.
Easter Monday, 21 April 2025, is a bank holiday.
Fieldwork

12 March 2025: a briefing of staff
Draft letter
12 March 2025
See `Draft letter: 12 March 2025`, https://x.org/draft-letter/2025-03-12 and www.x.org/2025-03-12.
The draft letter: see https://x.org, 12 March 2025
| Milestone | Planned | Came |
| --------- | ------- | ---- |
| Draft letter | 28 March 2025 | 4 April 2025 |
| 12 March 2025 | Briefing before the draft letter |
| 28 March 2025 | Draft letter, before the comments due back |
| 12 March 2025 | Draft letter | Final letter |
| met on 12 March 2025 | Draft letter |
"""


def test_a_page_of_correct_prose_has_no_problem(kingston: Timeline) -> None:
    assert told(RIGHT, [kingston]) == []


def test_a_page_of_correct_prose_has_no_problem_without_a_plan() -> None:
    assert told(RIGHT) == []


@pytest.mark.parametrize("line", [pytest.param(one, id=one) for one in RIGHT.splitlines() if one])
def test_correct_prose_is_correct_line_by_line(kingston: Timeline, line: str) -> None:
    assert told(line, [kingston]) == []


def test_a_name_of_two_milestones_means_neither(rules: Frameworks) -> None:
    inspection = Inspection(
        Known("fieldwork", d("2025-03-03")),
        local={"second": LocalMilestone("second", "Draft letter", "draft-letter", 5)},
    )
    assert told("Draft letter: 1 May 2025", [resolved(rules, inspection)]) == []


# Due dates on days that are no working days


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        # Due dates of two published letters fell on a Saturday.
        pytest.param(
            "The statement is due on Saturday 18 August 2018.",
            "Saturday 18 August 2018 is a due date, but it is at the weekend",
            "Friday 17 August 2018 or Monday 20 August 2018",
            id="a-real-letter",
        ),
        pytest.param(
            "Deadline: Friday 18 April 2025",
            "Friday 18 April 2025 is a due date, but it is Good Friday",
            "Thursday 17 April 2025 or Tuesday 22 April 2025",
            id="good-friday",
        ),
        pytest.param(
            "It must be returned on 5 May 2025.",
            "Monday 5 May 2025 is a due date, but it is the Early May bank holiday",
            "Friday 2 May 2025 or Tuesday 6 May 2025",
            id="bank-holiday",
        ),
    ],
)
def test_a_due_date_that_is_no_working_day_is_told(text: str, message: str, hint: str) -> None:
    assert told(text) == [Problem(1, CLOSED, message, hint, Severity.WARNING)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Send it by Saturday 12 April 2025.", id="by"),
        pytest.param("No later than 12 April 2025", id="no-later-than"),
        pytest.param("On or before the 12th of April 2025", id="on-or-before"),
        pytest.param("Replies (due 12 April 2025) go to the board.", id="due"),
        pytest.param("The due date is 12 April 2025.", id="due-date"),
        pytest.param("The form is due back on 12 April 2025.", id="due-back"),
        pytest.param("The deadline for all replies is 12 April 2025.", id="deadline-for"),
        pytest.param("1. Return the form on 12 April 2025.", id="return"),
        pytest.param("Please submit the form on 12 April 2025.", id="submit"),
        pytest.param("The report will be published on 12 April 2025.", id="published"),
        pytest.param("On 11 April 2025 we meet, and all is due 12 April 2025.", id="second-date"),
    ],
)
def test_words_make_a_due_date(text: str) -> None:
    assert codes(text) == [CLOSED]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The fair is on Saturday 12 April 2025.", id="no-due-date"),
        pytest.param("The form is due on Friday 11 April 2025.", id="working-day"),
        pytest.param("The form is due from 7 to 12 April 2025.", id="run"),
        pytest.param("Due on 11 April 2025; the fair is on 12 April 2025.", id="another-sentence"),
        pytest.param("We will return from leave on 12 April 2025.", id="return-from"),
        pytest.param("In due course, on 12 April 2025, we meet.", id="due-course"),
        pytest.param("It is due by 5 May 2050.", id="beyond-the-table"),
    ],
)
def test_other_days_are_left_alone(text: str) -> None:
    assert codes(text) == []


def test_a_name_makes_a_due_date_too(kingston: Timeline) -> None:
    # It is too far away to be one of Kingston's.
    assert codes("Comments due back: 12 April 2031", [kingston]) == [CLOSED]


def test_a_day_that_the_plan_has_is_left_alone(rules: Frameworks) -> None:
    stated = {"statement-of-proposed-action": d("2018-08-18")}
    known = Known("fieldwork", d("2018-03-19"))
    southend = resolved(rules, Inspection(known, name="southend", stated=stated))
    assert told("The statement is due by Saturday 18 August 2018.", [southend]) == []


def test_bank_holidays_are_those_of_the_timelines(kingston: Timeline) -> None:
    calendar = replace_holidays(kingston)
    assert codes("It is due by 5 May 2025.", [calendar]) == []
    assert codes("It is due by 6 May 2025.", [calendar]) == [CLOSED]
    assert codes("It is due by 6 May 2025.", [calendar, kingston]) == []


def replace_holidays(timeline: Timeline) -> Timeline:
    """Move the Early May bank holiday of 2025 by a day."""
    from jtai_cli.workingdays import Period, WorkingCalendar

    calendar = timeline.calendar
    moved = {d("2025-05-06"): "Late May Day"}
    span = Period(calendar.first, calendar.last)
    other = WorkingCalendar(span, bank_holidays=moved, published_to=calendar.published_to)
    return replace(timeline, calendar=other)


# What is read of a page


def test_masked_spans_are_not_read() -> None:
    text = "Monday 4 March 2025 and Monday 5 March 2025 and Monday 6 March 2025"
    (problem,) = told(text, masked=[(0, 19), (len(text) - 4, len(text))])
    assert problem.message == "5 March 2025 is a Wednesday, not a Monday"


def test_a_masked_date_stands_between_sentences(kingston: Timeline) -> None:
    text = "Draft letter: 28 March 2025, 4 April 2025"
    assert told(text, [kingston], masked=[(14, 27)]) == []


BAD = "Monday 4 March 2025"


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        pytest.param("**Monday** _4_ March 2025", Language.MARKDOWN, 1, id="emphasis"),
        pytest.param("[Monday 4 March](x.md) 2025", Language.MARKDOWN, 1, id="link"),
        pytest.param(f'[x](y(z) "{BAD}")', Language.MARKDOWN, 0, id="title-of-a-link"),
        pytest.param(f"[x]: y '{BAD}'", Language.MARKDOWN, 0, id="definition"),
        pytest.param(f"`{BAD}`", Language.MARKDOWN, 0, id="code"),
        pytest.param(f"`` ` {BAD} ``", Language.MARKDOWN, 0, id="code-with-a-tick"),
        pytest.param(f"`` {BAD} `", Language.MARKDOWN, 1, id="ticks-that-do-not-match"),
        pytest.param(f"` {BAD}\n\n`", Language.MARKDOWN, 1, id="ticks-of-two-paragraphs"),
        pytest.param(f"`a ``` b` {BAD} ```", Language.MARKDOWN, 1, id="ticks-inside-code"),
        pytest.param(f"`{'a ' * 501}{BAD}`", Language.MARKDOWN, 1, id="ticks-far-apart"),
        pytest.param(f"<!-- {BAD} -->", Language.MARKDOWN, 0, id="comment"),
        pytest.param("<b>Monday</b> <i\nid='x'>4 March</i> 2025", Language.HTML, 1, id="tags"),
        pytest.param("<td>Monday</td><td>4 March 2025</td>", Language.HTML, 0, id="two-cells"),
        pytest.param("<p>Monday</p><p>4 March 2025</p>", Language.HTML, 0, id="two-paragraphs"),
        pytest.param("Monday&nbsp;4&#160;March 2025", Language.HTML, 1, id="entities"),
        pytest.param("Monday 4 &ndash; Friday 7 March 2025", Language.HTML, 1, id="dash"),
        pytest.param(f"<time datetime='{BAD}'>", Language.HTML, 0, id="attribute"),
        pytest.param(f"<PRE x='y'>{BAD}<code></pre>", Language.HTML, 0, id="pre"),
        pytest.param(f"<script>{BAD}</script>", Language.HTML, 0, id="script"),
        pytest.param(f"<code>{BAD}<code>", Language.HTML, 1, id="code-that-is-not-closed"),
        pytest.param(f"`{BAD}`", Language.HTML, 1, id="ticks-in-html"),
        pytest.param(f"``{BAD}`` **{BAD}**", Language.REST, 1, id="rest"),
        pytest.param(f"`x <{BAD}>`_", Language.REST, 0, id="target-in-rest"),
        pytest.param(f"`{BAD}` *Monday*{{nbsp}}4 March 2025", Language.ASCIIDOC, 1, id="asciidoc"),
        pytest.param(r"\textbf{Monday}~4 March 2025", Language.LATEX, 1, id="latex"),
        pytest.param(f"% {BAD}\n\\url{{{BAD}}}", Language.LATEX, 0, id="latex-not-read"),
        pytest.param("Monday 4--Friday 7 March 2025 \\\\", Language.LATEX, 1, id="latex-dash"),
        pytest.param("# Monday\n# 4 March 2025", Language.YAML, 1, id="comment-of-two-lines"),
        pytest.param(f"; {BAD}", Language.INI, 1, id="ini"),
        pytest.param(f"*{BAD}*", Language.TEXT, 1, id="text"),
        pytest.param(f"{BAD}", None, 1, id="no-language"),
        pytest.param(f"mailto:{BAD}", None, 0, id="address"),
        pytest.param("nothing at all", None, 0, id="no-year"),
        pytest.param("in 2025", None, 0, id="no-date"),
    ],
)
def test_markup_is_passed_over(text: str, language: Language | None, count: int) -> None:
    assert codes(text, (), language) == [Code.WEEKDAY] * count


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(
            "<table><tr>\n<td>Final letter</td>\n<td>24 April 2025</td>\n</tr></table>",
            Language.HTML,
            id="row",
        ),
        pytest.param("<dt>Final letter</dt>\n<dd>24 April 2025</dd>", Language.HTML, id="term"),
        pytest.param("<li>Final letter: 24 April 2025</li>", Language.HTML, id="entry"),
        pytest.param(r"Final letter & 24 April 2025 \\", Language.LATEX, id="latex-row"),
        pytest.param("|Final letter |24 April 2025", Language.ASCIIDOC, id="asciidoc-row"),
        pytest.param("# final letter: 24 April 2025", Language.YAML, id="yaml"),
    ],
)
def test_a_wrong_date_is_told_in_each_language(
    kingston: Timeline, text: str, language: Language
) -> None:
    assert codes(text, [kingston], language) == [MISMATCH]


@pytest.mark.parametrize("language", [*Language, None])
def test_a_page_in_plain_words_is_as_long_as_the_page(language: Language | None) -> None:
    text = RIGHT + "<p>&nbsp;&ndash;</p><td>`a` **b** [c](d) -- \\\\ & [^1] <!-- e --> ```"
    assert len(plain(text, [(3, 9)], language)) == len(text)


@pytest.mark.parametrize(
    ("signs", "pattern"), [pytest.param(*rule[:2], id=rule[1].pattern) for rule in EVERY_MARKUP]
)
@given(data=st.data())
def test_markup_holds_one_of_the_signs_that_it_is_looked_for_by(
    data: st.DataObject, signs: tuple[str, ...], pattern: re.Pattern[str]
) -> None:
    text = data.draw(st.from_regex(pattern))
    assert [sign for sign in signs if sign in text.lower()]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("__Draft letter__", "  Draft letter  ", id="strong"),
        pytest.param("_a_ *b* **c**", " a   b    c  ", id="both-signs"),
        pytest.param("a_b a__b", "a_b a__b", id="within-a-word"),
        pytest.param("_a b__ ___", " a b      ", id="at-an-edge"),
        pytest.param("* a\n  * b", "* a\n  * b", id="entries-of-a-list"),
        pytest.param("a* *** b", "a      b", id="behind-a-word"),
    ],
)
def test_emphasis_is_blanked_where_it_stands(text: str, words: str) -> None:
    assert plain(text, (), Language.ASCIIDOC) == words


# Time


def took(text: str, timelines: Sequence[Timeline]) -> float:
    start = process_time()
    told(text, timelines)
    return process_time() - start


@pytest.mark.parametrize(
    "part",
    [
        pytest.param("1", id="digits"),
        pytest.param("March ", id="months"),
        pytest.param("The draft letter is due on 28 March 2025 and ", id="one-sentence"),
        pytest.param("| Draft letter | 28 March 2025 ", id="one-row"),
        pytest.param("due on Saturday 12 April 2025 and ", id="due-dates"),
        pytest.param("3 March 2025. ", id="dates"),
        pytest.param("draft letter comments due back ", id="names"),
        pytest.param("` `` ``` ", id="ticks"),
        pytest.param("<pre>", id="elements"),
        pytest.param("<!-- ", id="comments"),
        pytest.param("[", id="brackets"),
        pytest.param("](", id="links"),
        pytest.param("_", id="underscores"),
        pytest.param("a_", id="words-with-underscores"),
        pytest.param("> ", id="quotes"),
        pytest.param(" ", id="blanks"),
        pytest.param("\0", id="walls"),
    ],
)
def test_time_grows_with_the_length_of_a_page(kingston: Timeline, part: str) -> None:
    # Quadratic time would take minutes; much is left for slow machines.
    assert took(part * (60_000 // len(part)) + " 3 March 2025", [kingston]) < 5
