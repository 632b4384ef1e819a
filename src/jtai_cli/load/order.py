"""Faults in the order in which they are told."""

from collections.abc import Iterable
from itertools import islice

from jtai_cli.errors import Fault
from jtai_cli.load.words import MOST_FAULTS


def in_order(found: Iterable[Fault]) -> tuple[Fault, ...]:
    """Put faults in the order of the file; of very many the first are told, and that it is so."""
    told = list(islice(found, MOST_FAULTS + 1))
    ordered = tuple(sorted(told[:MOST_FAULTS], key=lambda fault: fault.line or 0))
    if len(told) > MOST_FAULTS:
        return (*ordered, Fault(None, "more is wrong than is told here", "mend these first"))
    return ordered
