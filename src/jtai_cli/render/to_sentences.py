"""Short answers in sentences, the same on every terminal."""

from collections.abc import Sequence

from jtai_cli.bankholidays import BankHolidays, Difference, Division
from jtai_cli.dates import say, say_short
from jtai_cli.explain.counts import Count
from jtai_cli.render import tallies, words
from jtai_cli.workingdays import WorkingCalendar


def moved(count: Count, calendar: WorkingCalendar, division: Division) -> str:
    """Answer where a number of working days leads: the day, the question, what was skipped."""
    many = words.count(abs(count.counted), "working day")
    way = "before" if count.last < count.first else "after"
    return _lines(
        say(count.last),
        f"{many} {way} {say(count.first)} ({words.division(division)})",
        *_remarks(count, calendar),
    )


def between(count: Count, calendar: WorkingCalendar, division: Division) -> str:
    """Answer how many working days lie between two days, signed, and what was skipped."""
    return _lines(
        words.count(count.counted, "working day"),
        f"after {say(count.first)}, up to and with {say(count.last)} ({words.division(division)})",
        *_remarks(count, calendar),
    )


def bank_holidays(held: BankHolidays, division: Division) -> str:
    """List bank holidays, a line each; projected ones are marked."""
    lines = [
        f"{say_short(day)}  {name}{' (projected)' if day > held.published_to else ''}"
        for day, name in held.days.items()
    ]
    return _lines(
        f"Bank holidays, {words.division(division)}; "
        f"GOV.UK has published them to {say(held.published_to)}",
        "",
        *lines,
    )


def differences(
    found: Sequence[Difference], ours: BankHolidays, theirs: BankHolidays, *, name: str
) -> str:
    """Tell how a list of bank holidays differs from jtai's own, or that it does not."""
    first, last = max(ours.first, theirs.first).year, min(ours.last, theirs.last).year
    lines = [
        f"{say(one.day)}: {one.ours} in jtai's list, not in {name}"
        if one.theirs is None
        else f"{say(one.day)}: {one.theirs} in {name}, not in jtai's list"
        for one in found
    ]
    closing = f"{words.count(len(found), 'difference')} from {first} to {last}"
    if theirs.published_to > ours.published_to:
        lines.append(
            f"{name} is published to {say(theirs.published_to)}, jtai's list to "
            f"{say(ours.published_to)}"
        )
    return _lines(*lines, closing)


def _remarks(count: Count, calendar: WorkingCalendar) -> list[str]:
    lines = [f"Skipped: {'; '.join(tallies.skipped(count)) or 'nothing'}"]
    if calendar.is_projected(max(count.first, count.last)):
        lines.append(
            f"Provisional: GOV.UK has published bank holidays to {say(calendar.published_to)}"
        )
    return lines


def _lines(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)
