"""What was found on pages, as every format tells it."""

from collections.abc import Iterable, Sequence

from jtai_cli.records import dataclass
from jtai_cli.render import words

_STALE = ("stale-block", "stale-date")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong on a page, at a line (from 1); the path as machines are told it."""

    path: str
    line: int
    code: str
    message: str
    hint: str | None = None
    is_warning: bool = False

    @property
    def severity(self) -> str:
        """Name how much it matters."""
        return "warning" if self.is_warning else "error"


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker on a page, its settings, and what a date should say; or a date in a sentence."""

    path: str
    line: int
    kind: str
    name: str
    settings: str
    says: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How much was looked at: files, blocks, dates in markers and those in sentences."""

    files: int
    blocks: int
    marked: int
    sentences: int = 0

    @property
    def dates(self) -> int:
        """How many dates stand in markers and in sentences."""
        return self.marked + self.sentences


def checked(tally: Tally, findings: Sequence[Finding]) -> str:
    """Sum up a check: "4 files, 3 blocks, 12 dates: 2 stale, 1 warning"."""
    stale = sum(one.code in _STALE for one in findings)
    told = [f"{stale} stale"] if stale else []
    told += _counted([one for one in findings if one.code not in _STALE], beside=bool(stale))
    # Not every date in a sentence can be held against something.
    is_sure = (tally.blocks or tally.marked) and not tally.sentences
    nothing = "all true" if is_sure else "nothing wrong"
    return f"{looked_at(tally)}: {', '.join(told) or nothing}"


def updated(tally: Tally, findings: Iterable[Finding], *, files: int) -> str:
    """Sum up an update, of so many files: "4 files, 3 blocks, 12 dates: 2 files updated"."""
    told = [f"{words.count(files, 'file')} updated" if files else "nothing to update"]
    return f"{looked_at(tally)}: {', '.join(told + _counted(findings))}"


def looked_at(tally: Tally) -> str:
    """Say how much was looked at: "4 files, 3 blocks, 12 dates"."""
    counts = {"file": tally.files, "block": tally.blocks, "date": tally.dates}
    return ", ".join(words.count(number, noun) for noun, number in counts.items())


def _counted(findings: Iterable[Finding], *, beside: bool = False) -> list[str]:
    """Count errors and warnings; `beside` what has been counted already, errors are other ones."""
    warnings = [one.is_warning for one in findings]
    errors = warnings.count(False)
    told = [words.count(errors, "other error" if beside else "error")] if errors else []
    return [*told, words.count(sum(warnings), "warning")] if any(warnings) else told
