"""Files out: whole or not at all, and never over another by accident. The only writer of files.

A plan that is there is edited as text, so that people's comments and order stay.
"""

from jtai_cli.save.files import several, spool, text
from jtai_cli.save.locking import locked
from jtai_cli.save.plans import Value, edited

__all__ = ["Value", "edited", "locked", "several", "spool", "text"]
