"""Throw bytes at one door of the program for some seconds: `python -m scripts.fuzz DOOR SECONDS`.

What the tests replay, in `tests/corpus`, is where it starts from; what it finds on the way goes to
`build/fuzz`. It ends at the first input that is no good, and leaves it there.
"""

import sys
from pathlib import Path
from time import process_time

import atheris

with atheris.instrument_imports(include=["jtai_cli"]):
    from scripts.doors import DOORS

CORPUS = Path("tests/corpus")
FOUND = Path("build/fuzz")
SLOW = 2.0
"""Seconds of the processor that an input may take."""
LONGEST = 4096


def _fuzz(name: str, seconds: str) -> None:
    def tried(content: bytes) -> None:
        began = process_time()
        DOORS[name](content)
        took = process_time() - began
        assert took <= SLOW, f"it takes {took:.1f} s"

    found = FOUND / name
    found.mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-artifact_prefix={found}-",
        "-rss_limit_mb=1024",
        "-timeout=30",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, str(found), str(CORPUS / name)], tried)
    atheris.Fuzz()


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in DOORS:  # noqa: PLR2004 - a door and its seconds
        sys.exit(f"usage: python -m scripts.fuzz DOOR SECONDS; a door is one of {', '.join(DOORS)}")
    _fuzz(*sys.argv[1:])
