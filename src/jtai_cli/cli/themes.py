"""`jtai themes`: what inspectors look at, listed, shown and searched."""

from jtai_cli.cli import console
from jtai_cli.cli.commands import TABLES, Output, command
from jtai_cli.cli.options import argument, named, option
from jtai_cli.cli.parsing import group
from jtai_cli.cli.question import FRAMEWORKS, TODAY, Question
from jtai_cli.dates import say
from jtai_cli.errors import UsageError, quoted
from jtai_cli.report import themes as reports
from jtai_cli.rules import Rules

app = group("List, show and search the themes of inspections.", "jtai themes show front-door")


@command(
    app,
    "list",
    "List the themes, with the dates since which each is in force.",
    "jtai themes list --on 2024-10-15",
    takes=(*FRAMEWORKS, *TODAY),
    formats=TABLES,
)
def listed(
    question: Question,
    output: Output,
    on: str | None = option("DATE", "Only themes in force on that day.", panel="Which themes"),
) -> None:
    day = None if on is None else question.day(on)
    themes = reports.themes_on(question.rules, day)
    output.emit(
        lambda: reports.list_report(themes, question.rules, day),
        lambda: reports.list_data(themes),
    )
    if day is not None and not themes:
        console.warn(f"no theme was in force on {say(day)}", "jtai themes list")


@command(
    app,
    "show",
    "Show everything known of a theme: every point, who inspects, sources, findings.",
    "jtai themes show front-door",
    takes=FRAMEWORKS,
    formats=TABLES,
)
def show(
    question: Question,
    output: Output,
    key: str = argument("THEME", "The theme, by its key or title."),
) -> None:
    rules = question.rules
    theme = rules.themes[named("theme", key, rules.themes, command="jtai themes show")]
    output.emit(lambda: reports.report(theme, rules), lambda: reports.data(theme, rules))


@command(
    app,
    "search",
    "Find every point that has all the words, in any theme.",
    "jtai themes search early help",
    takes=FRAMEWORKS,
    formats=TABLES,
)
def search(
    question: Question,
    output: Output,
    words: list[str] = argument("WORDS", "Words, or how they begin."),
) -> None:
    wanted = reports.words_in(words)
    if not wanted:
        raise UsageError("there is no word to search for", "jtai themes search early help")
    found = reports.search(question.rules, wanted)
    output.emit(
        lambda: reports.search_report(found, wanted), lambda: reports.search_data(found, wanted)
    )
    if not found:
        console.warn(
            f"no point has {quoted(' and '.join(wanted))}", _instead(question.rules, wanted)
        )


def _instead(rules: Rules, wanted: tuple[str, ...]) -> str:
    """Offer the theme whose title has the words, or the list of themes."""
    for key, theme in rules.themes.items():
        if reports.has_words(f"{theme.title} {theme.official_title or ''}", wanted):
            return f"jtai themes show {key}"
    return "jtai themes list"
