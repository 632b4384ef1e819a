"""What was measured on, and in which versions."""

import os
import platform
from collections.abc import Mapping
from pathlib import Path

from scripts.bench.environments import GCALCLI, HTTPIE, KHAL, OURS, PEERS

_GIB = 1 << 30
_TOLD = (
    (OURS, ("jtai", "typer", "rich", "pydantic", "pyyaml")),
    (
        PEERS,
        ("numpy", "pandas", "holidays", "workalendar", "bizdays", "pandas-market-calendars",
         "lexdays", "govuk-bank-holidays"),
    ),
    (KHAL, ("khal",)),
    (HTTPIE, ("httpie",)),
    (GCALCLI, ("gcalcli",)),
)  # fmt: skip


def told(load: float) -> Mapping[str, str]:
    """Name the processor, the memory, the system and the versions; `load` was there before."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB
    return {
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "load before the run": f"{load:.1f}",
        "Python": platform.python_version(),
        **_versions(),
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        name, _, told = line.partition(":")
        if name.strip() == "model name":
            return told.strip()
    return platform.processor() or "unknown"


def _versions() -> Mapping[str, str]:
    found = {}
    for environment, names in _TOLD:
        installed = {key.replace("_", "-"): one for key, one in environment.versions().items()}
        found.update({name: installed[name] for name in names})
    return found
