"""How counts are worded, the same in every format: runs of days, each day, what was skipped."""

from collections.abc import Iterator

from jtai_cli.dates import say, say_short
from jtai_cli.explain.counts import CLOSURE, WEEKEND, Count
from jtai_cli.render import words

RUNS = ("Days", "Counted", "Total", "Skipped")
DAYS = ("Day", "Counted", "Skipped")


def runs(count: Count) -> Iterator[tuple[str, str, str, str]]:
    """Give a row a run of days, under `RUNS`."""
    for run in count.runs():
        first, last = (" ".join(say_short(day).split()) for day in (run.first, run.last))
        if run.first.year == run.last.year:
            first = first.removesuffix(f" {run.first.year}")
        days = last if run.first == run.last else f"{first} – {last}"
        passed = run.why or _weekend_days(run.weekend_days)
        yield days, str(run.counted or ""), str(run.total) if run.counted else "", passed


def days(count: Count) -> Iterator[tuple[str, str, str]]:
    """Give a row a day, under `DAYS`."""
    for day in count.days:
        yield say_short(day.day), str(day.counted or ""), day.why or ""


def setting_out(count: Count) -> str:
    """Say where a count begins: "From Friday 28 March 2025, which is day 0"."""
    way = "Back from" if count.last < count.first else "From"
    return f"{way} {say(count.first)}, which is day 0"


def totals(count: Count) -> str:
    """Close a count: "counted 9; skipped 4 weekend days"."""
    return f"counted {abs(count.counted)}; skipped {', '.join(skipped(count)) or 'nothing'}"


def skipped(count: Count) -> list[str]:
    """Say what a count skips: "4 weekend days", then what `closed` says."""
    told = _weekend_days(sum(day.why == WEEKEND for day in count.days))
    return [*filter(None, [told]), *closed(count)]


def closed(count: Count) -> list[str]:
    """Say what a count skips beside weekends: "2 closed days", "Good Friday 18 Apr"."""
    closed_days = sum(day.why == CLOSURE for day in count.days)
    told = [words.count(closed_days, "closed day")] if closed_days else []
    named = [
        (day.day, day.why)
        for day in count.days
        if day.why is not None and day.why not in {WEEKEND, CLOSURE}
    ]
    return [*told, words.bank_holidays(sorted(named))] if named else told


def _weekend_days(number: int) -> str:
    return words.count(number, "weekend day") if number else ""
