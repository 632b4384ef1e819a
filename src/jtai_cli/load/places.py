"""On which line each key and each value of a TOML file stands."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]
"""The keys that lead to a value, from the top of the file; in a list, the number of its entry."""

_TOKEN = re.compile(
    r"""
    (?P<blank>[ \t\r]+|\#[^\n]*)
    | (?P<text>
        \"\"\"(?:[^\\]|\\.)*?\"\"\"\"{0,2}
        | '''.*?''''{0,2}
        | "(?:[^"\\]|\\.)*"
        | '[^']*'
      )
    | (?P<mark>[\[\]{},=.\n])
    | (?P<bare>[^\s\[\]{},=."'\#]+)
    """,
    re.VERBOSE | re.DOTALL,
)


def places(text: str) -> Mapping[Path, int]:
    """Find the lines, from 1, of all that a text holds, which is known to be right as TOML.

    A table has the line on which it is first named. What stands below an entry of an array of
    tables `[[…]]` is not found.
    """
    return _Places(text).found


class _Places:
    """Goes through a text once, from token to token."""

    def __init__(self, text: str) -> None:
        self._coming = _tokens(text)
        self._here, self._line = "\n", 1
        self._tables: Counter[Path] = Counter()
        self.found: dict[Path, int] = {}
        self._next()
        self._document()

    def _next(self) -> None:
        self._here, self._line = next(self._coming, ("", self._line))

    def _document(self) -> None:
        header: Path = ()
        while self._here:
            match self._here:
                case "\n":
                    self._next()
                case "[":
                    header = self._header()
                case _:
                    self._pair(header)

    def _header(self) -> Path:
        line = self._line
        self._next()
        is_list = self._here == "["
        if is_list:
            self._next()
        path = self._key((), line)
        while self._here == "]":
            self._next()
        if is_list:
            path = (*path, self._tables[path])
            self._tables[path[:-1]] += 1
            self.found[path] = line
        return path

    def _pair(self, above: Path) -> None:
        path = self._key(above, self._line)
        self._next()  # the equals sign
        self._value(path)

    def _key(self, above: Path, line: int) -> Path:
        path = above
        while self._here not in {"=", "]"}:
            if self._here != ".":
                path = (*path, _plain(self._here))
                self.found.setdefault(path, line)
            self._next()
        return path

    def _value(self, path: Path) -> None:
        self.found.setdefault(path, self._line)
        match self._here:
            case "[":
                self._list(path)
            case "{":
                self._table(path)
            case _:
                while self._here not in {"", "\n", ",", "]", "}"}:
                    self._next()

    def _list(self, path: Path) -> None:
        number = 0
        self._next()
        while self._here != "]":
            if self._here in {"\n", ","}:
                self._next()
            else:
                self._value((*path, number))
                number += 1
        self._next()

    def _table(self, path: Path) -> None:
        self._next()
        while self._here != "}":
            if self._here in {"\n", ","}:
                self._next()
            else:
                self._pair(path)
        self._next()


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "blank":
            yield match[0], line
        line += match[0].count("\n")


def _plain(key: str) -> str:
    """Read one part of a key, which may stand in quotes."""
    return next(iter(tomllib.loads(f"{key}=0"))) if key[0] in "\"'" else key
