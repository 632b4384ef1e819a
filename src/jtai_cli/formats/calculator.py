"""Two sheets of a workbook that count: the dates as formulas, and the days off that they skip.

Formulas refer to cells by name: `first_draft_letter`, `says_draft_letter`, `bank_holidays`. They
use only what Excel 2016, LibreOffice and Google Sheets share, and no volatile functions.
"""

from datetime import date
from itertools import zip_longest

from jtai_cli.dates import weekday_name
from jtai_cli.formats.book import CELL, DAY, HEAD, INPUT, STRONG, TEXT, TITLE, Book, Look, Sheet
from jtai_cli.kinds import Edge, Unit
from jtai_cli.report.calculator import Calculator, Movable
from jtai_cli.report.model import Cell
from jtai_cli.workingdays import SATURDAY

_COLUMNS = {
    "What happens": 36, "Calculated": 17, "The letter says": 17, "First day": 17, "Last day": 17,
    "Working days late": 10, "To know": 24, "How it is counted": 46,
}  # fmt: skip
_WHAT, _CALCULATED, _SAYS, _FIRST, _LAST, _LATE, _KNOW, _RULE, _, _WAS_FIRST, _WAS_LAST = range(11)
_WIDTHS = (*_COLUMNS.values(), 4, 17, 17)
_PAGE = sum(_COLUMNS.values())
_DAYS_OFF = {"Bank holiday": 46, "Status": 17, "Day": 17, "Closed for the letters": 17}
_LISTED_PAGE, _SPARE_ROWS, _LONGEST_NAME = sum(_DAYS_OFF.values()), 40, 240
_EXPLAINED = (
    "Type into the yellow cells, and the other dates follow. A date that a letter gives replaces "
    "the calculated one, and moves what is counted from it. Add new bank holidays, and days not "
    "counted for the letters, on the sheet ‘Bank holidays’."
)
_LEGEND = (
    "Working days late are counted from the calculated date to the one in the letter; a minus "
    "means early. All cells but the yellow ones are locked, without a password."
)
_AT_END = "Type a newly proclaimed bank holiday into the yellow rows at the end."
_BESIDE = "The last column is a list of its own: days that are not counted for the letters"
_DAY_ZERO = date(1899, 12, 30)  # as workbooks number days
_GOOD, _SAME = "This is a working day.", "All dates agree with those that the program calculated."
_BLANK = "Calculated for the dates typed above."
_UNLISTED, _HOLIDAY, _UNSURE = "bank holidays not listed", "bank holiday", "provisional"
_TYPED: Look = {**INPUT, **DAY}
_MUTED: Look = {**CELL, **DAY, "font_color": "#59636E"}


def add(book: Book, calculator: Calculator) -> None:
    """Add the sheet of the dates, then that of the days off."""
    sheet = Sheet(book, "What if", _WIDTHS, calculator.title)
    sheet.line((calculator.title, _PAGE, TITLE))
    for text in (_EXPLAINED, *calculator.remarks):
        sheet.line((text, _PAGE, TEXT))
    sheet.line((calculator.caution, _PAGE, STRONG))
    sheet.row += 1
    first = sheet.row + 5
    last = first + len(calculator.phases) + len(calculator.steps) - 1
    _ask(sheet, calculator, first + 1, last + 1)
    sheet.row += 1
    sheet.cell(_WAS_FIRST, "As the program calculated", STRONG)
    sheet.row += 1
    for column, head in (*enumerate(_COLUMNS), (_WAS_FIRST, "First day"), (_WAS_LAST, "Last day")):
        sheet.cell(column, head, HEAD)
    sheet.raw.repeat_rows(sheet.row)
    sheet.end((head, width, HEAD) for head, width in _COLUMNS.items())
    sheet.raw.freeze_panes(first, 1)
    for heading, steps in calculator.phases:
        ground = {**CELL, "bg_color": book.tint(heading)}
        sheet.line((heading, _PAGE, {**ground, "bold": True}))
        for step in steps:
            _draw(sheet, calculator, step, ground)
    failed = f"=OR(NOT(ISNUMBER(fieldwork_starts)),ISERROR(B{first + 1}))"
    sheet.shade((first, _CALCULATED, last, _KNOW), {"font_color": "#FFFFFF"}, criteria=failed)
    known = f"=LEN(G{first + 1})>0"
    sheet.shade((first, _KNOW, last, _KNOW), {"bg_color": "#FCE8B2"}, criteria=known)
    sheet.row += 1
    sheet.line((_LEGEND, _PAGE, TEXT))
    sheet.raw.print_area(0, 0, sheet.row, _RULE)
    sheet.raw.protect("", {"format_columns": True, "format_rows": True})
    _add_days_off(book, calculator)


