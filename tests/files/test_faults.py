"""Files that people write, damaged: every fault with its line and what to do, as it is printed."""

from pathlib import Path

from tests.conftest import Golden, Jtai

COMPLETE = (Path(__file__).parent / "rules.yaml").read_text("utf-8")
HABITS = """
preparation:
  division: england
  habits:
    meeting: {title: T, name: n, rule: {kind: recurring, rrule: FREQ=YEARLY;BYMONTH=1;BYDAY=2TU},
      why: W, basis: local, source: letters}
    run: {title: T, name: n, rule: {kind: dry-run, rrule: FREQ=YEARLY;BYMONTH=6;BYDAY=3MO}, why: W,
      basis: local, source: letters}
    after: {title: T, name: n, rule: {kind: working-days, anchor: run, milestone: draft-letter,
      working_days: 5}, why: W, basis: local, source: letters}
"""
RULES = [
    # Another type than is wanted, and what is missing or unknown.
    ("edition: 2026-11-22", "edition: 2026-02-30"), ("working_days: -10", 'working_days: "10"'),
    *(("working_days: -10", f"working_days: {number}")
      for number in ("010", "0x10", "1_000", "1:30", "1000000000")),
    ("title: Notification", "title: yes"), ("title: Notification", "titel: Notification"),
    ("who: [dcs]", "who: dcs"), ("rule: {kind: up-to, anchor", "rule: {kind: upto, anchor"),
    ("  dcs: {title: DCS, name: Director of children's services}", "  - dcs"),
    ("division: england", "division: cornwall"),
    # What types cannot say.
    ("sources: [overview, letters]", "sources: [overview, leters]"),
    ("            source: letters", "            source: lettres"),
    ("who: [dcs]", "who: [dcs, ofsted]"), ("counted_from: draft-letter", "counted_from: draft"),
    ("anchor: draft-letter, working_days: 0", "anchor: draft, working_days: 0"),
    ("kind: months, anchor: notification", "kind: months, anchor: draft-letter"),
    ("anchor: fieldwork, edge: first, ", "anchor: fieldwork, "),
    ("anchor: draft-letter, working_days: 0", "anchor: analysis, working_days: 0"),
    ("anchor: draft-letter, calendar_days: 70", "anchor: draft, calendar_days: 70"),
    ("{kind: up-to, anchor: notification}", "{kind: fieldwork, working_days: 5}"),
    ("{kind: fieldwork, working_days: 5}", "{kind: fieldwork, working_days: 0}"),
    ("rule: {kind: up-to, anchor: notification}",
     "rule: {kind: up-to, anchor: notification}\n        weekday: monday"),
    ("months: -6", "months: 18"), ("working_days: 15", "working_days: 2001"),
    ("first_working_day: 0", "first_working_day: 5"), ("working_days: -25", "working_days: 25"),
    ("last: 2030-12-31}", "last: 2021-12-31}"), ("first: 12-24", "first: 24-12"),
    ("title: Week 1", 'title: " "'), ("title: Week 1", "title: |\n          Week 1"),
    ("title: Week 1", "title: Week\u200b 1"),
    ("url: https://www.example.org/overview", "url: javascript:alert(1)"),
    ("  dcs: {title: DCS,", "  dcs: {key: dcs, title: DCS,"),
    ("  ofsted: {title: Ofsted, name: Office", "  HMI_P: {title: Ofsted, name: Office"),
    # What habits rest on.
    ("anchor: run", "anchor: rum"), ("anchor: run", "anchor: meeting"),
    ("milestone: draft-letter", "milestone: draft-leter"), ("kind: recurring", "kind: dry-run"),
    ("BYDAY=2TU", "BYDAY=XX"), ("BYMONTH=1;BYDAY=2TU", "BYMONTH=2;BYMONTHDAY=30"),
]  # fmt: skip


def test_every_fault_of_rules_has_its_line_golden(
    jtai: Jtai, golden: Golden, tmp_path: Path
) -> None:
    whole, text = COMPLETE + HABITS, ""
    for old, new in [("", ""), *RULES]:
        assert old in whole, old
        (tmp_path / "rules.yaml").write_text(whole.replace(old, new, 1), "utf-8")
        ran = jtai("frameworks", "validate", "rules.yaml")
        text += f"{old!a} becomes {new!a}\n{ran.text}{ran.err}\n"
    golden("files/rules.txt", text.encode())


