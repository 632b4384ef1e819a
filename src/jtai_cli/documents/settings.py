"""What stands behind a marker's verb: words, and settings as `key=value` or `key="two words"`."""

import re
from collections.abc import Iterable, Mapping

from jtai_cli.errors import UnknownNameError, UsageError, printable
from jtai_cli.records import dataclass

_WORD = re.compile(
    r"""\s*+(?:(?P<key>[^\s"'=]++)=)?+
    (?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s"']++))?+(?=\s|\Z)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Words, in their order, and values by their keys, as they are written."""

    words: tuple[str, ...]
    values: Mapping[str, str]

    def only(self, keys: Iterable[str]) -> dict[str, str]:
        """Return the values of some keys."""
        wanted = set(keys)
        return {key: value for key, value in self.values.items() if key in wanted}


def read(text: str) -> Settings:
    """Read words and settings. Backslashes stand for themselves, and quotes never nest.

    Raises:
        UsageError: a quote does not close, a key has no value, or is there twice.
    """
    words: list[str] = []
    values: dict[str, str] = {}
    text, place = text.strip(), 0
    while place < len(text):
        match = _WORD.match(text, place)
        if match is None:
            raise _unread(text[place:].strip())
        place = match.end()
        key, value = match["key"], _value(match)
        if key is None and value.startswith("="):
            raise UsageError(f"{printable(value)} has no key", f"key{printable(value)}")
        if key is None:
            words.append(value)
        elif not value:
            shown = printable(key)
            raise UsageError(f"{shown} has no value", f"{shown}=…, or leave it out")
        elif key in values:
            raise UsageError(f"{printable(key)} is set twice", "keep one of them")
        else:
            values[key] = value
    return Settings(tuple(words), values)


def refuse_unknown(settings: Settings, known: Iterable[str], *, what: str) -> None:
    """Refuse settings that `what` does not take.

    Raises:
        UnknownNameError: there is such a one.
    """
    known = tuple(known)
    for key in settings.values:
        if key not in known:
            told = UnknownNameError.among("setting", key.replace("-", "_"), known)
            raise UnknownNameError(f"{what} takes no setting '{printable(key)}'", told.hint)


def refuse_words(words: Iterable[str], *, what: str) -> None:
    """Refuse words that `what` does not take.

    Raises:
        UsageError: there is one.
    """
    for word in words:
        raise UsageError(
            f"{what} takes no '{printable(word)}'",
            'settings are written key=value, or key="two words"',
        )


def _value(match: re.Match[str]) -> str:
    return match["double"] or match["single"] or match["bare"] or ""


def _unread(text: str) -> UsageError:
    problem = f"cannot read {printable(text)}: a quotation mark stands alone"
    return UsageError(problem, 'key="two words", with straight marks around all of them')
