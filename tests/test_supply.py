"""What the program is made of: no code out of data, no network, no shell."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
SOURCE = TOP / "src" / "jtai_cli"
MODULES = sorted(SOURCE.rglob("*.py"))
NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib", "requests",
    "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3",
    "webbrowser", "xmlrpc",
}  # fmt: skip
CODE_OUT_OF_DATA = {"code", "codeop", "ctypes", "dill", "marshal", "pickle", "runpy", "shelve"}
PROCESSES = {"multiprocessing", "pty", "subprocess"}
CALLS = {"__import__", "compile", "eval", "exec"}
OF_THE_SYSTEM = {"fork", "forkpty", "popen", "startfile", "system"}


def imported(module: ast.Module) -> Iterator[str]:
    """Name each module that is imported, with every module around it."""
    for node in ast.walk(module):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{name.name}" for name in node.names]
        for name in names:
            parts = name.split(".")
            yield from (".".join(parts[: end + 1]) for end in range(len(parts)))


def called(module: ast.Module) -> Iterator[str]:
    """Name what is called by a bare name, and what is asked of `os`."""
    for node in ast.walk(module):
        match node:
            case ast.Call(func=ast.Name(id=name)):
                yield name
            case ast.Attribute(value=ast.Name(id="os"), attr=name):
                yield f"os.{name}"
            case ast.keyword(arg="shell"):
                yield "shell="
            case _:
                pass


def forbidden(text: str) -> set[str]:
    module = ast.parse(text)
    of_os = {f"os.{name}" for name in OF_THE_SYSTEM}
    calls = {name for name in called(module) if name.startswith(("os.exec", "os.spawn"))}
    return (
        {name for name in imported(module) if name in NETWORK | CODE_OUT_OF_DATA | PROCESSES}
        | {name for name in imported(module) if name in of_os}
        | {name for name in called(module) if name in CALLS | of_os | {"shell="}}
        | calls
    )


@pytest.mark.parametrize(
    "module", [pytest.param(path, id=str(path.relative_to(SOURCE))) for path in MODULES]
)
def test_no_module_runs_data_or_reaches_the_network(module: Path) -> None:
    assert forbidden(module.read_text("utf-8")) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("import socket", {"socket"}, id="import"),
        pytest.param("def f():\n    from urllib import request", {"urllib.request"}, id="late"),
        pytest.param("import http.client as h", {"http"}, id="below-a-package"),
        pytest.param("eval('1')", {"eval"}, id="eval"),
        pytest.param("import os\nos.system('ls')", {"os.system"}, id="system"),
        pytest.param("import os\nos.execv('ls', [])", {"os.execv"}, id="exec"),
        pytest.param("from os import popen", {"os.popen"}, id="popen"),
        pytest.param("import subprocess as s\ns.run('ls', shell=True)", {"subprocess", "shell="}),
        pytest.param("import re\nre.compile('a')", set(), id="a-pattern-is-no-code"),
        pytest.param("from urllib.parse import quote", set(), id="an-address-is-no-network"),
    ],
)
def test_what_is_forbidden_would_be_found(text: str, found: set[str]) -> None:
    assert forbidden(text) == found


OPENED = """
import json, sys
from jtai_cli.__main__ import main

refused = []

def hook(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn")):
        refused.append(event)

sys.addaudithook(hook)
status = main(sys.argv[1:])
loaded = {"_ssl", "http.client", "ssl", "urllib.request"} & sys.modules.keys()
print(json.dumps([status, refused, sorted(loaded)]), file=sys.stderr)
"""


# That `socket` is loaded proves nothing: pydantic looks for plugins by importlib.metadata, which
# needs the standard library's email package, and that imports it. No socket is ever made.
@pytest.mark.parametrize(
    "argv",
    [
        pytest.param(("timeline", "--fieldwork", "2025-03-03"), id="timeline"),
        pytest.param(("export", "--fieldwork", "2025-03-03", "--all", "."), id="every-format"),
        pytest.param(("bank-holidays", "list", "--year", "1999"), id="bank-holidays-asked-for"),
    ],
)
def test_a_command_opens_no_connection_and_starts_no_program(
    tmp_path: Path, argv: tuple[str, ...]
) -> None:
    ran = subprocess.run(
        (sys.executable, "-c", OPENED, *argv), cwd=tmp_path, capture_output=True, check=True
    )
    assert json.loads(ran.stderr) == [0, [], []]


def test_the_oldest_versions_allowed_are_those_tested() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["docx"]]
    least = dict(re.split(">=", one.partition(",")[0]) for one in needed)
    pinned = (TOP / "constraints-oldest.txt").read_text("utf-8").splitlines()[1:]
    held = {name.lower(): version for name, _, version in (one.partition("==") for one in pinned)}
    # 2.11 and 2.11.0 are one version.
    assert {name: held[name.lower()].removesuffix(".0") for name in least} == {
        name: version.removesuffix(".0") for name, version in least.items()
    }