def _ask(sheet: Sheet, calculator: Calculator, first: int, last: int) -> None:
    """Ask for the days that the steps (rows `first` to `last`) depend on, with answers beside."""
    start, end, answer = "fieldwork_starts", "fieldwork_ends", f'"{_GOOD}"'
    for fault, text in (
        (f'COUNTIF(G{first}:G{last},"{_UNLISTED}")>0', "Bank holidays of some dates are missing."),
        (f'AND({end}<>"",{end}<{start})', "The last day is before the first."),
        (f"COUNTIF(bank_holidays,{start})>0", "This is a bank holiday. Type a working day."),
        (f"WEEKDAY({start},2)>5", "This is a weekend. Type a working day."),
        (f"NOT(ISNUMBER({start}))", "Type the first day."),
    ):
        answer = f'IF({fault},"{text}",{answer})'
    agreed, same = _BLANK, f'"{_BLANK}"'
    if not calculator.is_blank:
        differ = f"(D{first}:D{last}<>J{first}:J{last})+(E{first}:E{last}<>K{first}:K{last})>0"
        moved = f"SUMPRODUCT(--({differ}))"
        words = f'{moved}&" dates differ from those that the program calculated (columns J and K)."'
        agreed, same = _SAME, f'IF({moved}=0,"{_SAME}",{words})'
    same = f'IF(ISNUMBER({start}),{same},"There are no dates.")'
    cells, bad = (sheet.row, _WHAT, sheet.row, _RULE), f'=$C{sheet.row + 1}<>"{_GOOD}"'
    sheet.shade(cells, {"bg_color": "#F4C7C3", "font_color": "#7A1010"}, criteria=bad)
    root = calculator.steps[calculator.known_by[0]]
    usual = f"Last day, if not {root.offsets.last.number + 1} working days"
    for label, name, day, formula, value in (
        (f"{root.title}: first day", start, root.days.first, answer, _GOOD),
        (usual, end, calculator.fieldwork_last, same, agreed),
    ):
        _name(sheet, name, _CALCULATED, is_typed=True)
        _count(sheet, _SAYS, formula, value, {**STRONG, "text_wrap": False})
        sheet.cell(_WHAT, label, STRONG)
        sheet.cell(_CALCULATED, day, _TYPED)
        sheet.row += 1


def _draw(sheet: Sheet, calculator: Calculator, step: Movable, look: Look) -> None:
    """Draw a step: what is calculated, what a letter says, the days that follow from the two."""
    key, calculated = _named(step.key), f"B{sheet.row + 1}"
    first, last, says = f"first_{key}", f"last_{key}", f"says_{key}"
    off = "letters_days_off" if step.is_for_letters else "bank_holidays"
    start = "fieldwork_starts" if step.anchor is None else f"{step.edge}_{_named(step.anchor)}"
    to_first, to_last, stated_last = step.offsets
    strong, day_look = {**look, **DAY, "bold": not step.is_reading}, {**look, **DAY}
    for column in range(_CALCULATED, _RULE):
        sheet.cell(column, None, look)
    sheet.cell(_WHAT, step.title, {**look, "indent": int(step.is_reading)})
    sheet.cell(_RULE, step.rule, look)
    if to_first is not None:
        _count(sheet, _CALCULATED, to_first.formula(start, off), step.calculated, day_look)
        used = f'IF({says}="",{calculated},{says})' if step.can_be_stated else calculated
        _count(sheet, _FIRST, used, step.days.first, strong)
        _name(sheet, first, _FIRST)
    if step.lasts:
        counted = to_last.formula(start, off)
        if step.anchor is None:
            counted = f'IF(fieldwork_ends="",{counted},fieldwork_ends)'
        elif step.can_be_stated and stated_last is not None:
            counted = f'IF({says}="",{counted},{stated_last.formula(says, off)})'
        _count(sheet, _LAST, counted, step.days.last, strong)
    _name(sheet, last, _LAST if step.lasts else _FIRST)
    if step.can_be_stated:
        _name(sheet, says, _SAYS, is_typed=True)
        sheet.cell(_SAYS, None if step.late is None else step.days.first, _TYPED)
        # The first day is not counted, the last is; an earlier day gives a minus.
        forwards = f"NETWORKDAYS({calculated}+1,{says},{off})"
        backwards = f"IF({says}<{calculated},-NETWORKDAYS({says},{calculated}-1,{off}),0)"
        late = f'IF({says}="","",IF({says}>{calculated},{forwards},{backwards}))'
        _count(sheet, _LATE, late, step.late, {**look, "align": "right", "indent": 1})
    if step.is_task:
        _count(sheet, _KNOW, *_known(calculator, step), look)
    _name(sheet, f"knows_{key}", _KNOW)
    sheet.cell(_WAS_FIRST, step.days.first, _MUTED)
    sheet.cell(_WAS_LAST, step.days.last if step.lasts else None, _MUTED)
    sheet.end((text, width, look) for text, width in ((step.title, 36), (step.rule, 46)))


