"""The library: what `jtai_cli` names, what importing it costs, and what it gives."""

import inspect
import json
import pydoc
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

import jtai_cli
from jtai_cli import (
    DatedInspection,
    DateIs,
    Division,
    Inspection,
    JtaiError,
    Known,
    Period,
    date_inspection,
    explain_date,
    load_plan,
    load_rules,
    write_timeline,
)
from jtai_cli.formats import FORMATS
from tests.conftest import Jtai

RULES = load_rules()
KNOWN = Known("fieldwork", date(2025, 3, 3))
OPTIONS = ("--fieldwork", "2025-03-03", "--theme", "front-door")


@pytest.fixture
def front_door() -> DatedInspection:
    return date_inspection(Inspection(KNOWN, theme="front-door"), RULES)


@pytest.mark.parametrize("name", jtai_cli.__all__)
def test_every_name_is_there_listed_and_explained(name: str) -> None:
    found = getattr(jtai_cli, name)
    assert name in dir(jtai_cli)
    if name != "__version__":
        text = pydoc.render_doc(found)
        assert found.__doc__
        assert f"{name}(" not in found.__doc__, "a dataclass without a docstring shows its fields"
        assert not inspect.isfunction(found) or "Raises:" in text


def test_another_name_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'jtai_cli' has no attribute 'shift'"):
        _ = jtai_cli.shift


def test_no_name_of_the_library_is_that_of_a_module() -> None:
    # It would be the module's as soon as that is imported.
    modules = {path.stem for path in Path(str(jtai_cli.__file__)).parent.iterdir()}
    assert modules.isdisjoint(jtai_cli.__all__)


def test_importing_the_package_imports_nothing_else() -> None:
    script = "import json, sys; before = {*sys.modules}; import jtai_cli; "
    script += "print(json.dumps(sorted({*sys.modules} - before)))"
    ran = subprocess.run((sys.executable, "-c", script), capture_output=True, check=True)
    assert json.loads(ran.stdout) == ["jtai_cli"]


@pytest.mark.parametrize("name", FORMATS)
def test_it_writes_what_the_command_writes(
    jtai: Jtai, front_door: DatedInspection, name: str
) -> None:
    assert write_timeline(front_door, name) == jtai("timeline", *OPTIONS, "--format", name).out


def test_a_table_is_as_wide_as_is_said(jtai: Jtai, front_door: DatedInspection) -> None:
    ran = jtai("timeline", *OPTIONS, environment={"COLUMNS": "50"})
    assert write_timeline(front_door, "table", columns=50) == ran.out


def test_milestones_plans_and_explanations(tmp_path: Path, front_door: DatedInspection) -> None:
    published = front_door.milestone("publication")
    assert (published.first, published.date_is) == (date(2025, 4, 28), DateIs.COMPUTED)
    assert explain_date(front_door, "publication").dated == published
    (tmp_path / "jtai.toml").write_text("[inspections.a]\nfieldwork = 2025-03-03\n")
    plan = load_plan(tmp_path / "jtai.toml", RULES)
    planned = date_inspection(plan.inspection("a"), RULES)
    assert planned.milestone("publication").first == published.first


def test_bank_holidays_are_of_a_division_and_may_be_added() -> None:
    scottish = date_inspection(Inspection(KNOWN), RULES, division=Division.SCOTLAND)
    assert scottish.milestone("publication").last == date(2025, 4, 25)
    extra = date_inspection(Inspection(KNOWN), RULES, extra_bank_holidays=[date(2025, 3, 20)])
    assert extra.milestone("draft-letter").last == date(2025, 3, 31)


REFUSED = [
    (Inspection(Known("fieldwork", datetime(2025, 3, 3))), "is not a datetime.date"),  # noqa: DTZ001 - the claim
    (Inspection(Known("fieldwork", "2025-03-03")), "is not a datetime.date"),  # type: ignore[arg-type]  # the claim
    (Inspection(KNOWN, stated={"publication": "2025-04-28"}), "is not a datetime.date"),  # type: ignore[dict-item]  # the claim
    (Inspection(KNOWN, closures=(Period(date(2025, 4, 7), None),)), "is not a datetime.date"),  # type: ignore[arg-type]  # the claim
    (Inspection(Known("fieldwork", date(2025, 3, 8))), "at the weekend"),
    (Inspection(Known("nope", date(2025, 3, 3))), "no milestone called 'nope'"),
    (Inspection(KNOWN, theme="nope"), "no theme called 'nope'"),
    (Inspection(KNOWN, timetable="nope"), "no timetable called 'nope'"),
    (Inspection(KNOWN, area="a\x1b[31m"), "a text of the inspection holds"),
    (Inspection(Known("fieldwork", date(2150, 3, 2))), None),
]


@pytest.mark.parametrize(("inspection", "problem"), REFUSED)
def test_what_cannot_be_dated_is_refused(inspection: Inspection, problem: str | None) -> None:
    with pytest.raises(JtaiError) as refusal:
        date_inspection(inspection, RULES)
    assert problem is None or problem in refusal.value.message


def test_what_cannot_be_read_or_written_is_refused(
    tmp_path: Path, front_door: DatedInspection
) -> None:
    with pytest.raises(JtaiError, match="there is no such file"):
        load_rules(tmp_path / "none.yaml")
    with pytest.raises(JtaiError, match="there is no such file"):
        load_plan(tmp_path / "none.toml", RULES)
    with pytest.raises(JtaiError, match="no format called 'pdf'"):
        write_timeline(front_door, "pdf")
    with pytest.raises(JtaiError, match="no milestone called 'nope'"):
        front_door.milestone("nope")
    with pytest.raises(JtaiError, match="no division called 'mars'"):
        date_inspection(Inspection(KNOWN), RULES, division="mars")  # type: ignore[arg-type]  # the claim
