"""Names that last: of events, and of the files that carry one each."""

from hashlib import sha256
from string import ascii_lowercase, digits
from unicodedata import normalize
from uuid import UUID, uuid5

_NAMESPACE = UUID("7b4e9a52-0c3d-5e86-9f21-6a1d7c40e8b3")
"""Never to be changed: every event that was sent round would become another one."""
_PLAIN = frozenset(ascii_lowercase + digits + "-")
_LENGTH = 80
# Windows opens devices by these names, whatever their ending.
_DEVICES = {"aux", "con", "nul", "prn"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in digits
}


def event_uid(name: str, key: str) -> str:
    """Name the event of a milestone, by the name of its inspection and its key alone.

    A name is the same however its accents are composed.
    """
    # Neither holds a line break, so no two pairs are joined to one text.
    return str(uuid5(_NAMESPACE, f"{normalize('NFC', name)}\n{key}"))


def file_name(key: str) -> str:
    """Name the file of a milestone, safe on every system and another one for every key.

    >>> file_name("draft-letter"), file_name("Chief's call"), file_name("con")
    ('draft-letter.ics', '_43hief_27s_20call.ics', '_63on.ics')
    """
    if key in _DEVICES:
        return f"{_escaped(key[:1])}{key[1:]}.ics"
    name = "".join(c if c in _PLAIN else _escaped(c) for c in key) or "_"
    if len(name) > _LENGTH:
        # No escape begins with an x.
        name = f"{name[:_LENGTH]}_x{sha256(key.encode()).hexdigest()}"
    return f"{name}.ics"


def _escaped(character: str) -> str:
    return "".join(f"_{byte:02x}" for byte in character.encode())
