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

CHARTS = ("plain", "full", "old")
TITLE = r"^ {4}(.*) :(?:active, |milestone, |done, )*\d{4}-"

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


def test_mermaid_draws_the_charts(node: Node, chromium: str) -> None:
    charts = [(GOLDEN / f"picture-{name}.mmd").read_text("utf-8") for name in CHARTS]
    expected = [re.findall(TITLE, chart, re.MULTILINE) for chart in charts]
    assert all(expected)
    shown = drawn(node, chromium, charts)
    missing = [set(titles) - set(texts) for titles, texts in zip(expected, shown, strict=True)]
    assert missing == [set()] * len(CHARTS)


def test_mermaid_draws_hostile_texts(node: Node, chromium: str, rules: Frameworks) -> None:
    texts = HOSTILE[:-1]
    charts = [to_mermaid.gantt(hostile(rules, text), rules) for text in texts]
    shown = dict(zip(texts, drawn(node, chromium, charts), strict=True))
    whole = {
        text: any("(local), Wed 12 Mar" in one for one in told)
        and "Letter published [1], Mon 28 Apr" in told
        for text, told in shown.items()
    }
    assert whole == dict.fromkeys(texts, True)


def drawn(node: Node, chromium: str, charts: list[str]) -> list[list[str]]:
    needed = ("mermaid", "playwright-core")
    told = node("draw_mermaid.mjs", chromium, packages=needed, told=json.dumps(charts))
    return [[str(text) for text in texts] for texts in json.loads(told)]


@pytest.mark.parametrize("name", ["picture-plain.md", "picture-full.md", "picture-old.md"])
def test_prettier_leaves_markdown_alone(name: str, node: Node) -> None:
    written = (GOLDEN / name).read_text("utf-8")
    prettier = "node_modules/prettier/bin/prettier.cjs"
    read = ("--stdin-filepath", name, "--no-config", "--no-editorconfig")
    assert node(prettier, *read, packages=("prettier",), told=written) == written
