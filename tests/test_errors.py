"""The error tree: what each error says, and what it tells people to try next."""

import pytest

from jtai_cli.errors import (
    AmbiguousError,
    DateError,
    Fault,
    FaultyFileError,
    FileError,
    JtaiError,
    NotAWorkingDayError,
    OutOfRangeError,
    UnknownNameError,
    UsageError,
)

THEMES = ("front-door", "early-help", "domestic-abuse")


@pytest.mark.parametrize(
    ("error", "parent"),
    [
        pytest.param(DateError, JtaiError, id="date"),
        # Pydantic takes a ValueError for a complaint about the value that it is reading.
        pytest.param(DateError, ValueError, id="date-is-a-value-error"),
        pytest.param(NotAWorkingDayError, JtaiError, id="not-a-working-day"),
        pytest.param(UnknownNameError, JtaiError, id="unknown-name"),
        pytest.param(OutOfRangeError, JtaiError, id="out-of-range"),
        pytest.param(AmbiguousError, JtaiError, id="ambiguous"),
        pytest.param(FileError, JtaiError, id="file"),
        pytest.param(FaultyFileError, FileError, id="faulty-file"),
        pytest.param(UsageError, JtaiError, id="usage"),
    ],
)
def test_every_error_has_its_place_in_the_tree(
    error: type[Exception], parent: type[Exception]
) -> None:
    assert parent in error.__bases__


def test_an_error_reads_as_its_message_and_carries_a_hint() -> None:
    error = JtaiError("no such thing", "another thing")
    assert (str(error), error.message, error.hint) == (
        "no such thing",
        "no such thing",
        "another thing",
    )


def test_an_error_needs_no_hint() -> None:
    assert JtaiError("no such thing").hint is None


@pytest.mark.parametrize(
    ("name", "command", "hint"),
    [
        pytest.param("frontdoor", "jtai themes show", "jtai themes show front-door", id="near"),
        pytest.param("frontdoor", "", "front-door", id="near-without-a-command"),
        pytest.param("FRONT-DOR", "", "front-door", id="near-in-capitals"),
        pytest.param(
            "xyz", "jtai themes show", "one of: front-door, early-help, domestic-abuse", id="far"
        ),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest_or_all(
    name: str, command: str, hint: str
) -> None:
    error = UnknownNameError.among("theme", name, THEMES, command=command)
    assert (error.message, error.hint) == (f"no theme called '{name}'", hint)


def test_an_unknown_name_among_none_has_no_hint() -> None:
    error = UnknownNameError.among("theme", "front-door", ())
    assert (error.message, error.hint) == ("no theme called 'front-door'", None)


@pytest.mark.parametrize(
    ("faults", "message", "hint"),
    [
        pytest.param(
            (Fault(41, "no such key", "remove it"),),
            "frameworks.yaml:41: no such key",
            "remove it",
            id="one-with-its-line",
        ),
        pytest.param(
            (Fault(None, "the file is empty"),),
            "frameworks.yaml: the file is empty",
            None,
            id="one-without-a-line",
        ),
        pytest.param(
            (Fault(3, "no such key", "remove it"), Fault(9, "a tab"), Fault(12, "no such day")),
            "frameworks.yaml:3: no such key (and 2 more)",
            "remove it",
            id="the-first-of-three",
        ),
    ],
)
def test_a_faulty_file_names_its_first_fault_and_counts_the_others(
    faults: tuple[Fault, ...], message: str, hint: str | None
) -> None:
    error = FaultyFileError("frameworks.yaml", faults)
    assert (error.message, error.hint) == (message, hint)


def test_a_faulty_file_keeps_its_place_and_every_fault() -> None:
    faults = (Fault(3, "no such key"), Fault(9, "a tab"))
    error = FaultyFileError("frameworks.yaml", faults)
    assert (error.place, error.faults) == ("frameworks.yaml", faults)


def test_a_faulty_file_without_a_fault_is_impossible() -> None:
    with pytest.raises(AssertionError, match="a faulty file has a fault"):
        FaultyFileError("frameworks.yaml", ())
