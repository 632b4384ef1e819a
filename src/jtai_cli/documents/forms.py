"""The comments that markers stand in, as each language writes them."""

import re
from collections import deque
from collections.abc import Iterator
from enum import Enum

from jtai_cli.documents.language import Language
from jtai_cli.records import dataclass


class Form(Enum):
    """A way to write a comment: what stands before and behind what it says.

    `language` is that of a page which is known by nothing but this comment.
    """

    HTML = ("<!-- ", " -->", Language.MARKDOWN)
    LINK = ("[//]: # (", ")", Language.MARKDOWN)
    DOTS = (".. ", "", Language.REST)
    SLASHES = ("// ", "", Language.ASCIIDOC)
    PERCENT = ("% ", "", Language.LATEX)
    SEMICOLON = ("; ", "", Language.INI)
    HASH = ("# ", "", Language.TEXT)

    @property
    def language(self) -> Language:
        """The language that the comment tells of."""
        return self.value[2]

    def of(self, text: str) -> str:
        """Write a comment."""
        return f"{self.value[0]}{text}{self.value[1]}"


_NATIVE = {
    Language.MARKDOWN: (Form.HTML, Form.LINK),
    Language.HTML: (Form.HTML,),
    Language.REST: (Form.DOTS,),
    Language.ASCIIDOC: (Form.SLASHES,),
    Language.LATEX: (Form.PERCENT,),
    Language.YAML: (Form.HASH,),
    Language.INI: (Form.SEMICOLON, Form.HASH),
    Language.TEXT: (Form.HASH, *(form for form in Form if form is not Form.HASH)),
}
_PLAIN = re.compile(r"(?<!\S)(?P<sign>#)+(?P<says>[ \t]*+jtai:ignore)[ \t]*\Z")
_BEHIND_TEXT = {
    None: _PLAIN,
    Language.TEXT: _PLAIN,  # any other sign may be meant as itself
    # These have no comments behind text; what is taken for one is then refused.
    Language.REST: re.compile(r"(?<=[ \t])(?P<sign>\.)\.(?P<says>[ \t]++/?jtai:date\b[^.]*+)"),
    Language.ASCIIDOC: re.compile(r"(?<=[ \t])(?P<sign>/)/(?P<says>[ \t]*+/?jtai:date\b[^/]*+)"),
    Language.LATEX: re.compile(r"(?<!\\)(?P<sign>%)+(?P<says>[^%]*)"),
    Language.YAML: re.compile(r"(?<!\S)(?P<sign>#)+(?P<says>[^#]*)"),
    Language.INI: re.compile(r"(?<!\S)(?P<sign>[;#])+(?P<says>[^;#]*)"),
}

_WHOLE = re.compile(
    r"""[ \t]*+(?:
        <!--(?P<HTML>(?:(?!-->).)*+)-->
        |\[(?://|comment)\]:[ \t]*(?:\#|<>)[ \t]*
            (?:\((?P<LINK>.*)\)|"(?P<LINK_DOUBLE>.*)"|'(?P<LINK_SINGLE>.*)')
        |\.\.(?P<DOTS>[ \t].*+)
        |//(?!/)(?P<SLASHES>.*+)
        |%++(?P<PERCENT>.*+)
        |;++(?P<SEMICOLON>.*+)
        |\#++(?P<HASH>.*+)
    )[ \t]*""",
    re.VERBOSE | re.DOTALL,
)
_BACKTICKS = re.compile(r"`+")
_OPEN, _CLOSE = "<!--", "-->"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on a line: what it says, and from where to where in the line it stands.

    `is_alone` tells whether nothing else stands there, `is_whole` whether it ends there.
    """

    form: Form
    says: str
    start: int
    end: int
    is_alone: bool
    is_whole: bool = True


def native(language: Language | None) -> tuple[Form, ...]:
    """Return the comments of a language, the usual one first; of none that is known, all."""
    return tuple(Form) if language is None else _NATIVE[language]


def comments(text: str, language: Language | None) -> Iterator[Comment]:
    """Give the comments of a line: the one that it is, and those that stand on it.

    A line that is a comment in another language than the page's is given too. Of comments
    behind text that begin with a sign the last is given.
    """
    whole = _WHOLE.fullmatch(text)
    if whole is not None:
        comment = _alone(whole)
        yield comment
        if comment.form is Form.HTML:
            return
    yield from _html(text, language)
    last = None if whole else _last(_BEHIND_TEXT.get(language), text)
    if last is not None:
        form = next(form for form in native(language) if form.value[0][0] == last["sign"])
        yield Comment(form, last["says"], last.start(), len(text), is_alone=False)


def _alone(whole: re.Match[str]) -> Comment:
    text, group = whole.string, whole.lastgroup
    assert group is not None, "one of the forms is there"
    start, end = len(text) - len(text.lstrip(" \t")), len(text.rstrip(" \t"))
    return Comment(Form[group.partition("_")[0]], whole[group], start, end, is_alone=True)


def _last(pattern: re.Pattern[str] | None, text: str) -> re.Match[str] | None:
    found = () if pattern is None else deque(pattern.finditer(text), maxlen=1)
    return found[0] if found else None


def _html(text: str, language: Language | None) -> Iterator[Comment]:
    plain = text
    if language in {Language.MARKDOWN, Language.TEXT, None}:
        plain = without_code(text)
    end = 0
    while (start := plain.find(_OPEN, end)) >= 0:
        close = plain.find(_CLOSE, start + len(_OPEN))
        if close < 0:
            says = plain[start + len(_OPEN) :]
            yield Comment(Form.HTML, says, start, len(text), is_alone=False, is_whole=False)
            return
        end = close + len(_CLOSE)
        yield Comment(Form.HTML, plain[start + len(_OPEN) : close], start, end, is_alone=False)


def without_code(text: str) -> str:
    r"""Blank the code of a line of Markdown, and a comment's begin behind a backslash.

    >>> without_code("a `b` \\<!-- c")
    'a       !-- c'
    """
    runs = list(_BACKTICKS.finditer(text))
    if runs:
        text = _struck(text, runs)
    return text.replace("\\<!--", "  !--")


def _struck(text: str, runs: list[re.Match[str]]) -> str:
    """Blank what stands between two runs of as many backticks, the nearest ones first."""
    later: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        later.setdefault(len(runs[index][0]), []).append(index)
    kept, end, index = [], 0, 0
    while index < len(runs):
        same = later[len(runs[index][0])]
        while same and same[-1] <= index:
            same.pop()
        if same:
            kept.append(text[end : runs[index].start()])
            closing = runs[same[-1]]
            kept.append(" " * (closing.end() - runs[index].start()))
            end, index = closing.end(), same[-1]
        index += 1
    return "".join((*kept, text[end:]))
