"""How long whole commands take from their start to their end: ours, the smallest ones, and peers.

All run in turn, so that what else the machine does falls on all of them alike.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.bench.environments import GCALCLI, HTTPIE, KHAL, OURS, PEERS
from scripts.bench.processes import Program, Run, in_turn

_KHAL_CONFIG = """\
[calendars]
[[home]]
path = {path}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""
_EVENT = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//jtai//bench//EN
BEGIN:VEVENT
UID:1@bench
DTSTAMP:20250101T000000Z
DTSTART;VALUE=DATE:20250303
DTEND;VALUE=DATE:20250304
SUMMARY:Fieldwork
END:VEVENT
END:VCALENDAR
"""


def measured(rounds: int) -> Mapping[str, Sequence[Run]]:
    """Run every program so many times; those that cannot be asked for what is meant are left out.

    The working directory is where they run, and where khal's calendar is put.
    """
    programs = [program for program in _programs(Path.cwd()) if program.says_something()]
    return in_turn([_nothing(), *programs], rounds)


def names() -> Mapping[str, str]:
    """Give what each program is called on the page."""
    return {program.key: program.name for program in (_nothing(), *_programs(Path.cwd()))}


def _nothing() -> Program:
    return Program("bare", "`python -c pass`", (OURS.program("python"), "-c", "pass"))


def _programs(place: Path) -> Sequence[Program]:
    word, table, jtai = (OURS.program(name) for name in ("smallest-word", "smallest-table", "jtai"))
    timeline = (jtai, "timeline", "--fieldwork", "2025-03-03")
    themes = (jtai, "themes", "show", "front-door", "--format", "plain")
    return (
        Program("word", "Typer, a word", (word,)),
        Program("json", "`jtai timeline --format json`", (*timeline, "--format", "json")),
        Program("themes", "`jtai themes show --format plain`", themes),
        Program("word-help", "Typer, a word: `--help`", (word, "--help")),
        Program("help", "`jtai --help`", (jtai, "--help")),
        Program("word-version", "Typer, a word: `--version`", (word, "--version")),
        Program("version", "`jtai --version`", (jtai, "--version")),
        Program("word-completion", "Typer, a word: completion", (word,), _completing(word)),
        Program("completion", "`jtai`: completion", (jtai,), _completing(jtai)),
        Program("table", "Typer and Rich, a table", (table,)),
        Program("timeline", "`jtai timeline`", timeline),
        *_peers(place),
    )


def _completing(program: str) -> Mapping[str, str]:
    """Tell a program, as bash does, that a word that begins with - is to be completed."""
    name = Path(program).name
    variable = f"_{name.replace('-', '_').upper()}_COMPLETE"
    return {variable: "complete_bash", "COMP_WORDS": f"{name} -", "COMP_CWORD": "1"}


def _peers(place: Path) -> Sequence[Program]:
    config, calendar = place / "khal.conf", place / "calendar"
    calendar.mkdir(exist_ok=True)
    config.write_text(_KHAL_CONFIG.format(path=calendar), "utf-8")
    (calendar / "1.ics").write_text(_EVENT.replace("\n", "\r\n"), "utf-8", newline="")
    lexdays = (PEERS.program("lexdays"), "add", "gb-eaw", "2025-03-03", "10")
    khal = (KHAL.program("khal"), "--config", str(config), "list", "2025-03-03")
    http = (HTTPIE.program("http"), "--ignore-stdin", "--offline", "GET", "localhost/")
    return (
        Program("lexdays", "`lexdays add`", lexdays),
        Program("khal", "`khal list`, one event", khal),
        Program("httpie", "`http --offline GET`", http),
        Program("gcalcli", "`gcalcli --version`", (GCALCLI.program("gcalcli"), "--version")),
    )
