"""Pages, charts and tables as browsers and formatters take them: Chromium, axe-core, prettier.

The files are those of `tests/golden`, which the tests of the formats keep. `make browsers`
installs what is needed; where it is missing the tests are skipped and say so.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jtai_cli import dating
from jtai_cli.bankholidays import Division
from jtai_cli.cli import asked
from jtai_cli.dated import Timeline
from jtai_cli.frameworks import Frameworks
from jtai_cli.plan import Inspection, Known, LocalMilestone
from jtai_cli.render import to_html, to_mermaid

HERE = Path(__file__).parent
GOLDEN = HERE.parent / "golden"
HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "=cmd|'/c calc'!A1",
    "section x: y; #1 %%{init: {}}%%", "2025-03-04", "gantt", "two\nlines", "\u202eturned", "🦊",
    "call x() click", "x" * 10_000,
)  # fmt: skip

Node = Callable[..., str]


@pytest.fixture
def node() -> Node:
    """Runs a script of this directory with the packages that it needs, or skips the test."""

    def run(script: str, *arguments: str | Path, packages: tuple[str, ...], told: str = "") -> str:
        program = shutil.which("node")
        if program is None:
            pytest.skip("node is not installed: see make browsers")
        for package in packages:
            if not (HERE / "node_modules" / package).is_dir():
                pytest.skip(f"{package} is not installed: run make browsers")
        done = subprocess.run(
            [program, HERE / script, *arguments],
            input=told.encode(),
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    return run


@pytest.fixture
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("chromium is not installed: run make browsers")
    return found


@pytest.fixture
def seen(node: Node, chromium: str, tmp_path: Path) -> Callable[[Path], dict[str, Any]]:
    """Gives what Chromium and axe-core see in a page, and the A4 sheets that it prints on."""

    def look(page: Path) -> dict[str, Any]:
        pdf = tmp_path / "page.pdf"
        needed = ("axe-core", "playwright-core")
        told = json.loads(node("look_at_page.mjs", chromium, page, pdf, packages=needed))
        sheets = re.findall(rb"/MediaBox \[0 0 (\S+) (\S+)\]", pdf.read_bytes())
        return {**told, "sheets": [(round(float(w)), round(float(h))) for w, h in sheets]}

    return look


def dated(rules: Frameworks, inspection: Inspection) -> Timeline:
    counting = asked.Counting(None, None, (), (), asked.Dates(None))
    timeline, _ = dating.dated(rules, inspection, counting)
    return timeline


def hostile(rules: Frameworks, text: str) -> Timeline:
    local = {"own": LocalMilestone("own", text, "fieldwork", 3, who=text)}
    known = Known("fieldwork", date(2025, 3, 3))
    owners = {"comments-due": text}
    inspection = Inspection(known, area=text, principal_authority=text, local=local, owners=owners)
    return dated(rules, inspection)


@pytest.mark.parametrize(
    ("name", "sheets"),
    [
        pytest.param("picture-plain.html", 4, id="plain"),
        pytest.param("picture-full.html", 5, id="full"),
        pytest.param("picture-old.html", 3, id="old"),
    ],
)
def test_a_page_is_good_to_read_and_to_print(
    name: str, sheets: int, seen: Callable[[Path], dict[str, Any]]
) -> None:
    a4 = (595, 842)
    assert seen(GOLDEN / name) == {
        "small": {"width": 320, "charts": 1, "violations": []},
        "large": {"width": 1280, "charts": 1, "violations": []},
        "printed": {"others": [], "told": [], "outline": "solid"},
        "sheets": [a4] * sheets,
    }


def test_a_page_of_hostile_texts_runs_and_asks_for_nothing(
    seen: Callable[[Path], dict[str, Any]], rules: Frameworks, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    timeline = hostile(rules, " ".join(HOSTILE))
    page.write_text(to_html.page(timeline, rules, Division.ENGLAND), "utf-8")
    found = seen(page)
    assert found["small"] == {"width": 320, "charts": 1, "violations": []}
    assert found["large"] == {"width": 1280, "charts": 1, "violations": []}
    assert found["printed"] == {"others": [], "told": [], "outline": "solid"}


@pytest.mark.parametrize("name", ["picture-plain.mmd", "picture-full.mmd", "picture-old.mmd"])
def test_mermaid_draws_the_chart(name: str, node: Node, chromium: str) -> None:
    chart = (GOLDEN / name).read_text("utf-8")
    texts = drawn(node, chromium, chart)
    titles = re.findall(r"^ {4}(.*) :(?:active, |milestone, |done, )*\d{4}-", chart, re.MULTILINE)
    assert titles
    assert [title for title in titles if title not in texts] == []


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_mermaid_draws_hostile_texts(
    text: str, node: Node, chromium: str, rules: Frameworks
) -> None:
    chart = to_mermaid.gantt(hostile(rules, text), rules)
    texts = drawn(node, chromium, chart)
    assert any("(local), Wed 12 Mar" in one for one in texts)
    assert "Letter published [1], Mon 28 Apr" in texts


def drawn(node: Node, chromium: str, chart: str) -> list[str]:
    needed = ("mermaid", "playwright-core")
    texts = json.loads(node("draw_mermaid.mjs", chromium, packages=needed, told=chart))
    return [str(text) for text in texts]


@pytest.mark.parametrize("name", ["picture-plain.md", "picture-full.md", "picture-old.md"])
def test_prettier_leaves_markdown_alone(name: str, node: Node) -> None:
    written = (GOLDEN / name).read_text("utf-8")
    prettier = "node_modules/prettier/bin/prettier.cjs"
    read = ("--stdin-filepath", name, "--no-config", "--no-editorconfig")
    assert node(prettier, *read, packages=("prettier",), told=written) == written
