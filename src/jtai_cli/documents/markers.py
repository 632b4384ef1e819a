"""Markers: what a comment says that `jtai` reads, and what looks like one and is none."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

from jtai_cli.documents.forms import Comment, Form, comments, native
from jtai_cli.documents.language import Language
from jtai_cli.documents.lines import Line
from jtai_cli.errors import UsageError, printable
from jtai_cli.records import dataclass, replace


class Verb(StrEnum):
    """What a marker does."""

    BEGIN = "jtai:begin"
    END = "jtai:end"
    USE = "jtai:use"
    DATE = "jtai:date"
    DATE_END = "/jtai:date"
    IGNORE = "jtai:ignore"
    IGNORE_START = "jtai:ignore-start"
    IGNORE_STOP = "jtai:ignore-stop"


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker, from `start` to `end` of the text; `rest` is what stands behind its verb.

    Where it cannot be read, `fault` tells why, and `verb` is what it was surely meant to do,
    if anything, so that what depends on it is not found faulty too.
    """

    verb: Verb | None
    rest: str
    line: Line
    start: int
    end: int
    form: Form
    fault: UsageError | None = None


WORTH_A_LOOK = r"[jJ][tTaA][tTaAiI]"
"""A pattern that is found on every line which holds a marker, or what looks like one."""

_VERBS = frozenset(Verb)
_ALONE = {Verb.BEGIN, Verb.END, Verb.USE, Verb.IGNORE_START, Verb.IGNORE_STOP}
_INLINE = {Verb.DATE, Verb.DATE_END}
_WITHOUT_REST = set(Verb) - {Verb.BEGIN, Verb.USE, Verb.DATE}
_WITH_TEXT = {Language.MARKDOWN, Language.HTML, Language.TEXT, None}

