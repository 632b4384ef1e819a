"""Turns functions into commands; the options that they share, and what is read from those."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property, partial
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from jtai_cli.bankholidays import Calendars, Division
from jtai_cli.cli import console, parsing
from jtai_cli.cli.parsing import COUNTING, KNOWN, RULES, keyed, named, option, switch
from jtai_cli.dates import read, read_span
from jtai_cli.errors import DateError, FileError, JtaiError, UsageError
from jtai_cli.formats import FORMATS, Answer, format_named, format_of_file, write
from jtai_cli.generated.rules import RULES as SHIPPED
from jtai_cli.kinds import Days
from jtai_cli.notes import annotate
from jtai_cli.plan import Inspection, Known, Plan
from jtai_cli.report.model import Report
from jtai_cli.rules import Milestone, Rules
from jtai_cli.timeline import Timeline, resolve
from jtai_cli.workingdays import Period

if TYPE_CHECKING:
    from jtai_cli.formats import Wording

WORDS = tuple(name for name, one in FORMATS.items() if not one.needs)
TABLES = (*WORDS, *(name for name, one in FORMATS.items() if one.needs == "table"))
"""The formats of a result of words, and of one with tables too; the first is the default."""
_OUTPUT = ("format_name", "to_file", "force", "color")
_ORDER = {None: -2} | {panel: place for place, panel in enumerate(parsing.PANELS)}
"""Arguments come first, then the panels of the command's own, then the shared ones."""
_KEYWORD = Parameter.KEYWORD_ONLY
_COLORS = ("auto", "always", "never")
Run = Callable[..., int | None]
Text = str | None
Texts = list[str] | None
BOM = "\ufeff".encode()
"""What Excel needs before it reads a CSV file as UTF-8."""
_known, _rules, _days = (partial(option, panel=panel) for panel in (KNOWN, RULES, COUNTING))
KNOWN_DATE = ("fieldwork", "notified", "known", "inspection")
KINDS = ("theme", "timetable", "closure")
LETTERS = ("stated", "principal_authority")
PLAN, FRAMEWORKS, TODAY = ("plan",), ("frameworks",), ("today",)
CALENDARS = ("extra_bank_holiday", "without_bank_holiday", "bank_holidays", "division")
DAYS = (*CALENDARS, *TODAY)
INSPECTION = (*KNOWN_DATE, *PLAN, *KINDS, *LETTERS, *FRAMEWORKS, *DAYS)
"""The shared options that describe one inspection."""


