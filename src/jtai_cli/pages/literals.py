"""What stands on a page as it is: front matter, code, comments. Markers in code are left alone."""

import re
from collections.abc import Iterable
from itertools import accumulate

from jtai_cli.pages.extract import markdown
from jtai_cli.pages.finding import Markup

Place = tuple[int, int]
"""The first character of something, and the one after its last."""

_FRONT_MATTER = re.compile(
    r"---[ \t]*+(?:\r\n?|\n)(?=[\w#])(?:(?!(?:---|\.\.\.)[ \t]*+(?![^\r\n]))[^\r\n]*+"
    r"(?:\r\n?|\n))*+(?:---|\.\.\.)[ \t]*+(?![^\r\n])"
)
_MAYBE_CODE = ("```", "~~~", "\n    ", "\r    ", "\t")
_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n|\Z)")
# Each begins with a sign, which makes a search quick.
_OF_HTML = re.compile(
    r"<(?:!--|(?P<element>(?i:pre|code|kbd|samp|script|style|textarea|svg|math))\b[^<>]*+>)"
)
# Code between backticks ends at as many of them, in the same paragraph.
_OF_MARKDOWN = re.compile(
    _OF_HTML.pattern + r"|`(?<!\\`)(?P<ticks>`*+)"
    r"(?:(?:(?!\n[ \t\r]*\n|\r[ \t]*\r).){1,1000}?(?<!`)`(?P=ticks)(?!`))?",
    re.DOTALL,
)


def spliced(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Put texts, in any order, in the place of others; where two overlap the first one counts."""
    kept, done = [], 0
    for start, end, new in sorted(edits):
        if end > done or start == end >= done:
            kept += [text[done : max(start, done)], new]
            done = end
    return "".join((*kept, text[done:]))


def find_literals(text: str, markup: Markup) -> tuple[list[Place], list[Place]]:
    """Find front matter and code, and the comments in neither; of an open one its first line."""
    pattern, begin, code = _OF_HTML, 0, list[Place]()
    if markup is not Markup.HTML:
        front = _FRONT_MATTER.match(text)
        pattern, begin = _OF_MARKDOWN, front.end() if front else 0
        code = [front.span()] if front else []
        code += _code_blocks(text, begin, markup)
    comments, never_closed, place = list[Place](), set[str](), begin
    plain = spliced(text, ((start, end, "\n" * (end - start)) for start, end in code))

    def end_of(sign: str, start: int) -> int | None:
        """Return where what closes something ends; what is missing is looked for once."""
        if sign in never_closed:
            return None
        found = re.compile(re.escape(sign), re.IGNORECASE).search(plain, start)
        never_closed.update(() if found else (sign,))
        return found.end() if found else None

    while token := pattern.search(plain, place):
        start, place = token.span()
        if token["element"]:
            end = end_of(f"</{token['element']}>", place)
            code += [(start, end)] if end else []
            place = end or place
        elif token[0] == "<!--":
            # "<!-->" is a comment too.
            place = end_of("-->", start + 2) or end_of("\n", place) or len(text)
            comments.append((start, place))
        elif token[0] != f"`{token['ticks']}":
            code.append((start, place))
    return code, comments


def _code_blocks(text: str, begin: int, markup: Markup) -> list[Place]:
    below = f"\n{text[begin:]}"
    if not any(sign in below for sign in _MAYBE_CODE):
        return []
    ends = list(accumulate((len(line) for line in _LINE.findall(text, begin)), initial=begin))
    parser = markdown(markup)
    with parser.reset_rules():
        parser.disable(["inline", "table"])
        tokens = parser.parse(below[1:].replace("\r\n", "\n").replace("\r", "\n"))
    code = (one.map for one in tokens if one.type in {"fence", "code_block"})
    return [(ends[lines[0]], ends[lines[1]]) for lines in code if lines]
