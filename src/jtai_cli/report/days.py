"""Sums of working days, and lists of bank holidays, in words and as JSON."""

from collections.abc import Sequence

from jtai_cli.bankholidays import Difference, Division
from jtai_cli.dates import say, weekday_name
from jtai_cli.explain import Count
from jtai_cli.kinds import counted, offset
from jtai_cli.report import model as m
from jtai_cli.report.words import DATE, division_name, picked, picked_from, skips
from jtai_cli.workingdays import WorkingCalendar

_LISTED = (DATE, *m.columns(name="Bank holiday", status="Status"))


def days(
    count: Count, calendar: WorkingCalendar, division: Division, *, is_shift: bool
) -> m.Report:
    """Answer a sum: the day arrived at, or the number of working days; then what was skipped."""
    first, last, number = say(count.first), say(count.last), count.counted
    answer, how = counted(number, "working day"), f"after {first}, up to and including {last}"
    if is_shift:
        answer, how = last, f"{offset(number, 'working day')} {first}"
    lines = [f"{how} ({division_name(division)})", f"Skipped: {skips(count) or 'nothing'}"]
    is_provisional = calendar.is_projected(max(count.first, count.last))
    if is_provisional:
        published = say(calendar.published_to)
        lines.append(f"Provisional: GOV.UK has published bank holidays to {published}")
    skipped = (one for one in count.days if one.counted is None)
    data = {
        "schema": "jtai.days/1",
        "division": division,
        **picked(count, "first", "working_days=counted", "last", "weekday=last"),
        "provisional": is_provisional,
        "published_to": calendar.published_to,
        "skipped": picked_from(skipped, "date=day", "weekday=day", "why"),
    }
    return m.Report(answer, m.listed(lines), data=data)


def bank_holidays(listed: WorkingCalendar, division: Division) -> m.Report:
    """List bank holidays on weekdays; projected ones are marked."""
    rows, days = [], []
    for day, name in listed.bank_holidays.items():
        is_projected = listed.is_projected(day)
        status = "projected" if is_projected else "published"
        tone = m.Tone.MUTED if is_projected else m.Tone.PLAIN
        rows.append(m.Row((day, name, status), tone))
        days.append({"date": day, "weekday": weekday_name(day), "name": name, "status": status})
    about = {"division": division, "published_to": listed.published_to}
    data = {"schema": "jtai.bank-holidays/1", **about, "bank_holidays": days}
    title = f"Bank holidays, {division_name(division)}"
    published = f"GOV.UK has published them to {say(listed.published_to)}."
    return m.Report(title, m.listed(published, m.Table.of(_LISTED, rows, title)), data=data)


def differences(
    found: Sequence[Difference], ours: WorkingCalendar, theirs: WorkingCalendar, *, name: str
) -> m.Report:
    """Say how a list of bank holidays differs from jtai's own, or that it does not."""
    first, last = max(ours.first, theirs.first), min(ours.last, theirs.last)
    lines = []
    for day, our, their in found:
        has, lacks = (name, "jtai's list") if our is None else ("jtai's list", name)
        lines.append(f"{say(day)}: {our or their} in {has}, not in {lacks}")
    ends = f"{name} is published to {say(theirs.published_to)}"
    ends += f", jtai's list to {say(ours.published_to)}."
    later = ends if theirs.published_to > ours.published_to else None
    data = {
        "schema": "jtai.bank-holidays-check/1",
        "compared_with": name,
        "first": first,
        "last": last,
        "published_to": {"jtai": ours.published_to, "compared": theirs.published_to},
        "differences": [dict(zip(("date", "jtai", "compared"), o, strict=True)) for o in found],
    }
    title = f"{counted(len(found), 'difference')} from {first.year} to {last.year}"
    return m.Report(title, m.listed(m.Bullets(tuple(lines)), later), data=data)
