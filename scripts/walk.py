"""Print the route of `jtai timeline --fieldwork 2025-03-03`: the modules and functions entered."""

import sys
from contextlib import redirect_stdout
from inspect import CO_OPTIMIZED
from io import StringIO
from pathlib import Path
from types import FrameType
from typing import Any

from jtai_cli.__main__ import main

ARGUMENTS = ("timeline", "--fieldwork", "2025-03-03")
INSIDE = f"{Path('src/jtai_cli').resolve()}/"


def route() -> dict[str, dict[str, int]]:
    """Return our functions that are called, and how often, by module, in the order of entry."""
    calls: dict[str, dict[str, int]] = {}

    def note(frame: FrameType, event: str, _: Any) -> None:  # noqa: ANN401 - as Python passes it
        code = frame.f_code
        # Bodies of classes and modules, comprehensions and lambdas do not count as functions.
        is_function = code.co_flags & CO_OPTIMIZED and not code.co_name.startswith("<")
        if event == "call" and is_function and code.co_filename.startswith(INSIDE):
            module = calls.setdefault(code.co_filename.removeprefix(INSIDE), {})
            module[code.co_qualname] = module.get(code.co_qualname, 0) + 1

    sys.setprofile(note)
    with redirect_stdout(StringIO()):
        main(ARGUMENTS)
    sys.setprofile(None)
    return calls


if __name__ == "__main__":
    found = route()
    for name, functions in found.items():
        print(f"{name:28} {', '.join(functions)}")
    print(f"\n{len(found)} modules, {sum(map(len, found.values()))} functions")
