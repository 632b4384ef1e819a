"""`jtai themes`: what inspectors look at, listed, shown and searched."""

from jtai_cli.cli import console
from jtai_cli.cli.commands import FRAMEWORKS, TABLES, TODAY, Call, group
from jtai_cli.cli.parsing import argument, named, option
from jtai_cli.dates import say
from jtai_cli.errors import UsageError, quoted
from jtai_cli.report import rules as reports

app, command = group("jtai themes show front-door", takes=FRAMEWORKS, formats=TABLES)


@command(
    "List the themes, and since when each has been in force.",
    "jtai themes list --on 2024-10-15",
    takes=(*FRAMEWORKS, *TODAY),
)
def list_(
    call: Call,
    on: str | None = option("DATE", "Only themes in force on that day.", panel="Which themes"),
) -> None:
    day = None if on is None else call.day(on)
    report = reports.themes(call.rules, day)
    call.emit(lambda: report)
    if day is not None and not report.data["themes"]:
        console.warn(f"no theme was in force on {say(day)}", "jtai themes list")


@command(
    "Show everything known about a theme: every point, who inspects, sources, findings.",
    "jtai themes show front-door",
)
def show(call: Call, key: str = argument("THEME", "The theme, by its key or title.")) -> None:
    rules = call.rules
    theme = rules.themes[named("theme", key, rules.themes, "jtai themes show")]
    call.emit(lambda: reports.theme(theme, rules))


@command("Find every point that has all the words, in any theme.", "jtai themes search early help")
def search(
    call: Call, words: list[str] = argument("WORDS", "Words, or the beginnings of words.")
) -> None:
    wanted = reports.words_in(words)
    if not wanted:
        raise UsageError("there is no word to search for", "jtai themes search early help")
    report = reports.search(call.rules, wanted)
    call.emit(lambda: report)
    if not report.data["points"]:
        console.warn(f"no point has {quoted(' and '.join(wanted))}", "jtai themes list")
