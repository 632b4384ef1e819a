"""An inspection as pages tell it: dated, and in words."""

from jtai_cli.bankholidays import Division
from jtai_cli.dated import Timeline
from jtai_cli.frameworks import Frameworks
from jtai_cli.records import dataclass, field
from jtai_cli.render import account
from jtai_cli.render.account import Account


@dataclass(frozen=True, slots=True)
class Told:
    """An inspection's dates, whose bank holidays were counted, and by which rules.

    It is put into words when a block first asks, and once for all of them.
    """

    timeline: Timeline
    division: Division
    rules: Frameworks
    _accounts: list[Account] = field(default_factory=list, init=False, compare=False)

    def account(self) -> Account:
        """Return the dates in words.

        Raises:
            UsageError: a text that people wrote holds a control character.
        """
        if not self._accounts:
            self._accounts.append(account.of(self.timeline, self.rules))
        return self._accounts[0]
