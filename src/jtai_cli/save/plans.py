"""A plan edited: values set and taken away, all else left as people wrote it.

tomlkit is given one part of the text at a time: of the whole it would put new keys behind the
comments that lead to the next header.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jtai_cli.records import replace
from jtai_cli.save.parts import Part, Path, ended, joined, parted

Value = str | int | date | Sequence[str] | Sequence[date]
"""What a key can be set to."""

_OWN_HEADER = {"accepted": 3, "local": 4}
"""What has a header of its own, and how many keys it names; other tables become dotted keys."""
_INSPECTION = 2
"""How many keys lead to an inspection."""


def edited(text: str, edits: Mapping[Path, Value | None]) -> str:
    """Return the text with values set; None takes a value away, or a table with all it holds.

    The text is a plan that can be read. Comments, blank lines and order stay as they are; so do
    line ends, of whichever kind.
    """
    line_end = "\r\n" if "\r\n" in text else "\n"
    parts = parted(text.replace("\r\n", "\n"))
    for path, value in edits.items():
        parts = _without(parts, path) if value is None else _with(parts, path, value)
    return joined(parts).replace("\n", line_end)


def _with(parts: list[Part], path: Path, value: Value) -> list[Part]:
    """Set a value where it stands, else in the table that it belongs to, else in a new one."""
    _, where = max(
        (len(part.path) + _reached(part, path), index)
        for index, part in enumerate(parts)
        if len(part.path) < len(path) and path[: len(part.path)] == part.path
    )
    part, table = parts[where], path[: _OWN_HEADER.get(path[_INSPECTION], _INSPECTION)]
    if len(part.path) < len(table) and not _reached(part, path):
        return _with(_with_header(parts, table), path, value)
    body = _set(ended(part.body), path[len(part.path) :], value)
    parts = [*parts]
    parts[where] = replace(part, header=ended(part.header), body=body)
    return parts


def _reached(part: Part, path: Path) -> int:
    """Tell how many keys of a path, after those of the header, are there below it."""
    return len(path) - len(part.path) - len(_deepest(_read(part.body), path[len(part.path) :])[1])


def _read(body: str) -> Any:  # noqa: ANN401 - tomlkit's own types say little
    # Imported here, for only editing needs it.
    import tomlkit

    return tomlkit.parse(body)


def _deepest(node: Any, path: Path) -> tuple[Any, Path]:  # noqa: ANN401 - tomlkit's nodes
    """Follow a path as far as it leads; return the last table, and the keys that lack in it."""
    while len(path) > 1 and path[0] in node:
        node, path = node[path[0]], path[1:]
    return node, path


def _with_header(parts: list[Part], path: Path) -> list[Part]:
    """Add an empty table: behind what there is of its inspection, else at the end."""
    import tomlkit

    header = f"[{tomlkit.key(list(path)).as_string()}]\n"
    own = [i for i, part in enumerate(parts) if part.path[:_INSPECTION] == path[:_INSPECTION]]
    last = own[-1] if own else len(parts) - 1
    before = parts[last]
    if own:
        added = Part(path, header, "", before.tail)
        before = replace(before, tail="")
    else:
        added = Part(path, header, "")
    gap = "\n" if before.text.strip() else ""
    whole = Part(before.path, ended(before.header), ended(before.body), ended(before.tail) + gap)
    return [*parts[:last], whole, added, *parts[last + 1 :]]


def _set(body: str, path: Path, value: Value) -> str:
    import tomlkit
    from tomlkit.items import Array, InlineTable

    document = _read(body)
    node, lacking = _deepest(document, path)
    key, *below = lacking
    if key in node and isinstance(value, Sequence) and isinstance(node[key], Array):
        _fill(node[key], value)
    elif key in node:
        node[key] = value
    elif isinstance(node, InlineTable):
        node[key] = _inline(below, value)
    else:
        document.add(tomlkit.key(list(path) if len(path) > 1 else key), tomlkit.item(value))
    return tomlkit.dumps(document)


def _inline(path: Sequence[str], value: Value) -> Any:  # noqa: ANN401 - a value of tomlkit's
    """Put a value into as many tables as there are keys, all on one line."""
    import tomlkit

    if not path:
        return value
    table = tomlkit.inline_table()
    table[path[0]] = _inline(path[1:], value)
    return table


def _fill(array: Any, values: Sequence[object]) -> None:  # noqa: ANN401 - an array of tomlkit's
    """Make a list hold those values; what stays keeps its place and its comment."""
    for value in [one for one in array if one not in values]:
        array.remove(value)
    for value in values:
        if value not in array:
            array.append(value)


def _without(parts: list[Part], path: Path) -> list[Part]:
    """Take a value away, or a table with all it holds; the comments around it stay."""
    import tomlkit

    kept: list[Part] = []
    for part in parts:
        if part.path[: len(path)] == path:
            before = kept[-1].tail
            # A blank line stood on either side of it, and one is enough.
            tail = before + part.tail if before.strip() else part.tail or before
            kept[-1] = replace(kept[-1], tail=tail)
            continue
        if path[: len(part.path)] == part.path:
            document = _read(part.body)
            node, lacking = _deepest(document, path[len(part.path) :])
            if len(lacking) == 1 and lacking[0] in node:
                del node[lacking[0]]
                kept.append(replace(part, body=tomlkit.dumps(document)))
                continue
        kept.append(part)
    return kept
