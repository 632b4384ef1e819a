"""A plan changed: read, edited, proved and written whole, while its lock is held."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from jtai_cli import load, save
from jtai_cli.cli import asked, plan_values
from jtai_cli.cli.plan_values import Edits
from jtai_cli.dated import Timeline
from jtai_cli.dating import dated
from jtai_cli.drift import Moved, acceptance, since_accepted
from jtai_cli.errors import FileError, JtaiError, UsageError
from jtai_cli.frameworks import Frameworks
from jtai_cli.plan import Accepted, Inspection, PlannedInspection
from jtai_cli.records import dataclass

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OPTION = re.compile(r"--(fieldwork|timetable) ")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change of a plan did: the inspection before (None: there was none) and now.

    `moved` are the dates that another day was known for.
    """

    path: Path
    before: PlannedInspection | None
    now: PlannedInspection
    moved: tuple[Moved, ...]


Kept = tuple[Timeline, tuple[Moved, ...]]
"""An inspection of the plan, dated, and the accepted dates that have moved."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """Changes one plan by the rules; its dates are counted as `counting` says."""

    path: Path
    rules: Frameworks
    counting: asked.Counting

    def set(self, name: str, values: Sequence[str]) -> Changed:
        """Set values of an inspection, which is made where there is none.

        The revision is raised by one when a date moves that could be told before.

        Raises:
            JtaiError: what is set cannot be, or the plan cannot be read or written.
        """
        told = plan_values.given(values)
        with self._locked():
            read = load.plan_text(self.path)
            before = self._read(read, str(self.path)).get(name)
            if before is None:
                _refuse_new(name, told)
            edits = plan_values.edits(told, before, self.rules, self.counting.dates)
            then = self._accepted(before)
            text, now = self._edited(read, name, edits)
            timeline = self._timeline(now)
            moved = since_accepted(timeline, then) if then else ()
            if moved:
                text, now = self._edited(text, name, {("revision",): now.revision + 1})
            if now != before:
                self._write(read, text)
        return Changed(self.path, before, now, moved)

    def accept(self, name: str) -> Changed:
        """Keep the dates of an inspection as accepted.

        Raises:
            JtaiError: there is no such inspection, it cannot be dated, or the plan cannot be
                read or written.
        """
        with self._locked():
            read = load.plan_text(self.path)
            plan = load.plan_in(read, self.rules, place=str(self.path))
            timeline = _dated(self.rules, plan.inspection(name), self.counting)
            before = plan.inspections[name]
            accepted = acceptance(timeline)
            moved = since_accepted(timeline, before.accepted) if before.accepted else ()
            edits = _kept(accepted, before.accepted)
            text, now = self._edited(read, name, edits)
            assert now.accepted == accepted, "what is read is what was written"
            if now != before:
                self._write(read, text)
        return Changed(self.path, before, now, moved)

    def dated(self, name: str | None) -> list[Kept]:
        """Date one inspection of the plan, or all, and tell which accepted dates have moved.

        Raises:
            JtaiError: there is no such inspection, one cannot be dated, or the plan cannot be
                read.
        """
        plan = load.plan(self.path, self.rules)
        chosen = (
            [plan.inspection(name)]
            if name is not None
            else [one.inspection() for one in plan.inspections.values()]
        )
        kept = []
        for inspection in chosen:
            timeline = _dated(self.rules, inspection, self.counting)
            accepted = inspection.accepted
            kept.append((timeline, since_accepted(timeline, accepted) if accepted else ()))
        return kept

    @contextmanager
    def _locked(self) -> Iterator[None]:
        load.plan_text(self.path)  # what is not there needs no lock
        with save.locked(self.path):
            yield

    def _read(self, text: str, place: str) -> Mapping[str, PlannedInspection]:
        return load.plan_in(text, self.rules, place=place).inspections

    def _edited(self, text: str, name: str, edits: Edits) -> tuple[str, PlannedInspection]:
        """Return the text with an inspection changed, proved, and the inspection in it."""
        under = {("inspections", name, *path): value for path, value in edits.items()}
        changed = save.edited(text, under)
        now = self._read(changed, f"{self.path}, as it would be")
        return changed, now[name]

    def _write(self, read: str, text: str) -> None:
        """Write a plan, unless an editor, which asks for no lock, has written it since."""
        refuse_changed = partial(load.refuse_changed, self.path, read)
        save.several({self.path: text}, force=True, once_ready=refuse_changed)

    def _timeline(self, planned: PlannedInspection) -> Timeline:
        return _dated(self.rules, planned.inspection(), self.counting)

    def _accepted(self, before: PlannedInspection | None) -> Accepted | None:
        """Return the dates as they were; None where none could be told."""
        if before is None:
            return None
        try:
            return acceptance(self._timeline(before))
        except JtaiError:
            return None  # what is set now may be what mends it


def _dated(rules: Frameworks, inspection: Inspection, counting: asked.Counting) -> Timeline:
    """Date an inspection of the plan; what stands in the way is told with its name."""
    try:
        return dated(rules, inspection, counting)[0]
    except FileError:
        raise  # a file of bank holidays, say, has a place of its own
    except JtaiError as error:
        error.message = f"{inspection.name}: {error.message}"
        error.hint = error.hint and _as_keys(error.hint)
        raise


def _as_keys(hint: str) -> str:
    """Offer in place of options the keys of a plan: "--fieldwork 2025-05-06" is one."""
    return _OPTION.sub(r"\1=", hint).replace("--known ", "known.")


def _refuse_new(name: str, told: Mapping[str, str]) -> None:
    """Refuse an inspection that cannot be made: by its name, or for want of a known date."""
    if not _NAME.fullmatch(name):
        better = _NOT_IN_NAMES.sub("-", name.lower()).strip("-") or "kingston-2025"
        raise UsageError(f"'{name}' is no name: lower case, digits and hyphens are", better)
    if not any(text and plan_values.is_known_date(key) for key, text in told.items()):
        raise UsageError(
            f"'{name}' is not in the plan yet, and needs a known date", "fieldwork=2025-03-03"
        )


def _kept(accepted: Accepted, before: Accepted | None) -> Edits:
    """Return the edits that keep what is accepted in place of what was."""
    edits: Edits = {
        ("timetable",): accepted.timetable,
        ("known",): accepted.known,
        ("fieldwork_last",): accepted.fieldwork_last,
        ("bank_holidays",): accepted.bank_holidays or None,
        ("closures",): accepted.closures or None,
    }
    for key, days, old in (
        ("stated", accepted.stated, before.stated if before else {}),
        ("dates", accepted.dates, before.dates if before else {}),
    ):
        edits |= {(key, one): days.get(one) for one in (*old, *days)}
    return {("accepted", *path): value for path, value in edits.items()}
