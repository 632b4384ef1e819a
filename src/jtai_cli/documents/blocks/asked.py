"""What a marker asks for, as a block needs it."""

from collections.abc import Mapping

from jtai_cli.bankholidays import Division
from jtai_cli.dated import Timeline
from jtai_cli.documents.language import Language
from jtai_cli.documents.told import Told
from jtai_cli.errors import UsageError
from jtai_cli.frameworks import Frameworks
from jtai_cli.records import dataclass
from jtai_cli.render.account import Account


@dataclass(frozen=True, slots=True)
class Asked:
    """A block that is asked for: its name, what it names, its settings as they are written.

    `told` is None where no inspection was given.
    """

    name: str
    argument: str | None
    settings: Mapping[str, str]
    told: Told | None
    rules: Frameworks
    language: Language

    def dated(self) -> tuple[Timeline, Division]:
        """Return the inspection's dates, and whose bank holidays were counted.

        Raises:
            UsageError: no inspection was given.
        """
        told = self._required()
        return told.timeline, told.division

    def account(self) -> Account:
        """Return the inspection's dates in words.

        Raises:
            UsageError: no inspection was given, or a text holds a control character.
        """
        return self._required().account()

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

    def _required(self) -> Told:
        if self.told is None:
            raise UsageError(
                f"the block '{self.name}' needs an inspection",
                f"{self.name} inspection=NAME, or {self.name} fieldwork=2025-03-03",
            )
        return self.told