def _add_days_off(book: Book, calculator: Calculator) -> None:
    """Add the sheet of the days that are not counted, with room for more."""
    letters = [step.title for step in calculator.steps.values() if step.is_for_letters]
    title = f"Bank holidays: {calculator.division}"
    sheet = Sheet(book, "Bank holidays", tuple(_DAYS_OFF.values()), title)
    sheet.line((title, _LISTED_PAGE, TITLE))
    for text in (_AT_END, f"{_BESIDE} ({'; '.join(letters) or 'none'})."):
        sheet.line((text, _LISTED_PAGE, TEXT))
    for label, day, name in (
        ("Listed from", calculator.first, "listed_from"),
        ("Listed to", calculator.last, "listed_to"),
        ("Published by GOV.UK to", calculator.published_to, "published_to"),
    ):
        _name(sheet, name, 1)
        sheet.line((label, _DAYS_OFF["Bank holiday"], STRONG), (day, _DAYS_OFF["Status"], TEXT))
    sheet.row += 1
    sheet.raw.repeat_rows(sheet.row)
    sheet.line(*((head, width, HEAD) for head, width in _DAYS_OFF.items()))
    first = sheet.row
    sheet.raw.freeze_panes(first, 0)
    spare = [None] * _SPARE_ROWS
    listed = (*calculator.bank_holidays, *spare)
    for one, closed in zip_longest(listed, (*calculator.closed, *spare)):
        look = INPUT if one is None else CELL
        sheet.cell(0, one and one[1], look)
        sheet.cell(1, one and ("projected" if one[2] else "published"), look)
        sheet.cell(2, one and one[0], {**look, **DAY})
        sheet.cell(3, closed, _TYPED)
        sheet.row += 1
    sheet.take_dates(first, 2, sheet.row - 1, 3)
    sheet.raw.print_area(0, 0, sheet.row - 1 - _SPARE_ROWS, len(_DAYS_OFF) - 1)
    for name, end in (("bank_holidays", "C"), ("letters_days_off", "D")):
        book.raw.define_name(name, f"='{sheet.raw.get_name()}'!$C${first + 1}:${end}${sheet.row}")
    sheet.raw.protect("", {"format_columns": True, "format_rows": True})


def _name(sheet: Sheet, name: str, column: int, *, is_typed: bool = False) -> None:
    """Name a cell of the row for formulas; if `is_typed`, only a date can be typed into it."""
    place = f"${'ABCDEFG'[column]}${sheet.row + 1}"
    if is_typed:
        sheet.take_dates(place)
    sheet.book.raw.define_name(name, f"='{sheet.raw.get_name()}'!{place}")


def _count(sheet: Sheet, column: int, formula: str, value: Cell, look: Look) -> None:
    """Write a formula into a cell of the row, with its current value."""
    shown = (value - _DAY_ZERO).days if isinstance(value, date) else value
    style = sheet.book.look(look)
    sheet.raw.write_formula(sheet.row, column, f"={formula}", style, "" if shown is None else shown)


def _named(key: str) -> str:
    return key.replace("-", "_")[:_LONGEST_NAME]


def _known(calculator: Calculator, step: Movable) -> tuple[str, str]:
    """Return the formula for a step's remark (a day off, or a doubt), and its current value."""
    key = _named(step.key)
    day, last, says = f"first_{key}", f"last_{key}", f"says_{key}"
    by, passes = step.offsets.last, []
    if by.unit is Unit.WORKING_DAYS and by.number > 0:
        passes.append(f"{last}>published_to")
    if step.anchor is not None:
        if by.unit is Unit.WORKING_DAYS and by.number < 0:
            start = f"{step.edge}_{_named(step.anchor)}"
            start = by.before.formula(start, "bank_holidays") if by.before else start
            passes.append(f"{start}-1>published_to")
        if step.edge is Edge.LAST or calculator.steps[step.anchor].anchor is not None:
            passes.append(f'ISNUMBER(SEARCH("{_UNSURE}",knows_{_named(step.anchor)}))')
    is_unsure = f"OR({','.join(passes) or 0})"
    if step.can_be_stated:
        is_unsure = f'IF({says}="",{is_unsure},{f"{last}>published_to" if step.lasts else 0})'
    elif step.anchor is None:
        is_unsure = f'AND(fieldwork_ends="",{is_unsure})'
    holiday = f'IF(COUNTIF(bank_holidays,{day})>0,"{_HOLIDAY}","")'
    weekend = f'IF(WEEKDAY({day},2)=6,"Saturday",IF(WEEKDAY({day},2)=7,"Sunday",{holiday}))'
    words = f'TRIM({weekend}&" "&IF({is_unsure},"{_UNSURE}",""))'
    formula = f'IF(OR({day}<listed_from,{last}>listed_to),"{_UNLISTED}",{words})'
    begins = step.days.first or step.days.last
    if not calculator.first <= begins <= calculator.last:
        return formula, _UNLISTED
    is_holiday = any(begins == one[0] for one in calculator.bank_holidays)
    why = weekday_name(begins) if begins.weekday() >= SATURDAY else _HOLIDAY if is_holiday else ""
    return formula, f"{why} {_UNSURE if step.is_provisional else ''}".strip()
