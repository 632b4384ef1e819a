"""Bytes to records: lines decoded one by one, and cells divided, with the line of each record."""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import BinaryIO, NamedTuple

from jtai_cli.errors import Fault
from jtai_cli.load.files import AS_UTF_8, MEBIBYTE

_DIVIDERS = (",", ";", "\t")
_LONGEST = MEBIBYTE
LARGEST = 256 * MEBIBYTE
"""What a portfolio may have in all: it is read as a stream, and a pipe may have no end."""
_COMPLAINTS = (
    ("field larger than", "a cell is very long", "close the quotation mark that is open"),
    ("unexpected end", "a quotation mark is never closed", "close it"),
    ("expected after", "something stands after a closing quotation mark", "double marks in a text"),
    ("new-line character", "a line ends as no system ends one now", "line ends of Windows or Unix"),
)


class UnreadableError(Exception):
    """Reading goes no further: the fault says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.problem)
        self.fault = fault


class Record(NamedTuple):
    """The cells of a row, and the line, from 1, on which it begins."""

    line: int
    cells: list[str]


def divided_by(file: BinaryIO, *, most: int) -> tuple[str, Iterator[str]]:
    """Tell by which character the columns of a file are divided, and give all its lines.

    It may have `most` bytes.

    It is the one, of comma, semicolon and tab, that stands most often in the first line.

    Raises:
        UnreadableError: the first line is not text in UTF-8.
    """
    lines = _lines(file, most)
    first = next(lines, "")
    divider = max(_DIVIDERS, key=first.count)
    return divider, chain((first,), lines)


def records(lines: Iterator[str], divider: str) -> Iterator[Record]:
    """Divide lines into records; those without anything in their cells are left out.

    Raises:
        UnreadableError: a line is not text in UTF-8, or the quotation marks do not match.
    """
    reader = csv.reader(lines, delimiter=divider, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cells) and any(map(str.strip, cells)):
                yield Record(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(_fault(line, str(error))) from None


def _lines(file: BinaryIO, most: int) -> Iterator[str]:
    """Decode line by line; none is longer than a mebibyte, so that memory holds whatever comes."""
    left = most
    for number, raw in enumerate(iter(partial(_line, file), b""), start=1):
        line = raw
        left -= len(raw)
        if left < 0:
            problem = f"the file is larger than {most:,} bytes"
            raise UnreadableError(Fault(number, problem, "several files"))
        if number == 1:
            if raw.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
                raise UnreadableError(Fault(None, "is UTF-16, not UTF-8", "save it as CSV UTF-8"))
            line = raw.removeprefix(BOM_UTF8)
        if len(raw) == _LONGEST:
            problem = f"the line is longer than {_LONGEST:,} bytes"
            raise UnreadableError(Fault(number, problem, "a row an inspection"))
        if b"\0" in raw:
            raise UnreadableError(Fault(number, "the line holds a zero byte", "save it as CSV"))
        try:
            yield line.decode()
        except UnicodeDecodeError as error:
            problem = f"the byte 0x{line[error.start]:02x} is not UTF-8"
            raise UnreadableError(Fault(number, problem, AS_UTF_8)) from None


def _line(file: BinaryIO) -> bytes:
    try:
        return file.readline(_LONGEST)
    except OSError as error:
        problem = f"cannot be read: {str(error.strerror).lower()}"
        raise UnreadableError(Fault(None, problem, "a file that you may read")) from None


def _fault(line: int, complaint: str) -> Fault:
    """Put a complaint of the reader of CSV, about the record that begins there, into our words."""
    known = ((problem, remedy) for said, problem, remedy in _COMPLAINTS if said in complaint)
    problem, remedy = next(known, (f"the row is not CSV: {complaint}", "save it as CSV"))
    return Fault(line, problem, remedy)
