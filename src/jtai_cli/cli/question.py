"""What a command is asked: the options that commands share, and what follows from them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from jtai_cli.bankholidays import Calendars, Division
from jtai_cli.cli.options import COUNTING, KNOWN, RULES, named, one_of, option
from jtai_cli.dates import read, read_span
from jtai_cli.errors import DateError, FileError, JtaiError, UsageError, quoted
from jtai_cli.formats import Answer
from jtai_cli.generated.rules import RULES as SHIPPED
from jtai_cli.kinds import Days
from jtai_cli.notes import annotate
from jtai_cli.plan import Inspection, Known, Plan
from jtai_cli.rules import Rules
from jtai_cli.timeline import Timeline, resolve
from jtai_cli.workingdays import Period

Text = str | None
Texts = list[str] | None
_OPTION = re.compile(r"--(fieldwork|notified|timetable) ")
KNOWN_DATE = ("fieldwork", "notified", "known", "inspection")
KINDS = ("theme", "timetable", "closure")
LETTERS = ("stated", "principal_authority")
PLAN, FRAMEWORKS, TODAY = ("plan",), ("frameworks",), ("today",)
DAYS = ("extra_bank_holiday", "without_bank_holiday", "bank_holidays", "division", *TODAY)
INSPECTION = (*KNOWN_DATE, *PLAN, *KINDS, *LETTERS, *FRAMEWORKS, *DAYS)
"""All shared options, from which one inspection follows."""


@dataclass
class ForPage:
    """What a command gives that is run for a page: its answer, a date, a timeline.

    `timelines` are those that pages have asked for, by the options.
    """

    answer: Answer | None = None
    days: Days | None = None
    text: str = ""
    timeline: Timeline | None = None
    timelines: dict[str, Timeline] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Question:
    """The shared options, as typed; those that a command does not take are None.

    `typed` are the options that stand on the command line, for others come from the environment.
    """

    # What reads files is imported where a file is read: with these imports at the top,
    # `timeline --format json` took 1.50 times as long as the smallest program, not 1.45 times.

    fieldwork: Text = option(
        "DATE", "First day of fieldwork; DATE..DATE where it is not five working days.", KNOWN
    )
    notified: Text = option("DATE", "Day of notification.", KNOWN)
    known: Text = option("MILESTONE=DATE", "Any milestone, such as publication=2025-04-28.", KNOWN)
    inspection: Text = option("NAME", "An inspection of the plan, jtai.toml.", KNOWN)
    plan: Path | None = option(
        "FILE", "The plan; else jtai.toml here or in a directory above.", RULES
    )
    theme: Text = option("THEME", "Theme of the inspection.", RULES)
    timetable: Text = option(
        "TIMETABLE", "Timetable to follow; else the one in force at fieldwork.", RULES
    )
    principal_authority: Text = option(
        "TEXT", "Who must make the statement, as the letter names it.", RULES
    )
    frameworks: Path | None = option(
        "FILE", "Rules to use in place of jtai's own.", RULES, envvar="JTAI_FRAMEWORKS"
    )
    stated: Texts = option(
        "MILESTONE=DATE", "A date that a letter gives; later dates follow it. Repeatable.", COUNTING
    )
    closure: Texts = option(
        "DATE..DATE",
        "Days not counted for the letters; the statutory count includes them. Repeatable.",
        COUNTING,
    )
    extra_bank_holiday: Texts = option(
        "DATE", "A bank holiday newly proclaimed. Repeatable.", COUNTING
    )
    without_bank_holiday: Texts = option(
        "DATE", "Count this bank holiday as a working day. Repeatable.", COUNTING
    )
    bank_holidays: Path | None = option(
        "FILE", "GOV.UK's bank-holidays.json, in place of jtai's own list.", COUNTING
    )
    division: Text = option(
        "DIVISION",
        "england, wales, scotland or northern-ireland; else the timetable's.",
        COUNTING,
        complete=Division,
    )
    today: Text = option(
        "DATE",
        "What 'today' and 'tomorrow' mean; else the system's date.",
        COUNTING,
        envvar="JTAI_TODAY",
    )
    typed: frozenset[str] = frozenset()
    page: ForPage | None = None

    @cached_property
    def current_day(self) -> date:
        """Today, the same day throughout a command; the one place that asks the clock."""
        is_typed = "--today" in self.typed
        if self.page is not None and not is_typed:
            raise UsageError("a marker does not know today", "a date, or --today DATE")
        if self.today is None:
            return date.today()
        try:
            return read(self.today)
        except DateError as error:
            error.message = f"{'--today' if is_typed else 'JTAI_TODAY'}: {error.message}"
            raise

    def day(self, text: str) -> date:
        """Read a date as typed; "today" is one."""
        return read(text, lambda: self.current_day)

    def period(self, text: str) -> Period:
        """Read a run of days as typed, "A..B", or one day."""
        return read_span(text, lambda: self.current_day)

    @cached_property
    def closures(self) -> tuple[Period, ...]:
        """The closures that are typed."""
        return tuple(map(self.period, self.closure or ()))

    @cached_property
    def calendars(self) -> Calendars:
        """The calendars to count on."""
        name, listed = self.division, None
        if self.bank_holidays is not None:
            from jtai_cli.files.published import load_bank_holidays  # noqa: PLC0415 - see above

            listed = load_bank_holidays(self.bank_holidays)
        return Calendars(
            None if name is None else Division(one_of("division", name, Division)),
            listed,
            tuple(map(self.day, self.extra_bank_holiday or ())),
            tuple(map(self.day, self.without_bank_holiday or ())),
        )

    @cached_property
    def rules(self) -> Rules:
        """The rules of the file that is named, or those that come with jtai."""
        if self.frameworks is None:
            return SHIPPED
        from jtai_cli.files.rules import load_rules  # noqa: PLC0415 - see above

        try:
            return load_rules(self.frameworks)
        except FileError as error:
            if "--frameworks" not in self.typed:
                error.message = f"JTAI_FRAMEWORKS: {error.message}"
            raise

    @property
    def theme_key(self) -> str | None:
        """The theme that is typed, by key or by title."""
        return self.theme and named("theme", self.theme, self.rules.themes)

    @property
    def timetable_key(self) -> str | None:
        """The timetable that is typed, by key or by title."""
        return self.timetable and named("timetable", self.timetable, self.rules.timetables)

    @cached_property
    def found_plan(self) -> Path | None:
        """The plan that is named, or found here or in a directory above."""
        from jtai_cli.files.plans import find_plan  # noqa: PLC0415 - see above

        return self.plan or find_plan()

    @property
    def plan_path(self) -> Path:
        """The plan, which must be there."""
        if self.found_plan is None:
            problem = "there is no jtai.toml here or in a directory above"
            raise FileError(problem, "jtai plan init")
        return self.found_plan

    def inspections(
        self, name: str | None = None, *, command: str = "--inspection"
    ) -> tuple[Inspection, ...]:
        """Return the inspections of the plan, or the one that is named, as `command` types it."""
        self.plan_path  # noqa: B018 - without a plan, say how to make one
        plan = self.planned()
        if name is None:
            return tuple(plan.inspections.values())
        if not plan.inspections:
            raise UsageError("the plan has no inspection", "jtai plan set NAME fieldwork=DATE")
        return (plan.inspection(name, command=command),)

    def planned(self) -> Plan:
        """Return the plan, an empty one where none is found."""
        from jtai_cli.files.plans import load_plan  # noqa: PLC0415 - see above

        return Plan() if self.found_plan is None else load_plan(self.found_plan, self.rules)

    def inputs(self) -> tuple[Path, ...]:
        """Return the files that are read, which are never written over."""
        return tuple(filter(None, (self.found_plan, self.frameworks, self.bank_holidays)))

    @property
    def names_one(self) -> bool:
        """Whether a known date is given, and so one inspection is meant."""
        return any(getattr(self, name) is not None for name in KNOWN_DATE)

    def refuse_without_known_date(self) -> None:
        """Refuse the options that say more of one known date, where none is given."""
        for name in (*KINDS, *LETTERS):
            if getattr(self, name) is not None:
                raise UsageError(
                    f"--{name.replace('_', '-')} needs a known date",
                    "--inspection NAME or --fieldwork DATE beside it",
                )

    def dated(self, inspection: Inspection) -> Timeline:
        """Date an inspection, with notes. A refusal names one of the plan, and the plan's keys."""
        try:
            timeline = resolve(self.rules, inspection, self.calendars)
        except FileError:
            raise  # a file of bank holidays has a place of its own
        except JtaiError as error:
            if inspection.name is not None:
                error.message = f"{inspection.name}: {error.message}"
                hint = error.hint and _OPTION.sub(r"\1=", error.hint)
                error.hint = hint and hint.replace("--known ", "known.")
            raise
        return annotate(timeline, self.rules)

    @cached_property
    def timeline(self) -> Timeline:
        """The timeline that is asked for, with notes."""
        asked = repr([getattr(self, name) for name in INSPECTION])
        timelines = {} if self.page is None else self.page.timelines
        if asked not in timelines:
            timelines[asked] = self.dated(self._inspection())
        if self.page is not None:
            self.page.timeline = timelines[asked]
        return timelines[asked]

    def milestone(self, name: str, command: str) -> str:
        """Return the key of a milestone of the timeline, by its key or title."""
        return named("milestone", name, self.timeline.timetable.milestones, command=command)

    def _inspection(self) -> Inspection:
        """Return the inspection that is meant. What options say is added to the plan, and wins."""
        official = {
            k: m.title for t in self.rules.timetables.values() for k, m in t.milestones.items()
        }
        found = self._known(official)
        if self.principal_authority is not None:
            from jtai_cli.files.text import refuse_unprintable  # noqa: PLC0415 - see above

            refuse_unprintable(self.principal_authority, "--principal-authority")
        stated: dict[str, date] = {}
        for text in self.stated or ():
            key, day, last = self._milestone_and_days(
                text, "--stated", official | dict(found.local)
            )
            if last is not None:
                raise UsageError(f"{key} is stated by its first day", f"--stated {key}={day}")
            if key in stated:
                raise UsageError(f"{key} is stated twice", f"only --stated {key}={day}")
            stated[key] = day
        return replace(
            found,
            theme=self.theme_key or found.theme,
            timetable=self.timetable_key or found.timetable,
            principal_authority=self.principal_authority or found.principal_authority,
            closures=found.closures + self.closures,
            stated={**found.stated, **stated},
        )

    def _known(self, milestones: Mapping[str, str]) -> Inspection:
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
            return self.inspections(self.inspection)[0]
        if "--plan" in self.typed and self.page is None:
            raise UsageError("--plan changes nothing without --inspection", "--inspection NAME")
        text = self.known or (
            f"fieldwork={self.fieldwork}" if self.fieldwork else f"notification={self.notified}"
        )
        return Inspection(Known(*self._milestone_and_days(text, given[0], milestones)))

    def _milestone_and_days(
        self, text: str, option_name: str, milestones: Mapping[str, object]
    ) -> tuple[str, date, date | None]:
        """Read MILESTONE=DATE, or MILESTONE=DATE..DATE."""
        name, equals, days = text.partition("=")
        if not equals:
            example = f"{option_name} publication=2025-04-28"
            raise UsageError(f"'{quoted(text)}' is not MILESTONE=DATE", example)
        key = named("milestone", name, milestones, command=option_name)
        if not days.strip():
            raise UsageError(f"the date of {option_name} is empty", f"{option_name} {key}=DATE")
        return (key, *self.period(days)) if ".." in days else (key, self.day(days), None)