INSPECTION = "[inspections.kingston]\nfieldwork = 2025-03-03\n"
INSPECTIONS = [
    "feildwork = 3", "revision = 0", "stated.draft-letter = 2025-04-04T09:00:00",
    'stated.draft-leter = "2025-04-04"',
    'done = "notification"', 'done = [\n  "notification",\n  "finale",\n]',
    "notified = 2025-02-17", 'theme = "frontdoor"', 'closures = ["2025-12-31..2025-12-24"]',
    'area = " "', 'contact = """a\nb"""', 'key = "kingston"',
    "local.draft-letter = {title='C', anchor='notification', working_days=1}",
    "local.Call = {title='C', anchor='notification', working_days=1}",
    "local.call = {title='C', anchor='notifcation', working_days=1}",
    "local.a = {title='C', anchor='b', working_days=1}\nlocal.b = {anchor='fieldwork'}",
    "local.call = {title='C', anchor='pre-inspection-analysis', working_days=1}",
    "local.call = {title='C', anchor='fieldwork', working_days=100000}",
    "local.call = {title='C', anchor='fieldwork', working_days=1, edge='lst'}",
]  # fmt: skip
PLANS = [
    *(INSPECTION + line for line in INSPECTIONS),
    "[inspections.kingston]\narea = 'x'\n", "[inspections.Kingston]\nnotified = 2025-02-17\n",
    "[inspections]\nkingston = 3\n", "[[inspections]]\nfieldwork = 2025-03-03\n",
    "[inspection.kingston]\nfieldwork = 2025-03-03\n", "a 3", "a = [1, 2\n\n",
    f'{INSPECTION}theme = "x"\nrevision = 0\n[inspections.b]\nnotified = 2025-02-17\ndone = ["x"]',
    *(f"[docs]\nfiles = ['ours/*.md', {pattern!r}]\n" for pattern in (
        "../x.md", "a/../../b", "/etc/*", "/**", "C:\\x", "C:x", "\\x", "a\\..\\b",
        "//server/share/x", "..", "~/x.md", ".", "./", "**.md", "***/x", "a/b**")),
]  # fmt: skip


def test_every_fault_of_a_plan_has_its_line_golden(
    jtai: Jtai, golden: Golden, tmp_path: Path
) -> None:
    text = ""
    for plan in PLANS:
        (tmp_path / "jtai.toml").write_text(plan, "utf-8")
        ran = jtai("plan", "show")
        assert (ran.status, ran.out) == (2, b""), plan
        text += f"{plan!a}\n{ran.err}\n"
    golden("files/plan.txt", text.encode())


KNOWN = "area,theme,fieldwork,notified,known.publication,stated.draft-letter,closures"
LETTERS = (
    "area,theme,notification,fieldwork_start,fieldwork_end,published,statement_due,source_url,notes"
)
TABLES = [
    ("portfolio", f"""{KNOWN}
K,,,,,,
K,,2025-03-03,2025-02-17,,,
K,,31/02/2025,,,,
K,,2025-03-03..,,,,
K,,2025-03-10..2025-03-09,,,,
K,,today,,,,
K,,2025-03-03,,,soon,
K,frontdoor,2025-03-03,,,,
K,,2025-03-03,,,,Christmas
Kent, Surrey,,2025-03-03,,,,x
K\x1b[2J,,2025-03-03,,,,
"K\nL",,2025-03-03,,,,
K\u200b,,2025-03-03,,,,
"""),
    # Rows that can be read and not be dated: the column to blame.
    ("portfolio", """fieldwork,known.pre-inspection-analysis,known.evidence-window,\
stated.draft-letter,stated.final-letter,stated.publication
2025-05-05,,,2025-06-05,,
,2025-03-03,,,,
2021-06-07,,,,,
,,2024-08-31,,,
2025-03-03,,,2025-04-04,,2020-01-01
2019-06-17,,,,2019-07-10,
"""),
    ("portfolio", "area,theme\nK,x\n"), ("portfolio", "area,Fieldwork start\nK,x\n"),
    ("portfolio", "fieldwork,stated.draft-leter\nx,y\n"), ("portfolio", "known.x\n1\n"),
    ("portfolio", "fieldwork\n\n"),
    ("evidence --file", f"""{LETTERS}
,,,,,2025-04-28
Northshire,,,,,,2025-08-06
Northshire,,,,,2025-02-30
Northshire,,,,,2025-04-28,2025-04-01
Northshire,,,,,2025-04-28,,,"two\nlines"
Northshire,,,,,2025-04-28,,,\x1b[2J
"""),
    ("evidence --file", LETTERS), ("evidence --file", f'{LETTERS}\n"Northshire'),
    ("evidence --file", f"{LETTERS}\n{'x,' * 9}x\n"),
    ("evidence --file", LETTERS.replace("published", "publishd") + "\nx\n"),
]  # fmt: skip


def test_every_fault_of_a_table_has_its_line_golden(
    jtai: Jtai, golden: Golden, tmp_path: Path
) -> None:
    text = ""
    for command, content in TABLES:
        (tmp_path / "own.csv").write_text(content, "utf-8")
        ran = jtai(*command.split(), "own.csv")
        assert (ran.status, ran.out) == (2, b""), content
        text += f"{content.splitlines()!a}\n{ran.err}\n"
    golden("files/tables.txt", text.encode())