_EXACT = re.compile(r"(/?jtai:[a-z-]++)(?:\s++(.*))?", re.DOTALL)
_ALIKE = re.compile(
    r"(?P<shown>(?P<slash>/?)[ \t]*+(?P<tool>jtai|jtia|jati|jta|jtaii|tjai|jait)\b"
    r"(?P<between>[ \t]*+[:;.,=/_-][ \t]*+|[ \t]++)(?P<verb>/?[a-z][\w-]*+|))(?P<rest>.*+)",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_TURNED = re.compile(
    r"(?P<verb>/?(?:begin|end|use|date))[ \t]++jtai:[ \t]*+(?P<rest>"
    r"(?!(?:begin|end|use|date|ignore)\b)[a-z].*+)",
    re.DOTALL,
)
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_STRAY = re.compile(
    r"[ \t]*+(?:\.\.|\{?/\*+|-{2,}|<[!-]*[-–—]+|<%--)?[ \t]*+"
    r"(?P<shown>(?P<verb>/?jtai:(?:begin|end|use|date|ignore-start|ignore-stop|ignore))(?![\w:-]))"
)
_LINK = re.compile(r"[ \t]*+\[[^\]]*+\]:[^\w/]*+(?P<shown>(?P<verb>/?jtai:[a-z-]*+))")
_TAIL = re.compile(r"[\s*/})>–—-]++\Z")
_CLOSE_ENOUGH = 0.75
_LONGEST = 30
"""How long what is like a verb can be."""
_MEANT = {
    "/jtai:begin": Verb.END,
    "/jtai:end": Verb.END,
    "jtai:/begin": Verb.END,
    "jtai:/end": Verb.END,
    "jtai:/date": Verb.DATE_END,
    "jtai:close": Verb.END,
    "jtai:finish": Verb.END,
    "jtai:ignore-begin": Verb.IGNORE_START,
    "jtai:ignore-end": Verb.IGNORE_STOP,
    "jtai:start": Verb.BEGIN,
    "jtai:stop": Verb.END,
}


def markers(line: Line, language: Language | None) -> Iterator[Marker]:
    """Give the markers of a line, in their order, and what looks like one.

    A language of None is that of a page which may hold any comment.
    """
    found = False
    for comment in comments(line.text, language):
        marker = _read(comment, line)
        if marker is not None:
            found = True
            yield marker if marker.fault else _placed(marker, comment, language)
    if not found and (stray := _STRAY.match(line.text) or _LINK.match(line.text)):
        yield _stray(stray, line, language)


def _read(comment: Comment, line: Line) -> Marker | None:
    """Read what a comment says; None where that is nothing of ours."""
    says = comment.says.strip()
    start, end = line.start + comment.start, line.start + comment.end
    exact = _EXACT.fullmatch(says)
    if exact and exact[1] in _VERBS:
        rest = exact[2] or ""
        return Marker(Verb(exact[1]), rest, line, start, end, comment.form)
    meant = _alike(says)
    if meant is None:
        return None
    verb, rest, fault = meant
    return Marker(verb, rest, line, start, end, comment.form, fault)


def _alike(says: str) -> tuple[Verb | None, str, UsageError] | None:
    """Return what was meant by what looks like a marker: its verb, what is behind it, the fault."""
    seen = says.translate(_UNSEEN).strip()
    exact = _EXACT.fullmatch(seen)
    if exact and exact[1] in _VERBS:
        verb, rest = Verb(exact[1]), exact[2] or ""
        problem = f"what cannot be seen stands in or before {verb}"
        return verb, rest, UsageError(problem, printable(f"{verb} {rest}".strip()))
    if turned := _TURNED.match(seen):
        verb, rest = _of_word(turned["verb"]), turned["rest"]
        problem = f"'{printable(seen)}' is no marker"
        return verb, rest, UsageError(problem, printable(f"{verb} {rest}"))
    alike = _ALIKE.match(seen)
    if alike is None:
        return None
    nearest = _nearest(alike)
    if nearest is None and not _is_meant(alike):
        return None
    one_of = f"one of: {', '.join(Verb)}"
    problem = f"'{printable(alike['shown'].strip())}' is no marker"
    return nearest, alike["rest"].strip(), UsageError(problem, nearest or one_of)


def _of_word(word: str) -> Verb:
    return Verb.DATE_END if word == "/date" else Verb(f"jtai:{word.removeprefix('/')}")


def _is_meant(alike: re.Match[str]) -> bool:
    return alike["tool"].lower() == "jtai" and alike["between"] == ":"


def _nearest(alike: re.Match[str]) -> Verb | None:
    """Return what was surely meant; None for what people may write about the program."""
    written = f"{alike['slash']}jtai:{alike['verb']}".lower().replace("_", "-")
    meant = _meant(written) if alike["verb"] else None
    if meant is None or alike["between"] == ":":
        return meant
    has_setting = "=" in alike["rest"]
    if meant != written:
        return meant if has_setting else None
    in_prose = {Verb.USE, Verb.DATE, Verb.IGNORE} if ":" not in alike["between"] else set()
    is_short = len(alike["rest"].split(maxsplit=1)) <= 1 and meant not in in_prose
    return meant if has_setting or is_short else None


@lru_cache
def _meant(written: str) -> Verb | None:
    if len(written) > _LONGEST:
        return None
    close = get_close_matches(written, list(Verb), n=1, cutoff=_CLOSE_ENOUGH)
    return _MEANT.get(written) or (Verb(close[0]) if close else None)


def _placed(marker: Marker, comment: Comment, language: Language | None) -> Marker:
    """Return a marker with what is wrong with where it stands, if anything is."""
    fault = _misplaced(marker, comment, language)
    return marker if fault is None else replace(marker, fault=fault)


def _misplaced(marker: Marker, comment: Comment, language: Language | None) -> UsageError | None:
    verb, own = marker.verb, native(language)
    assert verb is not None, "it was read"
    text = printable(f"{verb} {marker.rest}".strip())
    if verb in _INLINE and (language not in _WITH_TEXT or comment.form is not Form.HTML):
        return _no_inline(marker, language)
    if comment.form not in own:
        return UsageError(f"in {language} {verb} stands in another comment", own[0].of(text))
    if not comment.is_whole:
        return UsageError(f"{verb} does not end on its line", comment.form.of(text))
    if verb in _ALONE and not comment.is_alone:
        return UsageError(
            f"{verb} stands on a line of its own", f"put what stands beside {verb} on another line"
        )
    if verb in _WITHOUT_REST and marker.rest:
        rest = printable(marker.rest)
        return UsageError(f"{verb} takes nothing behind it: '{rest}'", comment.form.of(verb))
    return None


def _no_inline(marker: Marker, language: Language | None) -> UsageError:
    if language in _WITH_TEXT:
        return UsageError(f"{marker.verb} stands in <!-- and -->", Form.HTML.of(f"{marker.verb}"))
    form = native(language)[0]
    return UsageError(
        f"{language} has no comments inside a line, so {marker.verb} cannot stand in it",
        f"a block: {form.of('jtai:begin milestone …')}",
    )


def _stray(match: re.Match[str], line: Line, language: Language | None) -> Marker:
    form = native(language)[0]
    verb = Verb(match["verb"]) if match["verb"] in _VERBS else None
    rest = _TAIL.sub("", line.text[match.end() :]).strip()
    where = "a page" if language is None else f"a {language} page"
    text = printable(f"{verb} {rest}".strip() if verb else f"{Verb.BEGIN} …")
    fault = UsageError(f"'{match['shown']}' stands in no comment of {where}", form.of(text))
    return Marker(verb, rest, line, line.start, line.end, form, fault)
