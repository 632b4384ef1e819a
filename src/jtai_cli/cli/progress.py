"""How far long work has come, on a terminal that someone watches."""

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TextIO, TypeVar

_T = TypeVar("_T")

_PATIENCE = 1.0
"""Seconds before anything is told, and between one line and the next."""
_ROWS = 100
"""How many rows go by between two looks at the clock."""


def told(
    rows: Iterable[_T], stream: TextIO | None, *, clock: Callable[[], float] = monotonic
) -> Iterator[_T]:
    """Give what comes, and tell how much came, where the stream is a terminal.

    The line is written over by the next one, and wiped away in the end.
    """
    if stream is None or not stream.isatty():
        yield from rows
        return
    begun = last = clock()
    line = ""
    try:
        for number, row in enumerate(rows):
            if number % _ROWS == 0 and (now := clock()) - last >= _PATIENCE:
                wiped = " " * len(line)
                line = f"{number:,} rows, {number / (now - begun):,.0f} a second"
                stream.write(f"\r{wiped}\r{line}")
                stream.flush()
                last = now
            yield row
    finally:
        if line:
            stream.write(f"\r{' ' * len(line)}\r")
            stream.flush()
