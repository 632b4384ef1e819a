"""`jtai themes`: what inspectors look at, listed, shown and searched."""

from typing import TYPE_CHECKING, Annotated

import typer

from jtai_cli import load
from jtai_cli.cli import asked, console, options, shape
from jtai_cli.dates import say
from jtai_cli.errors import UsageError
from jtai_cli.render.page import Page

if TYPE_CHECKING:
    # Imported by what is called, so that help and completion do not wait for them.
    from jtai_cli.frameworks import Frameworks
    from jtai_cli.themes import FoundPoint, Theme

FORMATS = ("table", "plain", "json", "markdown")
SEARCH_FORMATS = ("table", "plain", "json")
app = shape.app("What inspectors look at: the themes, with every point.")


@shape.command(app, "list", "jtai themes list --on 2023-10-01")
def listed(
    *,
    on: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Only themes in force on that day.", rich_help_panel="Which themes"
        ),
    ] = None,
    today: options.Today = None,
    frameworks: options.Frameworks = None,
    format_name: Annotated[str | None, options.formats(*FORMATS)] = None,
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """List the themes, with their dates in force."""
    from jtai_cli.themes import Series

    format_name = asked.format_of(format_name, output, FORMATS)
    page = console.page(color, output)
    day = None if on is None else asked.Dates(today).one(on)
    rules = load.frameworks(frameworks)
    held = [theme for theme in rules.themes.values() if day is None or theme.is_in_force(day)]
    held.sort(key=lambda theme: theme.series is Series.EARLIER)
    heading = "Themes of joint targeted area inspections"
    if day is not None:
        heading = f"Themes in force on {say(day)}"
    console.emit(_list(format_name, held, rules, heading, page), output, force=force)
    if day is not None and not held:
        console.warn(f"no theme in force on {say(day)}", "jtai themes list")
    return 0


@shape.command(app, "show", "jtai themes show front-door")
def show(
    key: Annotated[
        str,
        typer.Argument(
            metavar="THEME", help="The theme's key.", autocompletion=options.completed("themes")
        ),
    ],
    *,
    frameworks: options.Frameworks = None,
    format_name: Annotated[str | None, options.formats(*FORMATS)] = None,
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """Show everything known of a theme.

    Every point, who inspects, who is in scope, sources, published findings.
    """
    format_name = asked.format_of(format_name, output, FORMATS)
    page = console.page(color, output)
    rules = load.frameworks(frameworks)
    theme = rules.themes[asked.named("theme", key, rules.themes, "jtai themes show")]
    console.emit(_theme(format_name, theme, rules, page), output, force=force)
    return 0


@shape.command(app, "search", "jtai themes search early help")
def searched(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words, or how they begin.")],
    *,
    frameworks: options.Frameworks = None,
    format_name: Annotated[str | None, options.formats(*SEARCH_FORMATS)] = None,
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """Find every point that holds all the words, in any theme."""
    from jtai_cli.render.words import listed as joined
    from jtai_cli.themes import search, words_of

    format_name = asked.format_of(format_name, output, SEARCH_FORMATS)
    page = console.page(color, output)
    wanted = words_of(words)
    if not wanted:
        raise UsageError("there is no word to search for", "jtai themes search early help")
    rules = load.frameworks(frameworks)
    points = search(rules.themes.values(), wanted)
    console.emit(_found(format_name, points, wanted, page), output, force=force)
    if not points:
        told = joined(f"'{word}'" for word in wanted)
        console.warn(f"no point holds {told}", _instead(rules, wanted))
    return 0


def _instead(rules: "Frameworks", wanted: tuple[str, ...]) -> str:
    """Offer the theme whose title holds what no point does, or the list of themes."""
    from jtai_cli.themes import holds

    titled = [
        key
        for key, theme in rules.themes.items()
        if holds(f"{theme.title} {theme.official_title or ''}", wanted)
    ]
    return f"jtai themes show {titled[0]}" if titled else "jtai themes list"


def _list(
    format_name: str, held: "list[Theme]", rules: "Frameworks", heading: str, page: Page
) -> str:
    match format_name:
        case "json":
            from jtai_cli.render import to_rules_json

            return to_rules_json.themes(held)
        case "plain":
            from jtai_cli.render import to_plain

            return to_plain.themes(held)
        case "markdown":
            from jtai_cli.render import to_markdown

            return to_markdown.themes(held, rules, heading=heading)
        case _:
            from jtai_cli.render import to_text

            return to_text.themes(held, rules, heading=heading, page=page)


def _theme(format_name: str, theme: "Theme", rules: "Frameworks", page: Page) -> str:
    match format_name:
        case "json":
            from jtai_cli.render import to_rules_json

            return to_rules_json.theme(theme, rules)
        case "plain":
            from jtai_cli.render import to_plain

            return to_plain.theme(theme, rules)
        case "markdown":
            from jtai_cli.render import to_markdown

            return to_markdown.theme(theme, rules)
        case _:
            from jtai_cli.render import to_text

            return to_text.theme(theme, rules, page=page)


def _found(
    format_name: str, points: "tuple[FoundPoint, ...]", wanted: tuple[str, ...], page: Page
) -> str:
    match format_name:
        case "json":
            from jtai_cli.render import to_rules_json

            return to_rules_json.found(points, wanted)
        case "plain":
            from jtai_cli.render import to_plain

            return to_plain.found(points)
        case _:
            from jtai_cli.render import to_text

            return to_text.found(points, page=page)
