"""Measure everything in one run, and write `docs/benchmarks.md`: `make bench`.

`--quick` measures little, and prints the page instead; `--page` writes it from the last figures.
This process stays small, because Linux tells no peak of memory below that of the parent.
"""

import json
import os
import sys
from argparse import ArgumentParser
from typing import Any

from scripts.bench import documents, machine, page, portfolio, startup
from scripts.bench.environments import OURS, PEERS, PLACE, ROOT, make_all

_FIGURES, _PAGE = PLACE / "figures.json", ROOT / "docs" / "benchmarks.md"
_FULL = {"arithmetic": 15, "timelines": 11, "startup": 25, "pages": 1000, "rows": 100_000, "few": 3}
_QUICK = {"arithmetic": 2, "timelines": 5, "startup": 3, "pages": 50, "rows": 2000, "few": 1}


def main() -> None:
    """Do what the arguments say."""
    arguments = ArgumentParser(prog="bench", description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="measure little; print the page")
    arguments.add_argument("--page", action="store_true", help="write the page, measure nothing")
    asked = arguments.parse_args()
    if asked.quick:
        print(page.written(_measured(_QUICK)), end="")
        return
    if not asked.page:
        _FIGURES.write_text(json.dumps(_measured(_FULL)), "utf-8")
    _PAGE.write_text(page.written(json.loads(_FIGURES.read_text("utf-8"))), "utf-8")
    print(f"{_PAGE.relative_to(ROOT)} written", file=sys.stderr)


def _measured(much: dict[str, int]) -> dict[str, Any]:
    """Make the environments, and measure one thing after the other."""
    load = os.getloadavg()[0]
    make_all()
    place = PLACE / "elsewhere"
    place.mkdir(exist_ok=True)
    os.chdir(place)
    days = OURS.told("working_days").split()
    _tell("arithmetic")
    figures = json.loads(PEERS.told("arithmetic", str(much["arithmetic"])))
    _tell("timelines")
    figures["timelines"] = json.loads(PEERS.told("timelines", str(much["timelines"])))
    _tell("start-up")
    figures["startup"] = startup.measured(much["startup"])
    _tell("documents")
    figures["documents"] = documents.checked(place, days, pages=much["pages"], rounds=much["few"])
    _tell("portfolio")
    figures["portfolio"] = portfolio.dated(place, days, rows=much["rows"], rounds=much["few"])
    return {**figures, "much": much, "names": startup.names(), "machine": machine.told(load)}


def _tell(what: str) -> None:
    print(f"Measuring {what}.", file=sys.stderr)


if __name__ == "__main__":
    main()
