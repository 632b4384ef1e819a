"""What pages are held against: the rules, the plan, and the dates that follow from them."""

import re
from collections.abc import Callable, Mapping

from jtai_cli import dating
from jtai_cli.documents.found import Severity
from jtai_cli.documents.subject import Subject
from jtai_cli.documents.told import Told
from jtai_cli.errors import FileError, JtaiError, UnknownNameError, UsageError, printable
from jtai_cli.frameworks import Frameworks
from jtai_cli.plan import Inspection, Plan
from jtai_cli.records import dataclass, field, replace

_OPTION = re.compile(r"--(fieldwork|inspection|known|notified|theme|timetable) ")
_PLAN_FIRST = "jtai plan init, or a known date in place of it: fieldwork=2025-03-03"


@dataclass(frozen=True, slots=True)
class Reference:
    """What pages are held against.

    `plan` is None where there is none. `prose` is how much a milestone named near another date
    than its own matters. What was dated, or written, once is not again, whatever the page.
    """

    rules: Frameworks
    plan: Plan | None
    calendars: dating.Calendars
    prose: Severity = Severity.WARNING
    _told: dict[Subject, Told] = field(default_factory=dict, init=False, compare=False)
    _written: dict[object, str] = field(default_factory=dict, init=False, compare=False)

    def told(self, subject: Subject) -> Told:
        """Date what a marker speaks of.

        Raises:
            UnknownNameError: there is no such inspection, theme, timetable or milestone.
            UsageError: an inspection is named, and there is no plan.
            JtaiError: it cannot be dated.
        """
        if subject not in self._told:
            inspection = self._inspection(subject)
            try:
                dated = dating.dated(self.rules, inspection, self.calendars)
            except FileError:
                raise  # a file of bank holidays, say, has a place of its own
            except JtaiError as error:
                raise _as_settings(error, subject) from error
            self._told[subject] = Told(*dated, self.rules)
        return self._told[subject]

    def only(self) -> Subject:
        """Return the only inspection of the plan.

        Raises:
            UsageError: there is none, or more than one.
        """
        names = self.names
        if len(names) == 1:
            return Subject(inspection=names[0])
        if not names:
            raise UsageError("no inspection is named, and there is none in a plan", _PLAN_FIRST)
        raise UsageError(
            f"no inspection is named, and the plan has {len(names)}",
            " or ".join(f"inspection={name}" for name in names),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the plan's inspections."""
        return () if self.plan is None else tuple(self.plan.inspections)

    def written(self, key: object, write: Callable[[], str]) -> str:
        """Return a text, which is written once for all that the key tells is the same.

        Raises:
            JtaiError: it cannot be written.
        """
        if key not in self._written:
            self._written[key] = write()
        return self._written[key]

    def _inspection(self, subject: Subject) -> Inspection:
        inspection = self._named(subject)
        if subject.theme is not None:
            theme = _one_of("theme", subject.theme, self.rules.themes)
            inspection = replace(inspection, theme=theme)
        if subject.timetable is not None:
            timetable = _one_of("timetable", subject.timetable, self.rules.timetables)
            inspection = replace(inspection, timetable=timetable)
        if subject.principal_authority is not None:
            inspection = replace(inspection, principal_authority=subject.principal_authority)
        return inspection

    def _named(self, subject: Subject) -> Inspection:
        if subject.known is not None:
            return Inspection(subject.known)
        assert subject.inspection is not None, "it has a name or a known date"
        if self.plan is None:
            raise UsageError(f"there is no plan to find {subject.inspection} in", _PLAN_FIRST)
        name = _one_of("inspection", subject.inspection, self.plan.inspections)
        return self.plan.inspection(name)


def _one_of(kind: str, name: str, known: Mapping[str, object]) -> str:
    """Return a name that is known; another is refused with the setting to write in its place."""
    if name not in known:
        told = UnknownNameError.among(kind, printable(name), known)
        nearest = told.hint if told.hint in known else None
        raise UnknownNameError(told.message, f"{kind}={nearest}" if nearest else told.hint)
    return name


def _as_settings(error: JtaiError, subject: Subject) -> JtaiError:
    """Return an error that tells of a plan's inspection by its name, and offers settings."""
    place = f"{subject.inspection}: " if subject.inspection else ""
    hint = error.hint and _OPTION.sub(r"\1=", error.hint)
    return type(error)(f"{place}{error.message}", hint)
