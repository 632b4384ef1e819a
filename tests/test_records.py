"""A record is the standard library's frozen dataclass, defined faster."""

import dataclasses
from collections.abc import Callable
from copy import copy, deepcopy
from typing import Any

import pytest
from pydantic import TypeAdapter

from jtai_cli.records import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Ours:
    """As the program makes them."""

    first: int
    second: str = "two"
    third: dict[str, int] = field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """As the standard library makes them."""

    first: int
    second: str = "two"
    third: dict[str, int] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Other:
    first: int
    second: str = "two"
    third: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    first: int
    second: int = 2


@dataclass(frozen=True, slots=True)
class Checked:
    first: int
    kept: list[int] = field(default_factory=list, init=False, compare=False)

    def __post_init__(self) -> None:
        if self.first < 0:
            raise ValueError(self.first)

    def __hash__(self) -> int:
        return 7


MADE: list[Any] = [
    pytest.param(lambda of: of(1), id="defaults"),
    pytest.param(lambda of: of(1, "zwei"), id="by place"),
    pytest.param(lambda of: of(first=1, third={"a": 1}), id="by name"),
    pytest.param(lambda of: of(1, third={"a": 1}), id="both ways"),
    pytest.param(lambda of: of(1, "zwei", {"a": 1}), id="all"),
    pytest.param(lambda of: dataclasses.replace(of(1), second="deux"), id="replaced"),
    pytest.param(lambda of: copy(of(1, "zwei")), id="copied"),
    pytest.param(lambda of: deepcopy(of(1, "zwei")), id="copied deeply"),
    pytest.param(
        lambda of: TypeAdapter(of).validate_json('{"first": 1, "third": {"a": 2}}'), id="proved"
    ),
]


@pytest.mark.parametrize("make", MADE)
def test_a_record_holds_and_shows_what_a_dataclass_would(make: Callable[[Any], Any]) -> None:
    ours, theirs = make(Ours), make(Theirs)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")


WRONG = [
    pytest.param((), {}, id="a field missing"),
    pytest.param((), {"second": "zwei"}, id="the first one missing"),
    pytest.param((1, "zwei", {}, 4), {}, id="too many"),
    pytest.param((1,), {"first": 1}, id="one twice"),
    pytest.param((1,), {"fourth": 1}, id="an unknown one"),
    pytest.param((), {"first": 1, "fourth": 1}, id="an unknown one by name"),
    pytest.param((), {"fourth": 1}, id="an unknown one in place of one missing"),
]


@pytest.mark.parametrize("of", [Ours, Theirs])
@pytest.mark.parametrize(("given", "named"), WRONG)
def test_what_is_no_field_is_refused_as_by_a_dataclass(
    of: type[Ours | Theirs], given: tuple[Any, ...], named: dict[str, Any]
) -> None:
    with pytest.raises(TypeError, match=r"Ours|Theirs"):
        of(*given, **named)


def test_what_is_no_argument_is_refused() -> None:
    make: Any = Checked
    with pytest.raises(TypeError, match="no field"):
        make(1, kept=[2])


class _Base:
    first: int


NOT_MADE: list[Any] = [
    pytest.param(
        (),
        {"first": dataclasses.field(default_factory=int)},
        "that stands here",
        id="a field of the standard library's",
    ),
    pytest.param((_Base,), {}, "inherits no fields", id="inherited fields"),
    pytest.param(
        (),
        {"first": field(default_factory=int, compare=False)},
        "not compared",
        id="an argument that is not compared",
    ),
    pytest.param(
        (),
        {"first": field(default_factory=int, init=False)},
        "not compared",
        id="compared, and no argument",
    ),
]


@pytest.mark.parametrize(("bases", "given", "told"), NOT_MADE)
def test_a_record_is_not_made_of_what_it_would_not_heed(
    bases: tuple[type, ...], given: dict[str, Any], told: str
) -> None:
    cls: Any = type("Made", bases, {"__annotations__": {"first": int}, **given})
    with pytest.raises(AssertionError, match=told):
        dataclass(frozen=True, slots=True)(cls)


def test_records_are_equal_by_type_and_fields() -> None:
    others: list[object] = [Ours(2), Other(1), (1, "two", {})]
    assert Ours(1) == Ours(1)
    assert Ours(1) not in others


def test_a_record_hashes_by_its_fields_or_in_its_own_way() -> None:
    assert hash(Named(first=1)) == hash(Named(first=1, second=2))
    assert len({Named(first=1), Named(first=1), Named(first=2)}) == 2
    assert hash(Checked(1)) == 7


def test_a_record_does_not_change() -> None:
    made: Any = Ours(1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="'first'"):
        made.first = 2
    with pytest.raises(dataclasses.FrozenInstanceError, match="'fourth'"):
        made.fourth = 4
    with pytest.raises(dataclasses.FrozenInstanceError, match="'first'"):
        del made.first


def test_a_record_is_matched_by_place() -> None:
    match Ours(1, "zwei"):
        case Ours(first, second):
            assert (first, second) == (1, "zwei")


def test_a_record_checks_itself_when_it_is_made() -> None:
    assert Checked(1).kept == []
    with pytest.raises(ValueError, match="-1"):
        Checked(-1)


def test_what_is_not_compared_is_no_part_of_a_record() -> None:
    one, same = Checked(1), Checked(1)
    one.kept.append(3)
    assert one == same
    assert repr(one) == "Checked(first=1)"
    assert replace(one, first=2) == Checked(2)
