"""`jtai plan`: the area's inspections, kept in `jtai.toml`."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtai_cli import load, save
from jtai_cli.cli import asked, console, options, prepare, shape
from jtai_cli.errors import printable

if TYPE_CHECKING:
    # Imported by what is called, so that help and completion do not wait for it.
    from jtai_cli.cli.keeping import Keeper

FORMATS = ("text", "json")
app = shape.app("The area's inspections, kept in jtai.toml.")

_Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help="The inspection's name.",
        autocompletion=options.completed("inspections"),
    ),
]
_OneOrAll = Annotated[
    str | None,
    typer.Argument(
        metavar="[NAME]",
        help="The inspection's name; else all.",
        autocompletion=options.completed("inspections"),
    ),
]
_Values = Annotated[
    list[str], typer.Argument(metavar="KEY=VALUE...", help="What is known; KEY= takes it away.")
]


@shape.command(app, "init", "jtai plan init")
def init(*, plan: options.Plan = None, force: options.Force = False) -> int:
    """Write a plan to begin with, which explains itself."""
    from jtai_cli.render import to_plan_toml

    path = plan or Path(load.PLAN_NAME)
    with save.locked(path):
        save.text(path, to_plan_toml.TEMPLATE, force=force)
    written = f"Wrote {printable(str(path))}, which explains itself\n"
    console.emit(written + _next("plan set NAME fieldwork=DATE", plan), None, force=False)
    return 0


@shape.command(app, "set", "jtai plan set kingston-2025 fieldwork=2025-03-03 theme=front-door")
def change(
    name: _Name,
    values: _Values,
    *,
    plan: options.Plan = None,
    today: options.Today = None,
    frameworks: options.Frameworks = None,
    color: options.Color = "auto",
) -> int:
    """Add an inspection to the plan, or change one.

    Keys: area, theme, timetable, fieldwork (DATE or DATE..DATE), notified, known.MILESTONE,
    stated.MILESTONE, closures (DATE..DATE, with commas), principal_authority,
    owners.MILESTONE, done (milestones, with commas), local.KEY.title, .anchor, .working_days,
    .edge and .who. A key without a value (`local.KEY=`) is taken away.

    Comments and order in the file stay. The revision is raised when a date moves.
    """
    page = console.page(color, None)
    keeper = _keeper(plan, frameworks, asked.Counting(None, None, (), (), asked.Dates(today)))
    changed = keeper.set(name, values)

    from jtai_cli.render import to_plan_text

    text = to_plan_text.changed(
        changed.before,
        changed.now,
        changed.moved,
        place=str(changed.path),
        page=page,
    )
    console.emit(text + _next(f"timeline --inspection {name}", plan), None, force=False)
    return 0


@shape.command(app, "show", "jtai plan show kingston-2025")
def show(
    name: _OneOrAll = None,
    *,
    plan: options.Plan = None,
    extra_bank_holiday: options.ExtraBankHoliday = None,
    without_bank_holiday: options.WithoutBankHoliday = None,
    bank_holidays: options.BankHolidays = None,
    division: options.Division = None,
    today: options.Today = None,
    frameworks: options.Frameworks = None,
    format_name: Annotated[str | None, options.formats(*FORMATS)] = None,
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """Show what the plan holds, the main dates, and which have moved."""
    format_name = asked.format_of(format_name, output, FORMATS)
    page = console.page(color, output)
    counting = asked.Counting(
        division,
        bank_holidays,
        extra_bank_holiday or (),
        without_bank_holiday or (),
        asked.Dates(today),
    )
    keeper = _keeper(plan, frameworks, counting)
    kept = keeper.dated(name)
    if format_name == "json":
        from jtai_cli.render import to_plan_json

        text = to_plan_json.shown(kept)
    else:
        from jtai_cli.render import to_plan_text

        text = to_plan_text.shown(kept, keeper.rules, page=page)
    console.emit(text, output, force=force)
    if not kept:
        console.warn(f"{keeper.path} holds no inspection", "jtai plan set NAME fieldwork=DATE")
    return 0


shape.command(app, "prepare", prepare.EXAMPLE)(prepare.prepare)


@shape.command(app, "accept", "jtai plan accept kingston-2025")
def accept(
    name: _Name,
    *,
    plan: options.Plan = None,
    extra_bank_holiday: options.ExtraBankHoliday = None,
    without_bank_holiday: options.WithoutBankHoliday = None,
    bank_holidays: options.BankHolidays = None,
    division: options.Division = None,
    today: options.Today = None,
    frameworks: options.Frameworks = None,
    color: options.Color = "auto",
) -> int:
    """Keep an inspection's dates as accepted, in the plan."""
    page = console.page(color, None)
    counting = asked.Counting(
        division,
        bank_holidays,
        extra_bank_holiday or (),
        without_bank_holiday or (),
        asked.Dates(today),
    )
    changed = _keeper(plan, frameworks, counting).accept(name)

    from jtai_cli.render import to_plan_text

    text = to_plan_text.accepted(
        changed.now,
        changed.moved,
        place=str(changed.path),
        page=page,
    )
    console.emit(text + _next(f"plan check {name}", plan), None, force=False)
    return 0


@shape.command(app, "check", "jtai plan check kingston-2025")
def check(
    name: _OneOrAll = None,
    *,
    plan: options.Plan = None,
    extra_bank_holiday: options.ExtraBankHoliday = None,
    without_bank_holiday: options.WithoutBankHoliday = None,
    bank_holidays: options.BankHolidays = None,
    division: options.Division = None,
    today: options.Today = None,
    frameworks: options.Frameworks = None,
    output: options.Output = None,
    force: options.Force = False,
    color: options.Color = "auto",
) -> int:
    """Tell which accepted dates have moved, and why.

    Exits with status 1 where any has.
    """
    page = console.page(color, output)
    counting = asked.Counting(
        division,
        bank_holidays,
        extra_bank_holiday or (),
        without_bank_holiday or (),
        asked.Dates(today),
    )
    keeper = _keeper(plan, frameworks, counting)
    kept = keeper.dated(name)
    accepted = [one for one in kept if one[0].inspection.accepted is not None]
    if accepted:
        from jtai_cli.render import to_plan_text

        console.emit(to_plan_text.checked(accepted, page=page), output, force=force)
    for timeline, _ in kept:
        inspection = timeline.inspection
        if inspection.accepted is None:
            console.warn(
                f"{inspection.name} has no accepted dates", f"jtai plan accept {inspection.name}"
            )
    if not kept:
        console.warn(f"{keeper.path} holds no inspection", "jtai plan set NAME fieldwork=DATE")
    return 1 if any(moved for _, moved in accepted) else 0


def _keeper(plan: Path | None, frameworks: Path | None, counting: asked.Counting) -> "Keeper":
    from jtai_cli.cli.keeping import Keeper

    return Keeper(load.plan_path(plan), load.frameworks(frameworks), counting)


def _next(command: str, plan: Path | None) -> str:
    """Say what to type next; the option that names the plan is repeated."""
    named = "" if plan is None else f" --plan {shlex.quote(str(plan))}"
    return f"Next: jtai {command}{printable(named)}\n"
