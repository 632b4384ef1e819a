"""Files in: read with care, proved, and turned into frozen objects. The only reader of files.

Every fault of a file is told at once, with its line and a remedy; nothing is guessed, repaired
or skipped. What is written badly, or to do harm, is refused at once.
"""

from jtai_cli.load.editors import schema
from jtai_cli.load.files import text
from jtai_cli.load.plans import PLAN_NAME, plan, plan_in, plan_path, plan_text
from jtai_cli.load.published import bank_holidays
from jtai_cli.load.rules import faults, frameworks, shipped

__all__ = [
    "PLAN_NAME",
    "bank_holidays",
    "faults",
    "frameworks",
    "plan",
    "plan_in",
    "plan_path",
    "plan_text",
    "schema",
    "shipped",
    "text",
]
