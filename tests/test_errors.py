"""The error tree: what each error says, and what to try next."""

import pytest

from jtai_cli.errors import (
    Fault,
    FaultyFileError,
    nearest_name,
    quoted,
)

THEMES = ("front-door", "early-help", "domestic-abuse")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # The beginning of one name alone means that one; of two, the closer is meant, if any.
        ("early", "early-help"),
        ("e", "early-help"),
        ("front-door-2", "front-door"),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_the_nearest_name_is_the_only_one_begun_or_the_closest(
    name: str, expected: str | None
) -> None:
    assert nearest_name(name, THEMES) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kingston 2025", "kingston 2025"),
        ("new\nline\t", r"new\nline\t"),
        ("\x1b[31mred", r"\x1b[31mred"),
        # What turns the order of letters around, and a blank that looks like another one.
        ("\u202egnip", r"\u202egnip"),
        ("3\xa0March", r"3\xa0March"),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 79 + "…"),
    ],
)
def test_peoples_text_is_quoted_on_one_line_short_and_with_nothing_hidden(
    text: str, expected: str
) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("faults", "message", "hint"),
    [
        ((Fault(41, "no such key", "remove it"),), "frameworks.yaml:41: no such key", "remove it"),
        ((Fault(None, "the file is empty"),), "frameworks.yaml: the file is empty", None),
        ((Fault(3, "no such key", "remove it"), Fault(9, "a tab"), Fault(12, "no such day")),
         "frameworks.yaml:3: no such key (and 2 more)", "remove it"),
    ],
)  # fmt: skip
def test_a_faulty_file_names_its_first_fault_and_counts_the_others(
    faults: tuple[Fault, ...], message: str, hint: str | None
) -> None:
    error = FaultyFileError("frameworks.yaml", faults)
    assert (error.message, error.hint) == (message, hint)
    assert (error.place, error.faults) == ("frameworks.yaml", faults)
