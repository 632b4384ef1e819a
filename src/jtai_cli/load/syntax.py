"""What the YAML parser complains of, in words for people who do not know YAML."""

from typing import NamedTuple

import yaml

from jtai_cli.errors import Fault
from jtai_cli.load.words import quoted, short

_NO_START = "cannot start any token"


class _Words(NamedTuple):
    """Our words for a complaint that holds a part; some are best told where it all began."""

    part: str
    problem: str
    remedy: str
    at_its_start: bool = False


_KNOWN = (
    _Words(
        "unexpected end of stream",
        "a quotation mark is never closed",
        "close it on the line where the text ends",
        at_its_start=True,
    ),
    _Words("',' or ']'", "a list is not closed, or lacks a comma", "[one, two]", at_its_start=True),
    _Words(
        "',' or '}'",
        "a mapping is not closed, or lacks a comma",
        "{one: 1, two: 2}",
        at_its_start=True,
    ),
    _Words(
        "node content",
        "a value is missing, or a bracket is not closed",
        "close each [ with ] and each { with }",
    ),
    _Words(
        "mapping values are not allowed",
        "a colon stands where none can",
        "put a text that holds a colon in quotes; indent a key as its neighbours are",
    ),
    _Words("expected ':'", "a key has no colon", "key: value", at_its_start=True),
    _Words(
        "expected key",
        "this is no key of what stands above it",
        "indent it as its neighbours are; close a text in quotes at its end",
    ),
    _Words("'-' indicator", "this is no entry of the list above it", "begin it with a dash"),
    _Words("block sequence entries", "a dash stands where none can", "put the text in quotes"),
    _Words("alphabetic or numeric", "'&' and '*' cannot begin a text", "put the text in quotes"),
    _Words(
        "escape c",
        "a backslash begins no escape that is known",
        "put the text in single quotes",
    ),
)


def fault(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """Word a complaint of the parser, with the line where the reader should look."""
    problem, mark = str(error.problem), error.problem_mark
    assert mark is not None, "the parser marks what it complains of"
    # An early end is told of on the line after the last.
    line = min(mark.line + 1, len(text.splitlines()))
    first = text[mark.index : mark.index + 1]
    if "tab character" in problem or (_NO_START in problem and first == "\t"):
        return tab(line)
    if _NO_START in problem:
        return Fault(line, f"{quoted(first)} cannot begin a text", "put the text in quotes")
    for words in _KNOWN:
        if words.part in problem:
            began = error.context_mark if words.at_its_start else None
            return Fault(began.line + 1 if began else line, words.problem, words.remedy)
    return Fault(
        line,
        f"this is not YAML: {short(problem)}",
        "look at the quotes, colons and indentation here",
    )


def tab(line: int) -> Fault:
    """Tell of a tab where only spaces can stand."""
    return Fault(line, "a tab cannot indent", "use spaces")
