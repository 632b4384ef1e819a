"""What `jtai plan prepare` finds in the plan of a dry run's name, and what to type next of it."""

import re
import shlex
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from jtai_cli import load
from jtai_cli.cli import asked, console
from jtai_cli.cli.keeping import Keeper
from jtai_cli.errors import FileError, UsageError, printable
from jtai_cli.frameworks import Frameworks
from jtai_cli.plan import Inspection
from jtai_cli.preparation import Programme
from jtai_cli.records import dataclass

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_DIGITS = re.compile(r"[0-9]+")
_LIKENESS = 0.85
"""How alike two names are of which one may be a slip of the hand."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A dry run's name, and what the plan holds of it.

    `option` is the plan as it was named, `path` the plan that is there: None where there is none.
    `inspection` is None where the plan does not hold the name; `near` is then one that is alike.
    """

    name: str
    option: Path | None
    path: Path | None
    inspection: Inspection | None
    near: str | None = None

    def following(self, laid: Programme) -> Iterator[str]:
        """Give what to type next: to see the dry run, or to put it into the plan."""
        if laid.planned is not None and laid.planned in laid.rehearsals:
            yield self._line("Next", f"timeline --inspection {self.name}")
            return
        begin = "Next"
        if self.path is None:
            yield self._line(begin, "plan init")
            begin = "Then"
        proposed = next((one.first for one in laid.rehearsals), None)
        fieldwork = "DATE" if proposed is None else proposed.isoformat()
        yield self._line(begin, f"plan set {self.name} fieldwork={fieldwork}")

    def warn(self) -> None:
        """Tell of what may be a slip: a name like one of the plan, or that of an inspection."""
        if self.near is not None:
            console.warn(
                f"{self.name} is not in {self.path}, and is laid out as new",
                f"jtai plan prepare {self.near}",
            )
        if self.inspection is not None and self.inspection.stated:
            console.warn(
                f"{self.name} holds dates that letters stated, and is laid out as a dry run",
                "a name of its own for the dry run",
            )

    def _line(self, begin: str, command: str) -> str:
        named = "" if self.option is None else f" --plan {shlex.quote(str(self.option))}"
        return f"{begin}: jtai {command}{printable(named)}\n"


def found(name: str, option: Path | None, rules: Frameworks, counting: asked.Counting) -> Prepared:
    """Look a name up in the plan, which need not be there unless it is named.

    Raises:
        FileError: the plan cannot be read, or is faulty.
        UsageError: the name is no name of an inspection.
        JtaiError: the inspection of that name cannot be dated.
    """
    path = option or _nearest_plan()
    names = {} if path is None else load.plan(path, rules).inspections
    if path is not None and name in names:
        ((timeline, _),) = Keeper(path, rules, counting).dated(name)
        return Prepared(name, option, path, timeline.inspection)
    if not _NAME.fullmatch(name):
        better = _NOT_IN_NAMES.sub("-", name.lower()).strip("-") or "northshire-dry-run"
        raise UsageError(f"'{name}' is no name: lower case, digits and hyphens are", better)
    # Names of which only the year is another one are no slips.
    others = [one for one in names if _DIGITS.sub("", one) != _DIGITS.sub("", name)]
    near = get_close_matches(name, others, n=1, cutoff=_LIKENESS)
    return Prepared(name, option, path, None, near[0] if near else None)


def _nearest_plan() -> Path | None:
    try:
        return load.plan_path(None)
    except FileError:
        return None  # one can prepare before there is a plan
