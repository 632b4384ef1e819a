"""The pages as a reader meets them: links that lead somewhere, files shown whole, pictures true."""

import re
import runpy
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import mdformat
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from jtai_cli import load

TOP = Path(__file__).parents[1]
PAGES = [*sorted(TOP.glob("*.md")), *sorted(TOP.glob("docs/**/*.md"))]
SHOWN = re.compile(r"^<!-- the file (\S+) -->\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SVG = "{http://www.w3.org/2000/svg}"

pages = pytest.mark.parametrize(
    "page", [pytest.param(page, id=str(page.relative_to(TOP))) for page in PAGES]
)


def inline(page: Path) -> list[Token]:
    """Parse a page into what stands inside its lines."""
    tokens = MarkdownIt("commonmark").enable("table").parse(page.read_text("utf-8"))
    return [child for token in tokens for child in token.children or ()]


def targets(page: Path) -> list[str]:
    """List what the links and pictures of a page lead to, within the project."""
    led = (token.attrGet("href") or token.attrGet("src") for token in inline(page))
    return [str(target) for target in led if target and "://" not in str(target)]


def anchors(page: Path) -> set[str]:
    """Name the headings of a page as GitHub does in addresses."""
    tokens = MarkdownIt("commonmark").parse(page.read_text("utf-8"))
    heads = [after for one, after in pairwise(tokens) if one.tag[:1] == "h"]
    words = (re.sub(r"[^\w\- ]", "", head.content.lower()) for head in heads)
    return {word.replace(" ", "-") for word in words}


def leads_nowhere(page: Path, target: str) -> bool:
    path, _, anchor = unquote(target).partition("#")
    file = (page.parent / path).resolve() if path else page
    return not file.exists() or (anchor != "" and anchor not in anchors(file))


@pages
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    assert [target for target in targets(page) if leads_nowhere(page, target)] == []


@pytest.mark.parametrize(
    ("target", "nowhere"),
    [
        pytest.param("docs/counting.md", False, id="page"),
        pytest.param("docs/counting.md#day-zero", False, id="heading"),
        pytest.param("#five-minutes", False, id="own-heading"),
        pytest.param("docs/own-rules", False, id="directory"),
        pytest.param("docs/conting.md", True, id="no-page"),
        pytest.param("docs/counting.md#day-one", True, id="no-heading"),
    ],
)
def test_a_link_is_known_to_lead_somewhere(target: str, nowhere: bool) -> None:
    assert leads_nowhere(TOP / "README.md", target) is nowhere


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, id=str(page.relative_to(TOP)))
        for page in (TOP / "README.md", *sorted(TOP.glob("docs/*.md")))
    ],
)
def test_mdformat_leaves_a_page_alone(page: Path) -> None:
    text = page.read_text("utf-8")
    assert mdformat.text(text, options={"number": True}, extensions={"gfm"}) == text


def test_the_index_names_every_page() -> None:
    index = TOP / "docs" / "README.md"
    named = {(index.parent / target.partition("#")[0]).resolve() for target in targets(index)}
    assert set(TOP.glob("docs/*.md")) - {index} - named == set()


def test_readme_is_read_in_one_go() -> None:
    assert len((TOP / "README.md").read_text("utf-8").splitlines()) < 300


@pages
def test_a_file_that_a_page_shows_is_shown_whole(page: Path) -> None:
    shown = SHOWN.findall(page.read_text("utf-8"))
    assert [(TOP / name).read_text("utf-8") for name, _ in shown] == [text for _, text in shown]


def test_the_example_of_own_rules_is_shown_and_sound() -> None:
    name = "docs/own-rules/practice-week.yaml"
    assert name in dict(SHOWN.findall((TOP / "docs" / "own-rules.md").read_text("utf-8")))
    assert load.faults(TOP / name) == ()


def test_the_picture_of_the_terminal_shows_what_the_program_says() -> None:
    drawing = runpy.run_path(str(TOP / "scripts" / "pictures.py"))
    picture = (TOP / "docs" / "pictures" / "terminal.svg").read_text("utf-8")
    assert written(picture) == written(drawing["terminal"]())
    assert "url(http" not in picture


def written(picture: str) -> list[str]:
    """Read the words of a drawing, whatever its shapes."""
    return ["".join(text.itertext()) for text in ET.fromstring(picture).iter(f"{SVG}text")]  # noqa: S314 - ours
