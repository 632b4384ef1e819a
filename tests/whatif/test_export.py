"""`jtai export --blank`, and the sheets that count in every exported workbook."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

if TYPE_CHECKING:
    from tests.conftest import Jtai

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", ["what-if.xlsx", "what-if.html"])
def test_the_files_in_docs_are_what_the_program_writes(name: str, jtai: "Jtai") -> None:
    ran = jtai("export", "--blank", "--year", "2027", name)
    assert (ran.status, ran.text.partition("\n")[0]) == (0, f"{name} written")
    assert Path(name).read_bytes() == (DOCS / name).read_bytes(), "make generated writes it"


def test_an_exported_workbook_counts_and_its_plan_does_not(jtai: "Jtai") -> None:
    assert jtai("export", "--fieldwork", "2025-03-03", "plan.xlsx", "plan.html").status == 0
    book = load_workbook("plan.xlsx")
    assert book.sheetnames[:4] == ["Plan", "Weeks", "What if", "Bank holidays"]
    counting = {
        of.title for of in book for row in of.iter_rows() for cell in row if cell.data_type == "f"
    }
    assert counting == {"What if"}
    assert "<script" not in Path("plan.html").read_text("utf-8")


def test_peoples_own_rules_get_both_in_the_same_way(jtai: "Jtai") -> None:
    rules = ("--frameworks", str(DOCS / "own-rules/ilacs.yaml"), "--timetable", "ilacs-standard")
    ran = jtai("export", "--blank", "--year", "2026", *rules, "own.xlsx", "own.html")
    assert ran.status == 0
    assert "ILACS standard inspection dates calculator" in Path("own.html").read_text("utf-8")
    book = load_workbook("own.xlsx")
    assert "says_notification" in book.defined_names
    texts = [str(cell.value) for row in book["What if"].iter_rows() for cell in row]
    assert any("Calculated for the dates typed above." in text for text in texts)
    assert not any("differ from those" in text for text in texts)


@pytest.mark.parametrize(
    ("argv", "message", "hint"),
    [
        (["--blank", "a.xlsx"], "--blank needs --year", "--blank --year YEAR"),
        (["--year", "2027", "a.xlsx"], "--year is for --blank alone", "--blank --year 2027"),
        (["--blank", "--year", "2027", "--fieldwork", "2027-01-04", "a.xlsx"],
         "--blank cannot be combined with --fieldwork", "leave out --fieldwork"),
        (["--blank", "--year", "2027", "--all", "."], "--blank cannot be combined with --all",
         "leave out --all"),
        (["--blank", "--year", "2027", "a.docx"], "this cannot be written to a .docx file",
         "a name that ends in one of: .xlsx, .html; or --format"),
        (["--blank", "--year", "2021", "a.xlsx"],
         "no timetable was in force for fieldwork on 2021-01-04",
         "--timetable jtai-2022 or --timetable jtai-2016"),
    ],
)  # fmt: skip
def test_what_no_calculator_can_be_made_of_is_refused(
    argv: list[str], message: str, hint: str, jtai: "Jtai"
) -> None:
    ran = jtai("export", *argv)
    assert ran.status == 2
    assert ran.err == f"jtai: error: {message}\nTry: {hint}\n"
    assert not list(Path().iterdir())
