"""Frozen dataclasses that are defined in a thirtieth of the usual time.

The standard library compiles the methods of every dataclass from text when it is imported, a
third of a millisecond each, and a start of the program defines dozens. Here one set of methods
serves them all, and what `fields`, `replace`, `asdict` and pydantic read is worked out when they
first ask. To type checkers it is the standard library's. What is made by the thousand is a named
tuple, which is made faster.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

__all__ = ["dataclass", "field", "replace"]


class _Anew(NamedTuple):
    """A default that is made anew for each record."""

    make: Callable[[], object]
    init: bool
    compare: bool


if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Any:  # noqa: ANN401, ARG001 - as in the standard library
        """Make a class a frozen dataclass; it has no slots, but its instances take no new names.

        Frozen and slotted is the only kind there is. Fields keep their order, for patterns.
        """
        assert frozen, "a record does not change"
        return lambda cls: _recorded(cls, kw_only=kw_only)

    def field(
        *, default_factory: Callable[[], object], init: bool = True, compare: bool = True
    ) -> _Anew:
        """Give a field a default that is made anew for each record."""
        return _Anew(default_factory, init, compare)

    def replace(record: Any, /, **changes: object) -> Any:  # noqa: ANN401 - any record
        """Return a record of the same kind with other values in some fields.

        What is no record is refused (AttributeError).
        """
        held = record.__dict__
        return type(record)(**{name: held[name] for name in record.__field_names__} | changes)


class _Fields:
    """The fields as the standard library tells them, worked out when they are asked for."""

    def __init__(self, *, kw_only: bool) -> None:
        self.kw_only = kw_only

    def __get__(self, instance: object, owner: Any) -> object:  # noqa: ANN401 - any record
        import dataclasses

        for name, one in owner.__anew__.items():
            described = dataclasses.field(
                default_factory=one.make, init=one.init, compare=one.compare
            )
            setattr(owner, name, described)
        # This puts the real ones into the place of what is asked here.
        dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=self.kw_only)(owner)
        return owner.__dataclass_fields__


def _recorded(cls: Any, *, kw_only: bool) -> type:  # noqa: ANN401 - any class
    assert cls.__bases__ == (object,), "a record inherits no fields"
    own = vars(cls)
    for name, method in _SHARED.items():
        # A class that hashes in a way of its own keeps it.
        if own.get(name) is None:
            setattr(cls, name, method)
    names = tuple(cls.__annotations__)
    given = {name: own[name] for name in names if name in own}
    for one in given.values():
        assert not hasattr(one, "default_factory"), "a record takes the field() that stands here"
    anew = {name: one for name, one in given.items() if isinstance(one, _Anew)}
    cls.__defaults__ = {name: one for name, one in given.items() if name not in anew}
    cls.__anew__ = anew
    for one in anew.values():
        assert one.init is one.compare, "what is no argument, and that alone, is not compared"
    cls.__field_count__ = len(names)
    # What is no argument is always filled by its default.
    cls.__field_names__ = tuple(one for one in names if one not in anew or anew[one].init)
    cls.__arguments__ = frozenset(cls.__field_names__)
    setattr(cls, "__match_args__", cls.__field_names__)  # noqa: B010 - mypy takes it for a constant
    cls.__dataclass_fields__ = _Fields(kw_only=kw_only)
    made: type = cls
    return made


def _init(self: Any, *given: object, **named: object) -> None:  # noqa: ANN401 - any record
    names, held = self.__field_names__, self.__dict__
    held.update(self.__defaults__)
    held.update(zip(names, given, strict=False))
    if named:
        held.update(named)
        if not named.keys().isdisjoint(names[: len(given)]):
            raise TypeError(f"{type(self).__name__}() is given a field twice")
        if not named.keys() <= self.__arguments__:
            raise TypeError(f"{type(self).__name__}() is given what is no field")
    for name, anew in self.__anew__.items():
        if name not in held:
            held[name] = anew.make()
    if len(held) != self.__field_count__ or len(given) > len(names):
        missing = [name for name in names if name not in held]
        told = f"lacks {', '.join(missing)}" if missing else "is given what is no field"
        raise TypeError(f"{type(self).__name__}() {told}")
    if hasattr(self, "__post_init__"):
        self.__post_init__()


def _values(self: Any) -> tuple[object, ...]:  # noqa: ANN401 - any record
    return tuple(map(self.__dict__.__getitem__, self.__field_names__))


def _repr(self: Any) -> str:  # noqa: ANN401 - any record
    told = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__field_names__)
    return f"{type(self).__qualname__}({told})"


def _eq(self: Any, other: object) -> object:  # noqa: ANN401 - any record
    if self is other:
        return True
    if type(other) is not type(self):
        return NotImplemented
    return _values(self) == _values(other)


def _hash(self: Any) -> int:  # noqa: ANN401 - any record
    return hash(_values(self))


def _refuse_setting(_: object, name: str, __: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(_: object, name: str) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


_SHARED = {
    "__init__": _init,
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
    "__setattr__": _refuse_setting,
    "__delattr__": _refuse_deleting,
}
