"""`jtai about`: what an inspection is, and how staff are involved and supported."""

from jtai_cli.cli.commands import FRAMEWORKS, WORDS, Call, command
from jtai_cli.errors import UsageError
from jtai_cli.report import rules as reports


@command(
    "Explain what an inspection is, how you may be involved, how you are supported, and whom to "
    "ask, each with its source.",
    "jtai about",
    takes=FRAMEWORKS,
    formats=WORDS,
)
def app(call: Call) -> None:
    rules = call.rules
    if not rules.guidance:
        raise UsageError("these rules have no guidance", "a section `guidance` in their file")
    names = dict.fromkeys(timetable.name for timetable in rules.timetables.values())
    title = f"About {' and '.join(names)}"
    report = reports.guidance(rules, title)
    call.emit(lambda: report, lambda: report.data)
