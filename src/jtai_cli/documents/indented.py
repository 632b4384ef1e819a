"""Code that Markdown tells by its indentation alone."""

import re

from jtai_cli.documents.lines import Line, Lines, columns

_CODE = 4
# Beneath these, what is indented is a part of them: lists, footnotes, definitions, admonitions.
_HOLDS_INDENTED = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]|\Z)|\[\^|:|!!!|\?\?\?|===|<")


class Indented:
    """Tells which lines of a page are code by their indentation, where no list can hold them."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._last: tuple[int, bool] | None = None

    def is_code(self, line: Line) -> bool:
        """Tell whether a line is code beyond doubt.

        It is, indented by four columns, behind an empty line and a paragraph that is not
        indented and belongs to nothing which holds indented text.
        """
        if columns(line.indentation) < _CODE:
            return False
        told = self._told(line)
        self._last = (line.start, told)
        return told

    def _told(self, line: Line) -> bool:
        is_apart, above = False, self._lines.above(line)
        while above is not None:
            if self._last is not None and above.start == self._last[0]:
                return self._last[1]
            if above.is_blank:
                is_apart = True
            elif columns(above.indentation) < _CODE:
                return is_apart and self._is_plain(above)
            else:
                is_apart = False
            above = self._lines.above(above)
        return True

    def _is_plain(self, line: Line) -> bool:
        """Tell whether a paragraph, by its last line, is not indented and holds nothing so."""
        above: Line | None = line
        while above is not None and not above.is_blank:
            if above.indentation or _HOLDS_INDENTED.match(above.text):
                return False
            above = self._lines.above(above)
        return True
