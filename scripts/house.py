"""Print the size of each part of the source beside its ceiling; exit 1 if one is exceeded."""

import ast
import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import grimp

SOURCE = Path("src/jtai_cli")
CEILINGS = {  # lines, modules
    "cli": (2700, 24),
    "pages": (1600, 10),
    "formats": (2800, 18),
    "report": (2500, 16),
    "files": (1400, 10),
    "the core": (4150, 22),
}
WHOLE = (13_500, 85)
TESTS, GOLDEN, SCRIPTS, README, DOCS = 13_000, 120, 900, 220, 2_500
NOT_COUNTED = "generated"


def main() -> int:
    """Count, print, and compare."""
    lines, modules, classes = Counter[str](), Counter[str](), Counter[str]()
    for path in sorted(SOURCE.rglob("*")):
        inside = path.relative_to(SOURCE).parts
        if path.suffix not in {".py", ".jinja", ".js"} or NOT_COUNTED in inside:
            continue
        part = inside[0] if inside[0] in CEILINGS else "the core"
        text = path.read_text("utf-8")
        lines[part] += text.count("\n")
        if path.suffix == ".py":
            modules[part] += 1
            nodes = ast.walk(ast.parse(text))
            classes.update(one.name for one in nodes if isinstance(one, ast.ClassDef))
    rows = [(part, lines[part], most[0]) for part, most in CEILINGS.items()]
    rows += [(f"{part}, modules", modules[part], most[1]) for part, most in CEILINGS.items()]
    rows += [
        ("all", lines.total(), WHOLE[0]),
        ("all, modules", modules.total(), WHOLE[1]),
        ("floors", _floors(), 13),
        ("class names given twice", sum(count > 1 for count in classes.values()), 0),
        ("tests", _lines(Path("tests").rglob("*.py")), TESTS),
        ("golden files", sum(one.is_file() for one in Path("tests/golden").rglob("*")), GOLDEN),
        ("scripts", _lines(Path("scripts").rglob("*.py")), SCRIPTS),
        ("README", _lines([Path("README.md")]), README),
        ("docs", _lines(Path("docs").glob("*.md")), DOCS),
    ]
    print(f"{'':24} {'is':>7} {'at most':>8}")
    for name, found, most in rows:
        print(f"{name:24} {found:7,} {most:8,}{'  over' if found > most else ''}")
    return int(any(found > most for _, found, most in rows))


def _floors() -> int:
    graph = grimp.build_graph("jtai_cli", exclude_type_checking_imports=True)
    parts = graph.find_children("jtai_cli") - {f"jtai_cli.{NOT_COUNTED}"}
    for part in parts:
        graph.squash_module(part)

    @cache
    def floor(part: str) -> int:
        below = graph.find_modules_directly_imported_by(part) & parts - {part}
        return 1 + max(map(floor, below), default=0)

    return max(map(floor, parts))


def _lines(paths: Iterable[Path]) -> int:
    ours = (path for path in paths if "node_modules" not in path.parts)
    return sum(path.read_text("utf-8").count("\n") for path in ours)


if __name__ == "__main__":
    sys.exit(main())
