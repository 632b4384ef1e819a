"""The page that tables are drawn on."""

from typing import Literal

from jtai_cli.records import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A page's width in columns, and the colours it shows: None for none at all."""

    width: int
    colours: Literal["standard"] | None = None
