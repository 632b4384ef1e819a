"""A page with its markup blanked out, character for character, so that its words can be read.

What is not read (code, addresses, what is masked) becomes a wall; markup between words a blank.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from jtai_cli.documents.language import Language

WALL = "\0"
"""Stands for a character that is not read: neither a word nor a blank, and between sentences."""
CELL = "\x01"
"""Begins a cell of a table whose rows do not end with the line."""

_Blanking = Callable[[re.Match[str]], str]
_LONGEST_CODE = 1000
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_TICKS = re.compile("`+")


def plain(text: str, masked: Iterable[tuple[int, int]], language: Language | None) -> str:
    """Return the words of a page where they stand; it is as long as the page.

    `masked` are spans in order, apart from one another, that are not read either.
    """
    words = _walled(text, masked)
    if language in _WITH_TICKS:
        words = _walled(words, _code(words))
    if language in _WITH_TAGS:
        words = _walled(words, _elements(words))
    letters = words.lower()
    for signs, pattern, blanking in (*_ADDRESSES, *_MARKUP[language]):
        # Most pages hold none of most kinds, and a sign is found far sooner than a pattern.
        if any(sign in letters for sign in signs):
            words = pattern.sub(blanking, words)
    return words


def _walled(text: str, spans: Iterable[tuple[int, int]]) -> str:
    kept, place = [], 0
    for start, end in spans:
        kept += [text[place:start], WALL * (end - start)]
        place = end
    return "".join((*kept, text[place:]))


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Give code inside paragraphs: from ticks to the next as many, as Markdown has it."""
    runs = [match.span() for match in _TICKS.finditer(text)]
    starts: dict[int, list[int]] = defaultdict(list)
    for start, end in runs:
        starts[end - start].append(start)
    place = 0
    for start, end in runs:
        ticks = starts[end - start]
        index = bisect_left(ticks, end)
        if start < place or index == len(ticks) or ticks[index] - end > _LONGEST_CODE:
            continue
        if not _PARAGRAPH.search(text, end, ticks[index]):
            place = ticks[index] + end - start
            yield start, place


_ELEMENT = re.compile(r"<(pre|code|kbd|samp|script|style|textarea|svg)\b[^<>]*+>", re.IGNORECASE)


def _elements(text: str) -> Iterator[tuple[int, int]]:
    """Give the elements of HTML that hold code, up to where they are closed."""
    place, unclosed = 0, set[str]()
    for begin in _ELEMENT.finditer(text):
        name = begin[1].lower()
        if begin.start() < place or name in unclosed:
            continue
        end = re.compile(rf"</{name}\s*+>", re.IGNORECASE).search(text, begin.end())
        if end is None:
            unclosed.add(name)
            continue
        place = end.end()
        yield begin.start(), place


def _to(sign: str, filling: str = " ") -> _Blanking:
    """Return what replaces markup by a sign, as long as the markup was."""
    return lambda match: sign + filling * (len(match[0]) - len(sign))


_blank, _wall, _dash, _cell = _to(""), _to(WALL, WALL), _to("–"), _to(CELL)

_Rules = tuple[tuple[tuple[str, ...], re.Pattern[str], _Blanking], ...]


def _rules(*rules: tuple[str, str, _Blanking]) -> _Rules:
    """Read rules: signs, of which markup of a kind holds one; its pattern; what becomes of it."""
    return tuple(
        (tuple(signs.split()), re.compile(pattern, re.IGNORECASE), blanking)
        for signs, pattern, blanking in rules
    )


_ADDRESSES = _rules(
    (": www.", r"\b(?:(?:https?|ftp|file|mailto|urn):|www\.)[^\s<>|\"\])]++", _wall),
)
_BLOCKS = (
    "p|div|li|[uod]l|d[td]|tr|table|t(?:head|body|foot)|h[1-6r]|section|article|main|header"
    "|footer|aside|nav|blockquote|caption|fig(?:ure|caption)|title|option"
)
_TAGS = _rules(
    ("<!--", r"<!--[^<\r\n]*?-->", _blank),
    ("<", r"</?t[dh]\b[^<>]*+>", _cell),
    ("<", r"</dt\b[^<>]*+>\s*+<dd\b[^<>]*+>", _blank),
    ("<", rf"</?(?:{_BLOCKS})\b[^<>]*+>", _wall),
    ("<", r"</?[a-z][^<>]*+>", _blank),
    ("&", "&(?:nbsp|ensp|emsp|thinsp|#160|#8201|#8239|#xa0|#x2009|#x202f);", _blank),
    ("&", "&(?:[nm]dash|#821[12]|#x201[34]);", _dash),
)
_EMPHASIS = _rules(
    # A star that begins an entry of a list has a blank behind it, and none before it. A run of
    # underscores stands at an edge of a word. Each begins with its sign: so it is found sooner.
    ("* _", r"\*(?:(?=\S)|(?<=\S\*))|_(?:(?<!\w_)_*+|(?<!__)_*+(?!\w))", _blank),
)
_MARKDOWN = _rules(
    # What a link is defined by.
    ("]:", r"(?<![^\n])[ ]{0,3}\[[^\]\r\n]++\]:[^\r\n]*+", _wall),
    ("](", r"\]\([^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+(?:\s\"[^\"\r\n]*+\")?\)", _blank),
    ("[", r"\]\[[^\[\]\r\n]*+\]|\[\^[^\[\]\r\n]*+\]|\[(?:[ x]|[0-9]{1,2})\]", _blank),
    (r"[ ] ~~ \|", r"[\[\]]|~~|\\\|", _blank),
    (">", r"(?<![^\n])(?:[ \t]*+>)++", _blank),
)
_REST = _rules(
    ("``", r"``[^`\r\n]++``", _wall),
    (">`", r"<[^<>\r\n]*+>`_{1,2}", _blank),
)
_ASCIIDOC = _rules(
    ("`", r"`[^`\r\n]++`", _wall),
    ("{ [", r"\{nbsp\}|\[[^\[\]\r\n]*+\]", _blank),
)
_LATEX = _rules(
    ("%", r"(?<!\\)%[^\r\n]*+", _wall),
    ("\\", r"\\(?:url|href|label|ref|cite\w*+|input|include\w*+)\{[^{}]*+\}", _wall),
    ("\\", r"\\\\", _wall),
    ("&", r"(?<!\\)&", _cell),
    ("--", "-{2,3}", _dash),
    ("\\ { } ~", r"\\[a-z]++\*?|[{}~]", _blank),
)
_COMMENTS = _rules(("# ;", r"(?<![^\n])[ \t]*+[#;]++", _blank))

_WITH_TICKS = {Language.MARKDOWN, Language.TEXT, None}
_WITH_TAGS = {Language.MARKDOWN, Language.HTML, Language.TEXT, None}
_MARKUP: dict[Language | None, _Rules] = {
    Language.MARKDOWN: _TAGS + _MARKDOWN + _EMPHASIS,
    Language.HTML: _TAGS,
    Language.REST: _REST + _EMPHASIS,
    Language.ASCIIDOC: _ASCIIDOC + _EMPHASIS,
    Language.LATEX: _LATEX,
    Language.YAML: _COMMENTS,
    Language.INI: _COMMENTS,
    Language.TEXT: _TAGS + _MARKDOWN + _EMPHASIS,
    None: _TAGS + _MARKDOWN + _EMPHASIS,
}
"""What is markup in each language, and what becomes of it."""
