"""Kill jtai, fill its disk and run many at once; nothing may be lost: `make torture`.

It stops at the first loss. As it mounts small disks, it needs a mount namespace of its own.
"""

import random
import subprocess
import sys
from contextlib import suppress
from functools import partial
from itertools import cycle
from pathlib import Path
from shutil import disk_usage
from subprocess import DEVNULL, PIPE, Popen
from tempfile import TemporaryDirectory
from tomllib import loads

PLAN = b"# Ours.\n[inspections.kingston-2025]  # the first\nfieldwork = 2025-03-03  # by phone\n"
PAGE = b"<!-- jtai timeline --inspection kingston-2025 -->\nold\n<!-- /jtai -->\n"
PACK = ("jtai.ics", "plan.xlsx", "plan.html", "plan.csv")
EXPORT = ("export", "--inspection", "kingston-2025")
Command = tuple[str, ...]
Files = dict[str, bytes | None]
COMMANDS: dict[Command, Files] = {  # with the files that each changes, as they are before it
    ("plan", "set", "kingston-2025", "theme=front-door"): {"jtai.toml": PLAN},
    ("docs", "update", "page.md"): {"page.md": PAGE},
    (*EXPORT, *PACK): dict.fromkeys(PACK),
    (*EXPORT, "--force", *PACK): dict.fromkeys(PACK, b"what somebody typed\n"),
}
KILLS, WRITERS = 500, 200
DISK, ROOMS = "size=1m", range(0, 192 * 1024, 8192)
system = partial(subprocess.run, check=True)


def prepare(folder: Path, command: Command) -> None:
    """Put all files as they are before a command."""
    for name, content in {"jtai.toml": PLAN, **COMMANDS[command]}.items():
        (folder / name).write_bytes(content or b"")
        if content is None:
            (folder / name).unlink()


def start(folder: Path, command: Command) -> Popen[str]:
    """Start a command."""
    argv = (sys.executable, "-m", "jtai_cli", *command)
    return Popen(argv, cwd=folder, stdout=DEVNULL, stderr=PIPE, text=True)  # noqa: S603 - our own


def found(folder: Path, command: Command) -> Files:
    """Read the files of a command as they are now."""
    paths = [folder / name for name in COMMANDS[command]]
    return {path.name: path.read_bytes() if path.exists() else None for path in paths}


def half(folder: Path) -> list[Path]:
    """List the files that are half written, now or when their writer was killed."""
    return [*folder.glob(".jtai-*.tmp")]


def finish(folder: Path, command: Command) -> Files:
    """Run a command to its end, which must be a success; return its files."""
    prepare(folder, command)
    process = start(folder, command)
    errors = process.communicate()[1]
    assert (process.returncode, [*folder.glob(".*")]) == (0, []), (command, errors)
    return found(folder, command)


def kill(folder: Path) -> str:
    """Kill commands at any moment, half of them while they write: each file stays old or new."""
    known = {command: finish(folder, command) for command in COMMANDS}
    kills = midway = 0
    for number, command in enumerate(cycle(COMMANDS)):
        if kills == KILLS:
            break
        prepare(folder, command)
        process, longest = start(folder, command), 0.5
        if number // len(COMMANDS) % 2:
            longest = 0.003
            while process.poll() is None and not half(folder):
                pass
        with suppress(subprocess.TimeoutExpired):
            process.wait(random.uniform(0, longest))  # noqa: S311 - a moment, not a secret
        process.kill()
        process.communicate()
        for name, content in found(folder, command).items():
            assert content in (COMMANDS[command][name], known[command][name]), (command, name)
        kills += process.returncode < 0
        midway += len(half(folder)) > 0
        for path in half(folder):
            path.unlink()
    assert {command: finish(folder, command) for command in COMMANDS} == known
    return f"{kills} commands killed, {midway} of them while they wrote"


def write_at_once(folder: Path) -> str:
    """Add inspections to one plan, all at once: all get there, and what was there is kept."""
    (folder / "jtai.toml").write_bytes(PLAN)
    names = [f"area-{number}" for number in range(WRITERS)]
    started = [start(folder, ("plan", "set", name, "fieldwork=2025-03-03")) for name in names]
    errors = "".join(process.communicate()[1] for process in started)
    text = (folder / "jtai.toml").read_bytes()
    lost = {"kingston-2025", *names} - loads(text.decode())["inspections"].keys()
    assert (errors, lost, text[: len(PLAN)]) == ("", set(), PLAN)
    return f"{WRITERS} commands at once on one plan"


def fill(folder: Path) -> str:
    """Run commands on a read-only disk, then with ever more room: they do all or nothing."""
    refused = 0
    for command, files in COMMANDS.items():
        known, statuses = finish(folder, command), set[int]()
        for room in (None, *ROOMS):
            system(["mount", "-t", "tmpfs", "-o", DISK, "tmpfs", folder])
            prepare(folder, command)
            if room is None:
                system(["mount", "-o", "remount,ro", folder])
            else:
                (folder / "filler").write_bytes(bytes(disk_usage(folder).free - room))
            process = start(folder, command)
            errors, status = process.communicate()[1], process.returncode
            right = files if status else known
            assert (found(folder, command), half(folder)) == (right, []), (command, room, errors)
            reason = "read-only" if room is None else "no space left"
            assert status == 0 or reason in errors.lower(), (command, room, errors)
            system(["umount", folder])
            statuses.add(status)
            refused += status > 0
        assert statuses == {0, 2}, (command, statuses)
    return f"{refused} commands refused on full and read-only disks"


if __name__ == "__main__":
    for attack in (kill, write_at_once, fill):
        with TemporaryDirectory() as place:
            print(attack(Path(place)), flush=True)
