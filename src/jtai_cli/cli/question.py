"""The question that most commands share: one known date, and what else is known of it.

`Question` holds its options, once; `asks` gives them to a command.
"""

import inspect
from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, get_type_hints

from jtai_cli import load
from jtai_cli.cli import asked, options
from jtai_cli.errors import UsageError
from jtai_cli.records import dataclass, field, replace

if TYPE_CHECKING:
    # Imported by what is asked, so that help and completion do not wait for them.
    from jtai_cli.bankholidays import Division
    from jtai_cli.dated import Timeline
    from jtai_cli.frameworks import Frameworks
    from jtai_cli.plan import Inspection, Known

_P = ParamSpec("_P")
NOTIFICATION = "notification"
"""The milestone that --notified dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One known date and what is known beside it, as typed."""

    fieldwork: options.Fieldwork = None
    notified: options.Notified = None
    known: options.Known = None
    inspection: options.Inspection = None
    plan: options.Plan = None
    stated: options.Stated = None
    theme: options.Theme = None
    timetable: options.Timetable = None
    principal_authority: options.PrincipalAuthority = None
    closure: options.Closure = None
    extra_bank_holiday: options.ExtraBankHoliday = None
    without_bank_holiday: options.WithoutBankHoliday = None
    bank_holidays: options.BankHolidays = None
    division: options.Division = None
    today: options.Today = None
    frameworks: options.Frameworks = None
    _dates: list[asked.Dates] = field(default_factory=list, init=False, compare=False)

    def rules(self) -> "Frameworks":
        """Return the rules to use.

        Raises:
            FileError: the file cannot be read, or is faulty.
        """
        return load.frameworks(self.frameworks)

    @property
    def names_one(self) -> bool:
        """Whether one inspection is asked about."""
        return any((self.fieldwork, self.notified, self.known, self.inspection))

    @property
    def dates(self) -> asked.Dates:
        """What reads the dates of this question, all by one today."""
        if not self._dates:
            self._dates.append(asked.Dates(self.today))
        return self._dates[0]

    @property
    def counting(self) -> asked.Counting:
        """Which days are bank holidays."""
        return asked.Counting(
            self.division,
            self.bank_holidays,
            self.extra_bank_holiday or (),
            self.without_bank_holiday or (),
            self.dates,
        )

    def asked_of(self, rules: "Frameworks") -> "Inspection":
        """Return the inspection that is asked about.

        What options say is added to what the plan says of it, and wins.

        Raises:
            UsageError: there is no known date, or more than one, or a text does not show.
            UnknownNameError: an inspection, a theme, a timetable or a milestone is not known.
            DateError: a date cannot be read, or does not exist.
            FileError: the plan cannot be read, or is faulty.
        """
        told = self._told(rules)
        if self.theme is not None:
            told = replace(told, theme=asked.named("theme", self.theme, rules.themes, "--theme"))
        if self.timetable is not None:
            key = asked.named("timetable", self.timetable, rules.timetables, "--timetable")
            told = replace(told, timetable=key)
        if self.principal_authority is not None:
            from jtai_cli.load.words import invisible

            if (problem := invisible(self.principal_authority)) is not None:
                raise UsageError(f"--principal-authority holds {problem}", "the text without it")
            told = replace(told, principal_authority=self.principal_authority)
        closures = tuple(self.dates.period(text) for text in self.closure or ())
        stated = self._stated()
        if closures or stated:
            told = replace(
                told, closures=told.closures + closures, stated={**told.stated, **stated}
            )
        _refuse_unknown(told, rules)
        return told

    def timeline(self, rules: "Frameworks") -> "tuple[Timeline, Division]":
        """Date what is asked about, with its notes; tell also whose bank holidays were counted.

        Raises:
            JtaiError: it cannot be dated.
        """
        from jtai_cli.dating import dated

        return dated(rules, self.asked_of(rules), self.counting)

    def _told(self, rules: "Frameworks") -> "Inspection":
        given = {
            "--fieldwork": None if self.fieldwork is None else f"fieldwork={self.fieldwork}",
            "--notified": None if self.notified is None else f"{NOTIFICATION}={self.notified}",
            "--known": self.known,
            "--inspection": self.inspection,
        }
        asked_by = [option for option, text in given.items() if text is not None]
        if not asked_by:
            raise UsageError(
                "a timeline needs one known date",
                "--fieldwork DATE, --notified DATE, --known MILESTONE=DATE or --inspection NAME",
            )
        if len(asked_by) > 1:
            many = {2: "two", 3: "three", 4: "four"}[len(asked_by)]
            raise UsageError(
                f"{' and '.join(asked_by)} are {many} known dates, and one is counted from",
                f"only {asked_by[0]}",
            )
        if self.inspection is not None:
            return load.plan(self.plan, rules).inspection(self.inspection)
        from jtai_cli.plan import Inspection

        return Inspection(self._known(given[asked_by[0]] or ""))

    def _stated(self) -> dict[str, date]:
        stated: dict[str, date] = {}
        for text in self.stated or ():
            key, day = self._dated(text, "--stated")
            if key in stated:
                raise UsageError(f"{key} is stated twice", f"only --stated {key}={day}")
            stated[key] = day
        return stated

    def _known(self, text: str) -> "Known":
        from jtai_cli.plan import Known

        milestone, _, day = text.partition("=")
        if ".." in day:
            period = self.dates.period(day)
            return Known(milestone.strip(), period.first, period.last)
        return Known(*self._dated(text, "--known"))

    def _dated(self, text: str, option: str) -> tuple[str, date]:
        milestone, equals, day = text.partition("=")
        if not equals:
            raise UsageError(f"'{text}' is not MILESTONE=DATE", f"{option} publication=2025-04-28")
        return milestone.strip(), self.dates.one(day)


def asks(run: Callable[Concatenate[Question, _P], int]) -> Callable[_P, int]:
    """Give a command the options of a question; it is called with the question first."""
    named_only = inspect.Parameter.KEYWORD_ONLY
    nothing = Question()
    shared = [
        inspect.Parameter(name, named_only, default=getattr(nothing, name), annotation=hint)
        for name, hint in get_type_hints(Question, include_extras=True).items()
        if not name.startswith("_")
    ]
    _, *own = inspect.signature(run).parameters.values()

    @wraps(run)
    def command(*args: _P.args, **given: _P.kwargs) -> int:
        mine: Mapping[str, Any] = {one.name: given.pop(one.name) for one in shared}
        return run(Question(**mine), *args, **given)

    # Typer reads a command's options off its signature, which typing knows of no function.
    before = [one for one in own if one.kind is not named_only]
    after = [one for one in own if one.kind is named_only]
    parameters = [*before, *shared, *after]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # unknown to typing
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    return command


def _refuse_unknown(inspection: "Inspection", rules: "Frameworks") -> None:
    keys = dict.fromkeys(key for t in rules.timetables.values() for key in t.milestones)
    keys |= dict.fromkeys(inspection.local)
    asked.named("milestone", inspection.known.milestone, keys, "--known")
    for key in inspection.stated:
        asked.named("milestone", key, keys, "--stated")
