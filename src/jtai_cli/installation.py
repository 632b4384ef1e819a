"""What a report of a fault needs to know of a machine: versions, rules, bank holidays, streams.

Nothing here tells who works on the machine: no paths, no names of people.
"""

from collections.abc import Mapping
from datetime import date

from jtai_cli.bankholidays import BankHolidays
from jtai_cli.dates import add_months, say
from jtai_cli.records import dataclass

LEAST_MONTHS = 12
"""How many months of published bank holidays there should be: a timeline lasts half a year."""


@dataclass(frozen=True, slots=True)
class RulesInUse:
    """The rules that commands use: the file's name, None for jtai's own.

    `edition` is None where they are faulty; `is_shipped` tells that they are as jtai brought them.
    """

    file: str | None
    edition: date | None
    is_shipped: bool


@dataclass(frozen=True, slots=True)
class Stdout:
    """Where results go; the encoding is None where there is no such stream."""

    encoding: str | None
    is_terminal: bool


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that should be looked at, under a code, and what to do about it."""

    code: str
    text: str
    hint: str


@dataclass(frozen=True, slots=True)
class Installation:
    """One installation of jtai. A package that is not installed has the version None."""

    version: str
    python: str
    platform: str
    packages: Mapping[str, str | None]
    extras: Mapping[str, bool]
    rules: RulesInUse
    bank_holidays: BankHolidays
    stdout: Stdout

    def warnings(self, today: date) -> tuple[Warned, ...]:
        """Tell what should be looked at on a day."""
        found = []
        if self.rules.edition is None:
            text = f"the rules of {self.rules.file or 'jtai'} are faulty, or cannot be read"
            hint = f"jtai frameworks validate {self.rules.file or ''}".strip()
            found.append(Warned("faulty-rules", text, hint))
        if is_running_out(self.bank_holidays.published_to, today):
            text = (
                f"bank holidays are published to {say(self.bank_holidays.published_to)} only, "
                f"which is less than {LEAST_MONTHS} months after {say(today)}"
            )
            hint = "a newer jtai, or --bank-holidays FILE with GOV.UK's newest bank-holidays.json"
            found.append(Warned("bank-holidays", text, hint))
        return tuple(found)


def is_running_out(published_to: date, today: date) -> bool:
    """Tell whether fewer than twelve months of published bank holidays are left.

    >>> is_running_out(date(2028, 12, 31), date(2027, 12, 31))
    False
    """
    return add_months(published_to, -LEAST_MONTHS) < today
