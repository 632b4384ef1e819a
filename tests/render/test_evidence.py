"""Evidence as texts, where the letters that are shipped do not show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from jtai_cli import load
from jtai_cli.cli import asked
from jtai_cli.dated import Timeline
from jtai_cli.evidence import Evidence, Letter, Outlook, evidence, outlook
from jtai_cli.frameworks import Frameworks
from jtai_cli.plan import Inspection, Known
from jtai_cli.render import (
    measures,
    to_evidence_csv,
    to_evidence_json,
    to_evidence_markdown,
    to_evidence_text,
)
from jtai_cli.render.page import Page

KINGSTON = Letter(
    2,
    "Kingston",
    fieldwork_first=date(2025, 3, 3),
    fieldwork_last=date(2025, 3, 7),
    published=date(2025, 4, 28),
    due=date(2025, 7, 7),
)


def held(rules: Frameworks, *letters: Letter) -> Evidence:
    sample, _ = load.inspections(None)
    counting = asked.Counting(None, None, (), (), asked.Dates(None))
    found, faults = evidence(replace(sample, letters=letters), rules, counting)
    assert faults == ()
    return found


def test_a_reading_that_gives_the_day_is_told_by_its_label(rules: Frameworks) -> None:
    found = held(rules, KINGSTON)
    (one,) = found.cases[0].explanations

    assert measures.meanings(found, rules) == {
        "calendar-days-from-publication": "to the day as 70 calendar days from publication"
    }
    assert (measures.sentence(one, found), measures.found(one), measures.command(one)) == (
        "Due: it is 70 calendar days from publication.",
        "The day is the reading calendar-days-from-publication of:",
        "jtai timeline --known publication=2025-04-28 --timetable jtai-2022",
    )


def test_what_people_wrote_is_harmless_in_markdown(rules: Frameworks) -> None:
    found = held(rules, replace(KINGSTON, area="*King* | ston"))

    page = to_evidence_markdown.evidence(found, rules)

    assert "| \\*King\\* \\| ston |" in page
    assert "\n- \\*King\\* \\| ston. Due: it is 70 calendar days from publication. The day" in page


def test_an_area_longer_than_the_page_is_folded(rules: Frameworks) -> None:
    found = held(rules, replace(KINGSTON, area="Llanfairpwllgwyngyllgogerychwyrndrobwll"))

    drawn = to_evidence_text.evidence(found, rules, in_full=False, page=Page(80))

    assert max(len(line) for line in drawn.splitlines()) <= 80


def test_a_letter_that_tells_its_publication_alone_is_shown_on_one_line(rules: Frameworks) -> None:
    found = held(rules, Letter(2, "Kingston", published=date(2025, 4, 28)))

    drawn = to_evidence_text.evidence(found, rules, in_full=True, page=Page(80))

    assert drawn.split("\n\n")[1] == (
        "JTAI timetable since 2022 (jtai-2022)\n"
        "  Area      What    By the rule  In fact      Late  Explained by\n"
        "  --------  ------  -----------  -----------  ----  ------------\n"
        "  Kingston  Letter               28 Apr 2025"
    )


def test_a_letter_that_was_not_published_is_shown_by_its_area(rules: Frameworks) -> None:
    unpublished = replace(KINGSTON, published=None, due=None)
    found = held(rules, unpublished)

    drawn = to_evidence_text.evidence(found, rules, in_full=False, page=Page(80))

    assert drawn.split("\n\n")[1].splitlines()[-1] == "  Kingston"


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(
            lambda found, rules: to_evidence_text.evidence(
                found, rules, in_full=False, page=Page(80)
            ),
            id="table",
        ),
        pytest.param(to_evidence_markdown.evidence, id="markdown"),
        pytest.param(lambda found, _: to_evidence_json.evidence(found), id="json"),
        pytest.param(lambda found, _: to_evidence_csv.evidence(found), id="csv"),
    ],
)
def test_without_a_case_there_is_still_something_to_read(
    rules: Frameworks, written: Callable[[Evidence, Frameworks], str]
) -> None:
    assert written(held(rules), rules).endswith("\n")


# Beside a timeline


def seen(rules: Frameworks, timeline: Timeline, *letters: Letter) -> Outlook:
    found = held(rules, *letters)
    return outlook(timeline, found.sample, found.summaries)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        pytest.param(
            date(2025, 4, 28), "1 of 1 on this day, 0 earlier; nine in ten by then", id="on-time"
        ),
        pytest.param(
            date(2025, 4, 29),
            "0 of 1 on this day, 0 earlier; nine in ten within 1 wd, by 29 Apr 2025",
            id="late",
        ),
        pytest.param(
            date(2025, 4, 24),
            "0 of 1 on this day, 1 earlier; nine in ten 2 wd before, by 24 Apr 2025",
            id="early",
        ),
    ],
)
def test_an_outlook_is_said_in_words(
    rules: Frameworks, plain: Timeline, published: date, expected: str
) -> None:
    found = seen(rules, plain, replace(KINGSTON, published=published, due=None))

    assert measures.likely(found, plain.dated("publication")) == expected


def test_a_day_that_rests_on_projected_bank_holidays_is_marked(
    rules: Frameworks, shown: Callable[[Inspection], Timeline]
) -> None:
    timeline = shown(Inspection(Known("fieldwork", date(2029, 1, 8))))
    found = seen(rules, timeline, replace(KINGSTON, published=date(2025, 4, 29), due=None))

    assert measures.likely(found, timeline.dated("publication")) == (
        "0 of 1 on this day, 0 earlier; nine in ten within 1 wd, by 2 Mar 2029 (provisional)"
    )


def test_of_other_milestones_nothing_is_said(rules: Frameworks, plain: Timeline) -> None:
    found = seen(rules, plain, KINGSTON)

    assert measures.likely(found, plain.dated("draft-letter")) == ""
    assert measures.likely(None, plain.dated("publication")) == ""