@dataclass
class ForPage:
    """What a command gives a page: an answer or a date; `timelines` keeps all, by their options."""

    timelines: dict[str, Timeline]
    answer: Answer | None = None
    date: tuple[str, Days | None] = ("", None)
    timeline: Timeline | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Call:
    """The shared options, as typed; those that a command does not take are None.

    `typed` are the options on the command line, as others may come from the environment;
    `formats` are those that the answer can be written in.
    """

    # Modules that read files are imported only where one is read: with these imports at the top,
    # `timeline --format json` took 1.50 times as long as the smallest program, not 1.45 times.

    fieldwork: Text = _known("DATE", "First day of fieldwork; DATE..DATE if not five working days.")
    notified: Text = _known("DATE", "Day of notification.")
    known: Text = _known("MILESTONE=DATE", "Any milestone, such as publication=2025-04-28.")
    inspection: Text = _known("NAME", "An inspection of the plan, jtai.toml.")
    plan: Path | None = _rules("FILE", "The plan; else jtai.toml here or in a directory above.")
    theme: Text = _rules("THEME", "Theme of the inspection.")
    timetable: Text = _rules("TIMETABLE", "Timetable to use; else the one in force at fieldwork.")
    principal_authority: Text = _rules("TEXT", "Who must make the statement, as the letter says.")
    frameworks: Path | None = _rules(
        "FILE", "Rules to use in place of jtai's own.", envvar="JTAI_FRAMEWORKS"
    )
    stated: Texts = _days("MILESTONE=DATE", "Date in a letter; later dates follow it. Repeatable.")
    closure: Texts = _days(
        "DATE..DATE", "Days that the letters' count skips; the statutory one does not. Repeatable."
    )
    extra_bank_holiday: Texts = _days("DATE", "A newly proclaimed bank holiday. Repeatable.")
    without_bank_holiday: Texts = _days(
        "DATE", "Count this bank holiday as a working day. Repeatable."
    )
    bank_holidays: Path | None = _days("FILE", "GOV.UK's bank-holidays.json; else jtai's own list.")
    division: Text = _days(
        "DIVISION",
        "england, wales, scotland or northern-ireland; else the timetable's.",
        complete=Division,
    )
    today: Text = _days(
        "DATE", "The date that counts as today; else the system's date.", envvar="JTAI_TODAY"
    )
    format_name: Text = None
    to_file: Path | None = option(
        "FILE", "Write to a file, in the format of its ending; - is stdout.", "--output", "-o"
    )
    force: bool = switch("Replace a file that exists.")
    color: str = option(
        "WHEN", "auto, always or never.", "--color", "--colour", default="auto", complete=_COLORS
    )
    formats: tuple[str, ...] = ()
    typed: frozenset[str] = frozenset()
    page: ForPage | None = None

    @cached_property
    def current_day(self) -> date:
        """Today, the same day throughout a command; nothing else reads the clock."""
        is_typed = "--today" in self.typed
        if self.page is not None and not is_typed:
            raise UsageError("'today' cannot be used in a marker", "a date, or --today DATE")
        if self.today is None:
            return date.today()
        try:
            return read(self.today)
        except DateError as error:
            error.message = f"{'--today' if is_typed else 'JTAI_TODAY'}: {error.message}"
            raise

    def day(self, text: str) -> date:
        """Read a date as typed, which may be "today"."""
        return read(text, lambda: self.current_day)

    def period(self, text: str) -> Period:
        """Read a run of days as typed, "A..B", or one day."""
        return read_span(text, lambda: self.current_day)

    @cached_property
    def calendars(self) -> Calendars:
        """The calendars to count on."""
        division, listed = self.division, None
        if self.bank_holidays is not None:
            from jtai_cli.files.others import load_bank_holidays  # noqa: PLC0415 - few name a file

            listed = load_bank_holidays(self.bank_holidays)
        chosen = None if division is None else Division(named("division", division, Division))
        more, fewer = self.extra_bank_holiday or (), self.without_bank_holiday or ()
        return Calendars(chosen, listed, tuple(map(self.day, more)), tuple(map(self.day, fewer)))

    @cached_property
    def rules(self) -> Rules:
        """The rules of the file that is named, or those that come with jtai."""
        if self.frameworks is None:
            return SHIPPED
        from jtai_cli.files.rules import load_rules  # noqa: PLC0415 - slow, and few name a file

        try:
            return load_rules(self.frameworks)
        except FileError as error:
            if "--frameworks" not in self.typed:
                error.message = f"JTAI_FRAMEWORKS: {error.message}"
            raise

    @property
    def milestones(self) -> dict[str, Milestone]:
        """The milestones of all timetables, by their keys."""
        return {k: one for t in self.rules.timetables.values() for k, one in t.milestones.items()}

    def like(self, known: Known) -> Inspection:
        """Return an inspection with the theme, timetable and closures of the options."""
        rules = self.rules
        return Inspection(
            known,
            theme=self.theme and named("theme", self.theme, rules.themes),
            timetable=self.timetable and named("timetable", self.timetable, rules.timetables),
            closures=tuple(map(self.period, self.closure or ())),
        )

    @cached_property
    def found_plan(self) -> Path | None:
        """The plan that is named, or found here or in a directory above."""
        from jtai_cli.files.plans import find_plan  # noqa: PLC0415 - slow, and few need a plan

        return self.plan or find_plan()

    def plan_path(self, hint: str = "jtai plan init") -> Path:
        """Return the path of the plan, which must exist."""
        if self.found_plan is None:
            raise FileError("there is no jtai.toml here or in a directory above", hint)
        return self.found_plan

    def planned(self) -> Plan:
        """Return the plan, an empty one where none is found."""
        from jtai_cli.files.plans import load_plan  # noqa: PLC0415 - slow, and few need a plan

        return Plan() if self.found_plan is None else load_plan(self.found_plan, self.rules)

    def inputs(self) -> tuple[Path, ...]:
        """Return the files that are read, and so must never be overwritten."""
        return tuple(filter(None, (self.found_plan, self.frameworks, self.bank_holidays)))

    def dated(self, inspection: Inspection) -> Timeline:
        """Date an inspection, with notes. For one of the plan, errors use its name and keys."""
        try:
            return annotate(resolve(self.rules, inspection, self.calendars), self.rules)
        except JtaiError as error:
            # An error in a file, such as one of bank holidays, names that file.
            if inspection.name is not None and not isinstance(error, FileError):
                error.message = f"{inspection.name}: {error.message}"
                hint = (error.hint or "").replace("--known ", "known.")
                error.hint = re.sub("--(fieldwork|notified|timetable) ", r"\1=", hint) or None
            raise

    @cached_property
    def timeline(self) -> Timeline:
        """The timeline of the options, with notes."""
        made = {} if self.page is None else self.page.timelines
        key = repr([getattr(self, name) for name in INSPECTION])
        if key not in made:
            made[key] = self.dated(self._described())
        if self.page is not None:
            self.page.timeline = made[key]
        return made[key]

    def _described(self) -> Inspection:
        """Return the inspection of the options, which add to what the plan says, or override it."""
        given = [f"--{name}" for name in KNOWN_DATE if getattr(self, name) is not None]
        if not given:
            raise UsageError(
                "a timeline needs one known date",
                "--fieldwork DATE, --notified DATE, --known MILESTONE=DATE or --inspection NAME",
            )
        if len(given) > 1:
            problem = f"give only one known date, not {' and '.join(given)}"
            raise UsageError(problem, f"only {given[0]}")
        if self.inspection is not None:
            self.plan_path()
            found = self.planned().inspection(self.inspection, command="--inspection")
        elif self.plan is not None and self.page is None:
            raise UsageError("--plan has no effect without --inspection", "--inspection NAME")
        else:
            key, days = "fieldwork", self.fieldwork or ""
            if self.notified:
                key, days = "notification", self.notified
            elif self.known:
                key, days = keyed(self.known, "--known", self.milestones)
            span = self.period(days) if ".." in days else (self.day(days),)
            found = Inspection(Known(key, *span))
        if self.principal_authority is not None:
            from jtai_cli.files import refuse_unprintable  # noqa: PLC0415 - few name one

            refuse_unprintable(self.principal_authority, "--principal-authority")
        stated = dict[str, date]()
        for text in self.stated or ():
            key, day = keyed(text, "--stated", {**self.milestones, **found.local})
            if key in stated:
                raise UsageError(f"{key} is stated twice", f"only --stated {key}={day}")
            stated[key] = self.day(day)
        typed = self.like(found.known)
        return replace(
            found,
            theme=typed.theme or found.theme,
            timetable=typed.timetable or found.timetable,
            principal_authority=self.principal_authority or found.principal_authority,
            closures=found.closures + typed.closures,
            stated={**found.stated, **stated},
        )

    @property
    def chosen(self) -> str:
        """The format to write in, of those that are possible; the first is the default."""
        if self.format_name is None:
            return format_of_file(self.to_file, self.formats) if self.to_file else self.formats[0]
        name = format_named(self.format_name, self.formats)
        if FORMATS[name].is_binary and self.to_file is None and console.is_terminal():
            raise UsageError(f"{name} cannot be shown on a terminal", f"-o FILE.{name}")
        return name

    def emit(
        self,
        report: Callable[[], Report],
        data: Callable[[], Mapping[str, object]] | None = None,
        *,
        made: Mapping[str, Callable[[], "Wording"]] = {},
        inputs: Sequence[Path | None] = (),
    ) -> None:
        """Write an answer, never over an input; without `data`, the report's own is used."""
        answer = Answer(report, data or (lambda: report().data), made)
        if self.page is not None:
            self.page.answer = answer
        else:
            is_binary = FORMATS[self.chosen].is_binary
            self.put(self.written(answer), inputs, is_binary=is_binary)

    def written(self, answer: Answer) -> bytes:
        """Return an answer in the format that is chosen."""
        page = console.page(named("colour", self.color, _COLORS), to_stdout=self.to_file is None)
        content = write(answer, self.chosen, page)
        return BOM + content if self.chosen == "csv" and self.to_file is not None else content

    def put(
        self, content: bytes, inputs: Sequence[Path | None], *, is_binary: bool = False
    ) -> None:
        """Write finished content to stdout or to a file."""
        if self.to_file is None:
            console.emit(content, is_binary=is_binary)
        else:
            from jtai_cli.files import write_all  # noqa: PLC0415 - only if a file is written

            read = (*filter(None, inputs), *self.inputs())
            write_all({self.to_file: content}, force=self.force, inputs=read)


