"""What a command of `jtai docs` is asked: which pages, and what they are held against."""

from collections.abc import Iterator, Sequence
from os.path import realpath, relpath
from pathlib import Path

from jtai_cli import bankholidays, documents, load
from jtai_cli.bankholidays import Division
from jtai_cli.cli import asked
from jtai_cli.documents import Language, Severity
from jtai_cli.errors import FileError, UsageError, printable
from jtai_cli.plan import Plan
from jtai_cli.records import dataclass, replace
from jtai_cli.workingdays import Period

_PATTERN = "*"


@dataclass(frozen=True, slots=True)
class Named:
    """A page by the name that messages give it; no path is what is piped in, or a pattern in vain.

    A pattern that no file answers to is a page that cannot be read. `language` is what it is
    written in where its ending does not tell.
    """

    name: str
    path: Path | None = None
    language: Language | None = None


LANGUAGES = {language.name.lower(): language for language in Language}
"""What `--language` takes."""
PIPED = Named("-")
"""What is piped in."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The pages of one command, and what they are held against, as typed."""

    files: Sequence[str]
    plan: Path | None
    frameworks: Path | None
    counting: asked.Counting
    language: str | None = None

    def settled(self) -> tuple[list[Named], documents.Reference]:
        """Return the pages, each once, by its first name, and what they are held against.

        Raises:
            UsageError: no page is named, here or in the plan.
            JtaiError: an option is wrong, or a file that it names is.
        """
        language = self._language()
        rules = load.frameworks(self.frameworks)
        _refuse_wrong(self.counting)
        path = self._plan_path()
        plan = None if path is None else load.plan(path, rules)
        prose = Severity.WARNING if plan is None else Severity(plan.docs.prose)
        reference = documents.Reference(rules, plan, self.counting, prose)
        once: dict[str, Named] = {}
        for named in self._named() if self.files else _planned(path, plan):
            # Not by its inode: hard links are replaced one by one, and so are pages of their own.
            key = realpath(named.path) if named.path else named.name
            once.setdefault(key, replace(named, language=language))
        return list(once.values()), reference

    def _language(self) -> Language | None:
        if self.language is None:
            return None
        asked.named("language", self.language, LANGUAGES, "--language")
        return LANGUAGES[self.language]

    def _plan_path(self) -> Path | None:
        """Return the path of the plan; None where there is none, for pages can do without."""
        if self.plan is not None:
            return self.plan
        try:
            return Path(relpath(load.plan_path(None)))
        except FileError:
            return None

    def _named(self) -> Iterator[Named]:
        """Give what is named on the command line, where not every shell expands a pattern."""
        if PIPED.name in self.files and len(self.files) > 1:
            raise UsageError("- is what is piped in, and goes with no file", "one or the other")
        for name in self.files:
            if name == PIPED.name:
                yield PIPED
            elif _PATTERN in name:
                yield from _matching(name, Path())
            else:
                yield Named(name, Path(name))


def _refuse_wrong(counting: asked.Counting) -> None:
    """Refuse what is wrong with the options, which is no fault of any page."""
    days = [counting.dates.one(text) for text in (*counting.extra, *counting.without)]
    division = counting.division_or(Division.ENGLAND)
    if days or counting.file is not None:
        days = days or [bankholidays.table().first]
        counting.bank_holidays(division, Period(min(days), max(days)))


def _planned(path: Path | None, plan: Plan | None) -> Iterator[Named]:
    """Give what the plan names."""
    if path is None or plan is None:
        raise UsageError(
            f"no file is named, and there is no {load.PLAN_NAME} that names any",
            "jtai docs check FILE, or jtai plan init",
        )
    if not plan.docs.files:
        raise UsageError(
            f"no file is named, and {printable(str(path))} names none",
            'under [docs], files = ["docs/**/*.md"], or jtai docs check FILE',
        )
    for pattern in plan.docs.files:
        yield from _matching(pattern, path.parent)


def _matching(pattern: str, directory: Path) -> Iterator[Named]:
    paths = load.matching(pattern, directory)
    yield from (Named(str(path), path) for path in paths)
    if not paths:
        yield Named(str(directory / pattern))
