"""The proof that a file says what its types ask for, and what it lacks in our own words."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar, assert_never

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from jtai_cli.errors import DateError, Fault
from jtai_cli.load import shapes
from jtai_cli.load.nodes import Kind, Node
from jtai_cli.load.words import instead, nearest, quoted
from jtai_cli.records import dataclass

_T = TypeVar("_T")
_ROOT = "root"
IN_YAML: dict[Any, tuple[str, str]] = {
    int: ("a whole number", "write a number, such as 10"),
    bool: ("true or false", "write true or false, without quotes"),
    date: ("a date", "write it as year-month-day: 2025-03-03"),
    tuple: ("a list", "write it as [one, two], or one to a line behind dashes"),
    str: ("text", "write a text"),
    Mapping: ("a mapping", "write key: value, one to a line"),
}
"""What should stand somewhere, by its type, and how it is written in YAML."""

_SCALARS = {Kind.WHOLE, Kind.FRACTION, Kind.BOOLEAN, Kind.DATE, Kind.TIME}
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_LONGEST_DATE = 20


def prove(
    root: Node, shape: type[_T], wanted: Mapping[Any, tuple[str, str]]
) -> tuple[_T | None, Iterator[Fault]]:
    """Build what a tree tells, which is of a type; where it cannot be done, tell every fault.

    `wanted` says what should stand where a type is asked for, and how it is written.
    """
    # The adapter of a bare dataclass takes no configuration, so a mapping is put around it; mypy
    # takes no type that only the run knows.
    adapter: TypeAdapter[dict[str, _T]] = TypeAdapter(
        dict[str, shape],  # type: ignore[valid-type]
        config=ConfigDict(strict=True, extra="forbid"),
    )
    try:
        proved = adapter.validate_json(json.dumps({_ROOT: _plain(root, shape)}))
    except ValidationError as error:
        spots = _spots(root, shape, error.errors(include_url=False))
        return None, (_fault(spot, cause, wanted) for spot, cause in spots)
    return proved[_ROOT], iter(())


def _plain(node: Node, shape: shapes.Shape) -> object:
    """Turn a node into what JSON can hold; things that know their own key are told it."""
    shape = shapes.settled(shape, node)
    match node.kind:
        case Kind.TEXT:
            return node.text
        case Kind.WHOLE:
            return node.number
        case Kind.DATE if shape is date:
            return node.text
        case Kind.FRACTION | Kind.DATE | Kind.TIME:
            return 0.5  # no field takes a fraction, so any will do
        case Kind.BOOLEAN:
            return node.text.lower() in {"yes", "true", "on"}
        case Kind.NULL | Kind.BROKEN:
            return None
        case Kind.LIST:
            return [_plain(element, shapes.below(shape, 0)) for element in node.elements]
        case Kind.MAPPING:
            return _plain_mapping(node, shape)
        case unknown:
            assert_never(unknown)


def _plain_mapping(node: Node, shape: shapes.Shape) -> dict[str, object]:
    plain = {key: _plain(entry, shapes.below(shape, key)) for key, entry in node.entries.items()}
    if shapes.is_keyed(shape):
        for key, entry in plain.items():
            if isinstance(entry, dict):
                entry[shapes.KEY] = key
    return plain


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a complaint leads: a node and what should stand there.

    `key` is the last one on the way and `siblings` those that could stand in its place;
    `lacking` is a key that the node should have. `options` are the kinds of rule, where the
    node names one.
    """

    node: Node
    shape: shapes.Shape
    key: str = ""
    siblings: tuple[str, ...] = ()
    lacking: str | None = None
    options: tuple[str, ...] = ()


def _spots(
    root: Node, shape: shapes.Shape, errors: list[ErrorDetails]
) -> Iterator[tuple[_Spot, object]]:
    """Give where each complaint leads, and what caused it."""
    for error in errors:
        spot = _at_kind(_spot(_Spot(root, shape), error["loc"][1:]))
        if spot.node.kind is not Kind.BROKEN:
            yield spot, error.get("ctx", {}).get("error")


def _spot(spot: _Spot, steps: tuple[int | str, ...]) -> _Spot:
    """Walk from the root to where a complaint leads."""
    for step in steps:
        node, shape = spot.node, shapes.settled(spot.shape, spot.node)
        if shapes.kinds(spot.shape):
            # The kind of a rule is a step of its own, to which nothing in the file answers.
            spot = _Spot(node, shape)
        elif isinstance(step, int):
            spot = _Spot(node.elements[step], shapes.below(shape, step))
        elif step in node.entries:
            found = node.entries[step]
            spot = _Spot(found, shapes.below(shape, step), step, shapes.keys(shape))
        else:
            return _Spot(node, shape, lacking=step)
    return spot


def _at_kind(spot: _Spot) -> _Spot:
    """Go on to the kind that a rule names, or lacks, where that is what is wrong."""
    kinds = tuple(shapes.kinds(spot.shape))
    if not kinds or spot.node.kind is not Kind.MAPPING:
        return spot
    if "kind" not in spot.node.entries:
        return _Spot(spot.node, spot.shape, lacking="kind")
    return _Spot(spot.node.child("kind"), spot.shape, options=kinds)


def _fault(spot: _Spot, cause: object, told: Mapping[Any, tuple[str, str]]) -> Fault:
    node, shape = spot.node, spot.shape
    if not shapes.kinds(shape):
        shape = shapes.settled(shape, node)
    if spot.lacking is not None:
        return Fault(node.line, f"{quoted(spot.lacking)} is missing", f"add it to {node.name}")
    if shape is None:
        return Fault(node.line, f"unknown key {node.name}", instead(spot.key, spot.siblings))
    if options := spot.options or _values(shape):
        close = nearest(node.text, options)
        return Fault(
            node.line,
            f"{node.name} is {node.shown}; one of {', '.join(options)}",
            f"write {quoted(close)}" if close else "write one of these",
        )
    wanted, remedy = _wanted(shape, node, told)
    if isinstance(cause, DateError) and node.kind is Kind.TEXT and len(node.text) < _LONGEST_DATE:
        return Fault(node.line, f"{node.name}: {cause.message}", cause.hint or remedy)
    return Fault(node.line, f"{node.name} should be {wanted}, not {node.shown}", remedy)


def _values(shape: shapes.Shape) -> tuple[str, ...]:
    """List what a closed set holds; nothing for any other shape."""
    if isinstance(shape, type) and issubclass(shape, Enum):
        return tuple(member.value for member in shape)
    return ()


def _wanted(
    shape: shapes.Shape, node: Node, told: Mapping[Any, tuple[str, str]]
) -> tuple[str, str]:
    """Say what should stand there, and how it is written."""
    kind = shapes.origin(shape) or shape
    if is_dataclass(kind) or shapes.kinds(shape):
        kind = Mapping
    wanted, remedy = told[kind]
    if kind is int and _NUMBER.fullmatch(node.text):
        remedy = f"write {node.text}, without quotes"
    if kind is str and node.kind in _SCALARS:
        remedy = f'write it in quotes: "{node.shown}"'
    return wanted, remedy
