"""Functions made into commands: the options that they share, and where their answers go."""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from jtai_cli.cli import console
from jtai_cli.cli.options import OUTPUT, PANELS, option, switch
from jtai_cli.cli.parsing import CONTEXT, TYPED, Command
from jtai_cli.cli.question import INSPECTION, Question, Text
from jtai_cli.errors import UsageError
from jtai_cli.formats import FORMATS, Answer, Page, format_named, format_of_file, write
from jtai_cli.report.model import Report

if TYPE_CHECKING:
    from jtai_cli.formats import Wording

WORDS = ("table", "json", "markdown", "html", "docx")
TABLES = (*WORDS, "csv", "plain", "xlsx")
"""The formats of a result of words, and of one with tables too; the first is the default."""
BOM = "\ufeff".encode()
"""What Excel needs before it reads a CSV file as UTF-8."""
Made = Mapping[str, Callable[[], "Wording"]]
"""What makes the words of a format that has other ones than the rest."""
Run = Callable[..., int | None]
_KEYWORD = inspect.Parameter.KEYWORD_ONLY


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Output:
    """Where the answer goes, and in which of the formats that it can have."""

    format_name: str | None
    output: Path | None = option(
        "FILE",
        "Write to a file, its ending choosing the format; - is stdout.",
        OUTPUT,
        "--output",
        "-o",
    )
    force: bool = switch("--force", "Replace a file that exists.")
    color: str = option(
        "WHEN",
        "auto, always or never.",
        OUTPUT,
        "--color",
        "--colour",
        default="auto",
        complete=console.COLORS,
    )
    question: Question
    formats: tuple[str, ...]

    @property
    def to_file(self) -> Path | None:
        """The file to write; None is stdout."""
        return None if str(self.output) == "-" else self.output

    @property
    def chosen(self) -> str:
        """The format to write in, of those that are possible; the first is the default."""
        if self.format_name is not None:
            return format_named(self.format_name, self.formats)
        return format_of_file(self.to_file, self.formats) if self.to_file else self.formats[0]

    def emit(
        self,
        report: Callable[[], Report],
        data: Callable[[], Mapping[str, object]],
        *,
        made: Made | None = None,
        inputs: Sequence[Path] = (),
    ) -> None:
        """Write an answer to stdout or to a file; `inputs` are never written over."""
        answer = Answer(report, data, self.formats, made or {})
        if self.question.page is not None:
            self.question.page.answer = answer
            return
        name, to_stdout = self.chosen, self.to_file is None
        is_binary = FORMATS[name].is_binary
        if is_binary and to_stdout and console.is_terminal():
            raise UsageError(f"{name} cannot be shown on a terminal", f"-o FILE.{name}")
        color = console.has_color(self.color, to_stdout=to_stdout)
        page = Page(console.width(to_stdout=to_stdout), color)
        content = write(answer, name, page)
        if name == "csv" and not to_stdout:
            content = BOM + content
        self.put(content, is_binary=is_binary, inputs=inputs)

    def put(self, content: bytes, *, is_binary: bool = False, inputs: Sequence[Path] = ()) -> None:
        """Write what is ready to stdout or to a file."""
        if self.to_file is None:
            console.emit(content, is_binary=is_binary)
        else:
            from jtai_cli.files.writing import write_all  # noqa: PLC0415 - see Question

            read = (*inputs, *self.question.inputs())
            write_all({self.to_file: content}, force=self.force, inputs=read)


def command(
    to: typer.Typer,
    name: str,
    help_text: str,
    example: str,
    *,
    takes: tuple[str, ...],
    formats: tuple[str, ...] = WORDS,
) -> Callable[[Run], Run]:
    """Add a function as a command that takes shared options and, for its output, those of it."""

    def add(run: Run) -> Run:
        to.command(
            name,
            cls=Command,
            context_settings=CONTEXT,
            help=help_text,
            short_help=f"{re.split('[.:;] ', help_text)[0].removesuffix('.')}.",
            epilog=f"Example: {example}",
        )(_with_shared(run, takes, formats))
        return run

    return add


def alone(
    help_text: str, example: str, *, takes: tuple[str, ...], formats: tuple[str, ...] = WORDS
) -> Callable[[Run], typer.Typer]:
    """Make an app of one command out of a function."""

    def make(run: Run) -> typer.Typer:
        app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        command(app, "", help_text, example, takes=takes, formats=formats)(run)
        return app

    return make


def _with_shared(run: Run, takes: tuple[str, ...], formats: tuple[str, ...]) -> Run:
    """Give Typer the shared options in place of the question and the output."""
    own = dict(inspect.signature(run).parameters)
    asks, writes = own.pop("question", None), own.pop("output", None)
    shown = [one.replace(kind=_KEYWORD) for one in own.values()]
    shown += _fields(Question, takes)
    if writes:
        text = f"{', '.join(formats)}; else by the ending of the file, else {formats[0]}."
        named = option("FORMAT", text, OUTPUT, "--format", complete=formats)
        shown.append(inspect.Parameter("format_name", _KEYWORD, default=named, annotation=Text))
        shown += _fields(Output, ("output", "force", "color"))
    shown.sort(key=_panel)
    shown.append(inspect.Parameter("context", _KEYWORD, annotation=typer.Context))

    @wraps(run)
    def spread(context: typer.Context, **given: Any) -> int | None:  # noqa: ANN401 - as Typer reads it
        shared = dict.fromkeys(INSPECTION) | {name: given.pop(name) for name in takes}
        typed = frozenset(context.meta.get(TYPED, ()))
        question = Question(**shared, typed=typed, page=context.obj)
        if "--today" in typed or (question.today is not None and question.page is None):
            question.current_day  # noqa: B018 - what is no date is refused, needed or not
        if asks:
            given["question"] = question
        if writes:
            to = {name: given.pop(name) for name in ("format_name", "output", "force", "color")}
            output = given["output"] = Output(**to, question=question, formats=formats)
            # The rows that --keep-going leaves out are a file too.
            if output.force and output.to_file is None and not given.get("keep_going"):
                raise UsageError("--force changes nothing without a file to write", "-o FILE")
        return run(**given)

    spread.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]  # unknown to typing
    spread.__annotations__ = {one.name: one.annotation for one in shown}
    return spread


def _fields(kind: type, names: Sequence[str]) -> Iterator[inspect.Parameter]:
    for one in fields(kind):
        if one.name in names:
            yield inspect.Parameter(one.name, _KEYWORD, default=one.default, annotation=one.type)


def _panel(parameter: inspect.Parameter) -> int:
    """Put arguments first, then the panels of the command's own, then the shared ones."""
    panel = parameter.default.rich_help_panel
    if panel is None:
        return -2
    return PANELS.index(panel) if panel in PANELS else -1
