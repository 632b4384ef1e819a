"""What shape each part of `frameworks.yaml` should have, read off the types that it fills."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from jtai_cli.load.nodes import Node

KEY = "key"
"""The field that is not written: it is filled with the name that a thing stands under."""

Shape = Any
"""A type as the dataclasses annotate it, or None where nothing should stand."""


def origin(shape: Shape) -> Any:  # noqa: ANN401 - typing's own answers have no common type
    """Return what a shape with parameters is one of: Mapping, tuple, a union; None for others."""
    return get_origin(shape)


def keys(shape: Shape) -> tuple[str, ...]:
    """List the keys that are written in a mapping of a shape."""
    return tuple(name for name in _hints(shape) if name != KEY)


def kinds(shape: Shape) -> dict[str, Shape]:
    """Return the kinds of rule to choose from, by name; none for any other shape."""
    options = get_args(shape) if origin(shape) in (Union, UnionType) else ()
    if not all("kind" in _hints(option) for option in options):
        return {}
    return {get_args(_hints(option)["kind"])[0]: option for option in options}


def settled(shape: Shape, node: Node) -> Shape:
    """Return the shape that a node chooses: without None, and of the kind that it names."""
    if choice := kinds(shape):
        return choice.get(node.child("kind").text)
    if origin(shape) in (Union, UnionType):
        return next(option for option in get_args(shape) if option is not NoneType)
    return shape


def below(shape: Shape, step: object) -> Shape:
    """Return the shape of what stands under a key, or in a list, of a settled shape."""
    if origin(shape) is Mapping:
        return get_args(shape)[1]
    if origin(shape) is tuple:
        return get_args(shape)[0]
    return _hints(shape).get(str(step))


def is_keyed(shape: Shape) -> bool:
    """Tell whether a shape is a mapping of things that know their own key."""
    return origin(shape) is Mapping and KEY in _hints(get_args(shape)[1])


def keyed(node: Node, shape: Shape) -> Iterator[tuple[str, Node]]:
    """Give everything that knows its own key, with that key, in the order of the file."""
    shape = settled(shape, node)
    for key, entry in node.entries.items():
        if is_keyed(shape):
            yield key, entry
        yield from keyed(entry, below(shape, key))
    for step, element in enumerate(node.elements):
        yield from keyed(element, below(shape, step))


@cache
def _hints(shape: Shape) -> dict[str, Shape]:
    if not is_dataclass(shape):
        return {}
    hints = get_type_hints(shape)
    return {field.name: hints[field.name] for field in fields(shape)}
