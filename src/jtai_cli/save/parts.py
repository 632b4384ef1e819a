"""TOML as text in parts: each header with what stands below it, and nothing lost between."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from jtai_cli.records import dataclass

Path = tuple[str, ...]
"""The keys that lead to a value, from the top of the file."""

_HEADER = re.compile(r"[ \t]*\[")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A header, as the keys it names and as it is written, and what stands below it.

    `tail` are the blank lines and comments that lead to the next header.
    """

    path: Path
    header: str
    body: str
    tail: str = ""

    @property
    def text(self) -> str:
        """The part as it stands in the file."""
        return self.header + self.body + self.tail


def parted(text: str) -> list[Part]:
    """Part a text, which can be read as TOML, before each header; the first part has none."""
    return list(_parts(text))


def joined(parts: Iterable[Part]) -> str:
    """Put parts together again."""
    return "".join(part.text for part in parts)


def ended(text: str) -> str:
    """End the last line, where it is not."""
    return text if not text or text.endswith("\n") else f"{text}\n"


def _parts(text: str) -> Iterator[Part]:
    path: Path = ()
    header, held = "", ""
    for line in _LINE.findall(text):
        # In a list or a long text a line can begin like a header; what is held is then open.
        if _HEADER.match(line) and _is_whole(held):
            yield Part(path, header, *_body(held))
            path, header, held = _named(line), line, ""
        else:
            held += line
    yield Part(path, header, *_body(held))


def _is_whole(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _named(header: str) -> Path:
    """Return the keys that a header names."""
    told: Any = tomllib.loads(header)
    path: Path = ()
    while told:
        ((key, told),) = told.items()
        path = (*path, key)
    return path


def _body(held: str) -> tuple[str, str]:
    """Part what stands below a header from what leads to the next one."""
    lines = _LINE.findall(held)
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    own = end
    while own < len(lines) and lines[own].strip():
        own += 1
    # Comments right below the last key belong to it, unless they stand right above a header.
    end = end if own == len(lines) else own
    return "".join(lines[:end]), "".join(lines[end:])
