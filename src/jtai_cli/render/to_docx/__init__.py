"""The briefing: two pages to send round, for Word."""

from datetime import UTC, datetime
from io import BytesIO

from jtai_cli.dated import Timeline
from jtai_cli.errors import UsageError
from jtai_cli.frameworks import Frameworks
from jtai_cli.render import account
from jtai_cli.render.archive import repacked


def briefing(timeline: Timeline, frameworks: Frameworks, *, stamp: datetime) -> bytes:
    """Write a timeline as a briefing: what, who, dates, the theme's points, what staff may expect.

    `stamp`, which has a time zone, is when the document says it was made: the same stamp gives
    the same bytes.

    Raises:
        UsageError: a text holds a control character, or python-docx is not installed.
    """
    try:
        from docx import Document
    except ModuleNotFoundError as error:
        raise UsageError(
            "a .docx file needs python-docx", "python -m pip install python-docx"
        ) from error
    from jtai_cli.render.to_docx import contents
    from jtai_cli.render.to_docx.paper import Paper

    told = account.of(timeline, frameworks)
    paper = Paper(Document(), contents.title(told), stamp.astimezone(UTC))
    contents.write(paper, told, frameworks)
    document = BytesIO()
    paper.document.save(document)
    return repacked(document.getvalue(), lambda _, part: part)
