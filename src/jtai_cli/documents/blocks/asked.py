"""What a marker asks for, as a block needs it."""

from collections.abc import Mapping

from jtai_cli.bankholidays import Division
from jtai_cli.dated import Timeline
from jtai_cli.documents.language import Language
from jtai_cli.errors import UsageError
from jtai_cli.frameworks import Frameworks
from jtai_cli.records import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """A block that is asked for: its name, what it names, its settings as they are written.

    `timeline` and `division` are None where no inspection was given.
    """

    name: str
    argument: str | None
    settings: Mapping[str, str]
    timeline: Timeline | None
    division: Division | None
    rules: Frameworks
    language: Language

    def dated(self) -> tuple[Timeline, Division]:
        """Return the inspection's dates, and whose bank holidays were counted.

        Raises:
            UsageError: no inspection was given.
        """
        if self.timeline is None or self.division is None:
            raise UsageError(
                f"the block '{self.name}' needs an inspection",
                f"{self.name} inspection=NAME, or {self.name} fieldwork=2025-03-03",
            )
        return self.timeline, self.division

    def milestone(self) -> str:
        """Return the milestone that the block names.

        Raises:
            UsageError: it names none.
            UnknownNameError: the timetable has no such milestone.
        """
        timeline, _ = self.dated()
        if self.argument is None:
            raise UsageError(
                f"the block '{self.name}' needs a milestone", f"{self.name} comments-due"
            )
        return timeline.timetable.milestone(self.argument).key