def command(
    help_text: str,
    example: str,
    *,
    app: typer.Typer | None = None,
    takes: tuple[str, ...] = (),
    formats: tuple[str, ...] = (),
) -> Callable[[Run], typer.Typer]:
    """Turn a function into a command, in a group or alone, that takes shared options.

    With `formats` it also takes the options of output. The function receives its own options and,
    as `call`, the shared ones. The command is named after it.
    """
    to = app or typer.Typer(add_completion=False)
    text = f"{', '.join(formats)}; else by the ending of the file, else {''.join(formats[:1])}."
    chosen = option("FORMAT", text, "--format", complete=formats)
    shared = [one for one in fields(Call) if one.name in takes + (_OUTPUT if formats else ())]

    def add(run: Run) -> typer.Typer:
        shown = list(signature(run).parameters.values())[1:]
        for one in shared:
            default = chosen if one.name == "format_name" else one.default
            shown.append(Parameter(one.name, _KEYWORD, default=default, annotation=one.type))
        for parameter in shown:
            if parameter.default.default is False:  # a switch, for which Typer would add --no-NAME
                parameter.default.param_decls = (f"--{parameter.name.replace('_', '-')}",)
        shown.sort(key=lambda one: _ORDER.get(one.default.rich_help_panel, -1))
        shown.append(Parameter("context", _KEYWORD, annotation=typer.Context))

        def spread(context: typer.Context, **given: Any) -> int | None:  # noqa: ANN401 - options of any type
            typed = frozenset(context.meta.get(parsing.TYPED, ()))
            options: dict[str, Any] = dict.fromkeys(one.name for one in fields(Call))
            options |= {one.name: given.pop(one.name) for one in shared}
            options |= {"formats": formats, "typed": typed, "page": context.obj}
            if str(options["to_file"]) == "-":
                options["to_file"] = None
            call = Call(**options)
            if "--today" in typed or (call.today is not None and call.page is None):
                call.current_day  # noqa: B018 - a faulty date is refused, needed or not
            # With --keep-going there is a file: the rows that it leaves out.
            if call.force and call.to_file is None and not given.get("keep_going"):
                raise UsageError("--force has no effect without a file to write", "-o FILE")
            return run(call, **given)

        parameters = [one.replace(kind=_KEYWORD) for one in shown]
        spread.__signature__ = Signature(parameters)  # type: ignore[attr-defined]  # unknown to typing
        to.command(
            run.__name__.removesuffix("_"),
            cls=parsing.Command,
            help=help_text,
            short_help=f"{re.split('[.:;] ', help_text)[0].removesuffix('.')}.",
            epilog=f"Example: {example}",
        )(spread)
        return to

    return add


def group(
    example: str, *, takes: tuple[str, ...], formats: tuple[str, ...] = ()
) -> tuple[typer.Typer, "partial[Callable[[Run], typer.Typer]]"]:
    """Make a group, and the decorator that adds commands to it, with these options by default."""
    app = typer.Typer(cls=parsing.Group, epilog=f"Example: {example}", add_completion=False)
    return app, partial(command, app=app, takes=takes, formats=formats)
