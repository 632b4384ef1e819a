"""Frozen dataclasses that are defined in a twentieth of the usual time.

The standard library compiles the methods of every dataclass from text when it is imported, a
third of a millisecond each, and a start of the program defines dozens. Here one set of methods
serves them all. `fields`, `replace`, `asdict`, patterns and pydantic see a dataclass as ever; so
do type checkers. What is made by the thousand is a named tuple, which is made faster.
"""

import dataclasses
from dataclasses import FrozenInstanceError, field, replace
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass", "field", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Any:  # noqa: ANN401, ARG001 - as in the standard library
        """Make a class a frozen dataclass; it has no slots, but its instances take no new names.

        Frozen and slotted is the only kind there is. Fields keep their order, for patterns.
        """
        assert frozen, "a record does not change"
        return lambda cls: _recorded(cls, kw_only=kw_only)


def _recorded(cls: Any, *, kw_only: bool) -> type:  # noqa: ANN401 - any class
    for name, method in _SHARED.items():
        # A class that hashes in a way of its own keeps it.
        if vars(cls).get(name) is None:
            setattr(cls, name, method)
    dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
    fields = dataclasses.fields(cls)
    cls.__field_count__ = len(fields)
    cls.__field_names__ = tuple(one.name for one in fields if one.init)
    made: type = cls
    return made


def _init(self: Any, *given: object, **named: object) -> None:  # noqa: ANN401 - any record
    names, held = self.__field_names__, self.__dict__
    if len(given) > len(names) or (named and not named.keys().isdisjoint(names[: len(given)])):
        raise TypeError(f"{type(self).__name__}() is given a field twice, or too many")
    held.update(zip(names, given, strict=False))
    held.update(named)
    if named or len(held) != self.__field_count__:
        _fill(self, held)
    if hasattr(self, "__post_init__"):
        self.__post_init__()


def _fill(self: Any, held: dict[str, object]) -> None:  # noqa: ANN401 - any record
    """Give the fields that were left out what stands for them, and refuse what is no field."""
    for one in dataclasses.fields(self):
        if one.name not in held:
            if one.default is not dataclasses.MISSING:
                held[one.name] = one.default
            elif one.default_factory is not dataclasses.MISSING:
                held[one.name] = one.default_factory()
            else:
                raise TypeError(f"{type(self).__name__}() lacks {one.name}")
    if len(held) != self.__field_count__:
        raise TypeError(f"{type(self).__name__}() has no such field among {', '.join(held)}")


def _values(self: Any) -> tuple[object, ...]:  # noqa: ANN401 - any record
    return tuple(map(self.__dict__.__getitem__, self.__field_names__))


def _repr(self: Any) -> str:  # noqa: ANN401 - any record
    told = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__field_names__)
    return f"{type(self).__qualname__}({told})"


def _eq(self: Any, other: object) -> object:  # noqa: ANN401 - any record
    if type(other) is not type(self):
        return NotImplemented
    return _values(self) == _values(other)


def _hash(self: Any) -> int:  # noqa: ANN401 - any record
    return hash(_values(self))


def _refuse_setting(_: object, name: str, __: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(_: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


_SHARED = {
    "__init__": _init,
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
    "__setattr__": _refuse_setting,
    "__delattr__": _refuse_deleting,
}
