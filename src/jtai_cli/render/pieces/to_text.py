"""Pieces as plain text at 80 columns."""

from collections.abc import Sequence

from jtai_cli.render.pieces import Piece
from jtai_cli.render.pieces.plain import COLUMNS, plain


def written(pieces: Sequence[Piece]) -> str:
    """Write pieces, a blank line between them.

    Raises:
        UsageError: a text holds a control character.
    """
    return "".join(f"{line}\n" for line in plain(pieces, COLUMNS))
