"""The dates in sentences: which cannot be true, and which differ from the timeline.

A wrong weekday, and a date that cannot exist, are errors; all else is a warning. Text that looks
like a date but is not read is counted, so that nothing counts as right unless it was checked.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from jtai_cli import bankholidays
from jtai_cli.dates import MONTHS, Form, FoundDate, find_dates, say, say_span, wrong_weekday
from jtai_cli.kinds import Edge, Unit
from jtai_cli.pages.extract import Cell, Passage
from jtai_cli.pages.markers import spliced, week_meant
from jtai_cli.pages.milestones import JOINING, Milestones, Sentence, Tie, is_plain, words
from jtai_cli.pages.results import Code, Mark, Problem
from jtai_cli.report.words import days_in_full, whose
from jtai_cli.timeline import Timeline
from jtai_cli.workingdays import SATURDAY, Period

_A_YEAR = timedelta(days=366)
_YEARS = range(1753, 9999)  # from the first whole year of the calendar that England uses today
_LAST_OF_A_MONTH = 31
_AROUND = 200  # characters read around a date in its sentence
_WRAPPED = 40  # characters of a line that may be wrapped
_BOUNDARY = re.compile(
    r"\n\n|;\s|(?<!\b[Nn]o)(?<!\be\.g)(?<!\bi\.e)[.!?…][\"”’)\]]*\s+(?=[\"“‘(\[]*[A-Z0-9])"
)
# A weekday that is part of another name or of a list: Good Friday, every Friday, Wed and Thu.
_WEEKDAY = r"(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?"
_OF_ANOTHER_NAME = re.compile(
    r"(?i)\b(?:good|easter|whit|black|maundy|ash|palm|every|each|any|most|all|some|no|alternate"
    r"|other|another|first|second|third|fourth|last|next|previous|following|per)[\s-]+$"
    rf"|\b{_WEEKDAY}\.?\s*(?:,|&|/|\+|-|\u2014|\b(?:and|or|to|through|thru|until|till|then|but|not)\b)?"
    r"\s*(?:(?:or|and)\s+)?(?:the\s+)?$|[0-9]{4} +$"  # "1 May 2025 Thursday 2 May 2025 Friday"
)
_BEGINS_PHRASE = re.compile(
    r"(?i)(?:^|[:(\[\u2014|\"“‘]|\s-|[.:;,!?]\s*\n|\b(?:on|by|until|from|to|due))\s*$"
)
_NAMES_A_DATE = re.compile(
    r"(?i)(?:\b(?:on|by|until|till|from|before|after|since|due|dated|dates?|deadline|starting|ending"
    r"|for|beginning|commencing|ends|starts|begins|later than|between)|w/[ce])[\s:(]*(?:the\s+)?$"
)
_IS_APART = re.compile(r"(?i)(?:^|[:,(\u2014]|\s-)\s*(?:the\s+)?$")
# The next word makes a date a part of something else: "31 April 2025 referrals".
_GOES_ON = re.compile(
    r"\s+(?!(?:the|at|and|or|to|for|in|on|with|by|when|as|but|from|until|because|after|before)\b)[a-z]"
)
_QUOTES_A_SLIP = re.compile(
    r"(?i)\b(?:sic|typos?|misprint\w*|wrong\w*|mistake\w*|error(?!::)|incorrect\w*|corrected"
    r"|should (?:read|have)|n[o'’]t exist|no such|which is an?|there is no)\b"
)
_IN_QUOTES = re.compile("[\"“'‘][\"”'’]")
_NO_CLAIM = re.compile(
    r"(?i)\b(?:if|unless|would|could|might|instead|example|instance|suppose|originally|previous(?:ly)?"
    r"|former(?:ly)?|earlier|no longer|moved?|changed|brought forward|postponed|delayed"
    r"|rescheduled|slipped|not(?! later))\b|\be\.g"
)
_OF_ANOTHER = re.compile(
    r"(?i)\b(?:last|previous|prior|past|other|another|former)\s+(?:years?|inspection|jtai|area|authorit"
    r"|council|partnership|letter|round)\w*|\b(?:ilacs|mock|dry run|example|lessons|history"
    r"|archived?|superseded|learning from|(?-i:SEND))\b"
)
_AREA_OR_YEAR = re.compile(r"\b([A-Z][a-z]+)(?:shire\b|['’]s\b)|\b(20[0-9]{2})\b")
_ANYBODYS = words("children council partnership director ofsted area authority board")
_DUE = re.compile(
    r"(?i)\b(?:due(?!\s+(?:to|course)\b)|(?P<deadline>deadline|closing date))"
    r"(?P<rest>[^.;?!]{0,80})$"
    r"|\b(?:please|must|should|needs?|to be|required|asked|return|submit|send|respond|reply)\b"
    r"[^.;?!]{0,80}\b(?:by|(?:no|not) later than|on or before)(?P<time>[^.;?!]{0,30})$"
)
_DAY = "[0-9]{1,2}(?:st|nd|rd|th)?"
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS if name != "May")
# What the grammar does not find: years of two digits, a month before its day, and no year after
# a word that says that it is a date.
_ALSO_UNREAD = re.compile(
    r"(?<![\w./-])[0-9]{1,2}([.-])[0-9]{1,2}\1[0-9]{2}(?![\w/-]|\.\w)"
    rf"|\b(?:{_MONTH}|Sept)\.? {_DAY}(?:[-\u2013]{_DAY})?"
    r"(?=\s*(?:[.;:)]|,(?! [0-9]{4})|$))"
    rf"|\b(?i:due|deadline|dates?|{_WEEKDAY})\b(?: (?:on|by|is|for|are))*:? "
    r"[0-9]{1,2}[./][0-9]{1,2}(?=\s*(?:[;:,)]|\.(?!\w)|$))"
)

Wrong = tuple[Code, str, str | None]
Read = tuple[Mark, Problem | None]  # a date, read or not, and what is wrong with it


class Prose:
    """Reads sentences, and compares them with a timeline, if there is one."""

    def __init__(self, timeline: Timeline | None) -> None:
        self._timeline = timeline
        self._dated = timeline.milestones if timeline else ()
        self._milestones = timeline and Milestones(timeline)
        tasks = [one for one in self._dated if one.milestone.rule.is_task]
        years = {str(day.year) for one in tasks for day in (one.day(Edge.FIRST), one.last)}
        self._own = _ANYBODYS | years | words((timeline and whose(timeline)) or "")

    def read(self, passages: Iterable[Passage]) -> Iterator[Read]:
        """Read the dates of passages."""
        for passage in passages:
            dates, sentences = list[list[FoundDate]](), list[Sentence]()
            for cell in passage.cells:
                found = list(find_dates(cell.text))
                unread = [one.span() for one in _ALSO_UNREAD.finditer(cell.text)]
                unread += [(one.start, one.end) for one in found if not one.form]
                for start, end in unread:
                    yield Mark(cell.line_at(start), "unread", cell.text[start:end]), None
                dates.append([one for one in found if one.form])
                sentences += _sentences(cell, dates[-1]) if dates[-1] else []
            ties = self._ties(passage, dates, sentences)
            for sentence in sentences:
                for one in sentence.dates:
                    yield self._read_date(one, sentence, ties.get(one))

    def _ties(
        self, passage: Passage, dates: list[list[FoundDate]], sentences: list[Sentence]
    ) -> dict[FoundDate, Tie]:
        """Return the milestone of each date, but none about another inspection, area or year."""
        above = " ".join(passage.above)
        areas = {(area or year).lower() for area, year in _AREA_OR_YEAR.findall(above)}
        is_other = not areas <= self._own or _OF_ANOTHER.search(above)
        if self._milestones is None or not sentences or is_other:
            return {}
        ties = self._milestones.in_row(passage, dates) if len(passage.cells) > 1 else {}
        for one in () if ties else sentences:
            if not _OF_ANOTHER.search(one.cell.text, one.start, one.end):
                ties.update(self._milestones.in_sentence(one))
        return ties

    def _read_date(self, found: FoundDate, sentence: Sentence, tie: Tie | None) -> Read:
        line, text = sentence.cell.line_at(found.start), sentence.cell.text
        before = text[max(sentence.start, found.start - _AROUND) : found.start]
        around = before + text[found.start : min(sentence.end, found.end + _AROUND)]
        signs = before[-1:] + text[found.end : found.end + 1]
        is_slip = _IN_QUOTES.fullmatch(signs) or _QUOTES_A_SLIP.search(around)
        written, wrong = " ".join(found.parts[0].split()), None
        if found.first is not None and found.last is not None:
            days, week = Period(found.first, found.last), week_meant(found)
            wrong = None if is_slip else _other_weekday(found, days, before)
            if wrong is None and not _NO_CLAIM.search(around):
                wrong = self._mismatch(days, week, tie) or self._due_date(days, week, before)
        elif not is_slip and _can_only_be_a_date(found, before):
            wrong = Code.NO_SUCH_DATE, f"{written} does not exist: {found.missing}", None
        else:
            return Mark(line, "unread", written), None
        return Mark(line, "sentence", written), wrong and Problem(line, *wrong)

    def _mismatch(self, days: Period, week: Period | None, tie: Tie | None) -> Wrong | None:
        if self._timeline is None or tie is None:
            return None
        key, edge = tie
        dated = self._timeline.dated(key)
        rule, own = dated.milestone.rule, Period(dated.first or date.min, dated.last)
        first, last = week or days
        # A window only says within which days something happens; fieldwork takes all its days.
        is_window = rule.unit is Unit.WORKING_DAYS and rule.lasts and rule.anchor is not None
        is_exact = week is None and dated.first not in {None, dated.last} and not is_window
        if is_exact and first != last:
            fits = days == own
        elif is_exact and edge is not None:
            fits = first == dated.day(edge)
        else:
            is_other_reading = first in {one.day for one in dated.readings}
            fits = is_other_reading or (first <= own.last and own.first <= last)
        if fits or max((dated.first or dated.last) - last, first - dated.last) > _A_YEAR:
            return None
        name, title = whose(self._timeline), dated.milestone.title.partition(",")[0]
        right = f"{days_in_full(dated)} in {name}" if name else days_in_full(dated)
        return Code.DATE_MISMATCH, f"‘{title}’ is {right}, not {say_span(*days)}", None

    def _due_date(self, days: Period, week: Period | None, before: str) -> Wrong | None:
        due, day = _DUE.search(before), days.first
        if due is None or week is not None or days.first != days.last:
            return None
        rest = due["rest"] or due["time"] or ""
        if not is_plain(rest, JOINING) and not (due["deadline"] and rest.startswith(" for ")):
            return None
        is_planned, former = False, None
        for dated in self._dated:
            readings = (one.day for one in dated.readings)
            is_planned |= day in {dated.day(Edge.FIRST), dated.last, *readings}
            former = dated if dated.moved and dated.unslipped == day else former
        if former is not None and not is_planned:
            title = former.milestone.title.partition(",")[0]
            message = f"‘{title}’ was {say(day)} and has moved to {days_in_full(former)}"
            return Code.DATE_MISMATCH, message, None
        calendar = self._timeline.calendar if self._timeline else bankholidays.table()
        is_known = calendar.first < day < calendar.last and not is_planned
        if not is_known or (why := calendar.why_not(day)) is None:
            return None
        reason = "at the weekend" if day.weekday() >= SATURDAY else bankholidays.with_article(why)
        hint = f"{say(calendar.shift(day, -1))}, or {say(calendar.shift(day, 1))}"
        return Code.NON_WORKING_DAY, f"{say(day)} is a due date, but it is {reason}", hint


def _can_only_be_a_date(found: FoundDate, before: str) -> bool:
    """Return whether a text that names no real day can only be meant as a date."""
    parts, is_worded = found.parts, found.form is Form.WORDS
    is_number = is_worded and int(parts["day"]) > _LAST_OF_A_MONTH
    if is_number or _GOES_ON.match(parts.string, found.end):
        return False
    if parts["weekday"] or _NAMES_A_DATE.search(before):
        return True
    return is_worded and bool(parts["ordinal"] or _IS_APART.search(before))


def _other_weekday(found: FoundDate, days: Period, before: str) -> Wrong | None:
    """Return what is wrong with the weekday before a day, or in brackets after it, if anything."""
    parts = found.parts.groupdict()
    ends = {"weekday_first": days.first, "weekday": days.last, "behind": days.last}
    for name, day in ends.items():
        weekday = parts.get(name)
        if not weekday or day.year not in _YEARS or not _is_own(name, found, before):
            continue
        if message := wrong_weekday(day, weekday):
            week = (day + timedelta(number) for number in range(-3, 4))
            near = next(one for one in map(say, week) if one.startswith(weekday[:3].title()))
            return Code.WEEKDAY, message, f"{say(day)}, or {near}"
    return None


def _is_own(weekday: str, found: FoundDate, before: str) -> bool:
    if weekday == "behind":
        return found.first == found.last
    parts, follows = found.parts, "year" if found.form is Form.ISO else "day"
    place, stop = parts.span(weekday)
    before += parts.string[found.start : place]
    pause = parts.string[stop : parts.start(weekday.replace("weekday", follows))]
    # A verb ("sat"), the star, a newspaper; or two lines, not a long one that is wrapped.
    is_other_word = re.search(r"\b(?:sat|sun|wed|[Tt]he Sun)$", before + parts[weekday])
    are_two_lines = "\n" in pause and len(before.split("\n")[-1]) < _WRAPPED
    if is_other_word or are_two_lines or _OF_ANOTHER_NAME.search(before):
        return False
    # "If you are away on Friday, 3 March 2025 will do."
    begins = _BEGINS_PHRASE.search(before) and not _GOES_ON.match(parts.string, found.end)
    return bool(not pause.strip() or begins)


def _sentences(cell: Cell, dates: Sequence[FoundDate]) -> Iterator[Sentence]:
    """Give the sentences that hold dates; no sentence ends inside a date."""
    plain = spliced(cell.text, ((*one[:2], "0" * (one.end - one.start)) for one in dates))
    ends = [0, *(one.end() for one in _BOUNDARY.finditer(plain)), len(plain)]
    for number, inside in groupby(dates, key=lambda one: bisect_right(ends, one.start)):
        yield Sentence(cell, ends[number - 1], ends[number], tuple(inside))
