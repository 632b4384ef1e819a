"""The program: streams made safe, the command run, every failure turned into a status."""

import gc
import os
import re
import sys
from collections.abc import Sequence

DONE, REFUSED, INTERRUPTED = 0, 2, 130
_FORCING_COLOR = (
    "FORCE_COLOR", "GITHUB_ACTIONS", "PY_COLORS", "TTY_COMPATIBLE", "TTY_INTERACTIVE",
)  # fmt: skip
_COMPLETING = "_JTAI_COMPLETE"  # what Typer's completion scripts set


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program on its arguments (without its name) and return its status.

    0 done, 1 a check said no, 2 not done, 130 interrupted.
    """
    # Libraries would take these for a wish for colour in a pipe, or choke on absurd sizes.
    if sys.stdout is None or not sys.stdout.isatty():
        for name in _FORCING_COLOR:
            os.environ.pop(name, None)
    for name in ("COLUMNS", "LINES"):
        if re.fullmatch("[0-9]{1,4}", os.environ.get(name, "0")) is None:
            del os.environ[name]
    try:
        return _run(argv)
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(argv: Sequence[str] | None) -> int:
    # Imported here: the environment comes first, and an interruption meanwhile is met by main.
    import typer  # noqa: PLC0415 - see above

    from jtai_cli.cli import app, console, parsing  # noqa: PLC0415 - see above
    from jtai_cli.errors import FileError, JtaiError, reason  # noqa: PLC0415 - see above

    console.make_safe()
    try:
        return app(args=argv, prog_name="jtai", standalone_mode=False) or DONE
    except JtaiError as error:
        console.report(error)
    except typer.TyperException as error:
        console.report(parsing.usage_error(error))
    except SystemExit as end:
        # So Typer leaves after completion, and when the reader of its help has closed the pipe.
        return end.code if isinstance(end.code, int) and _COMPLETING in os.environ else DONE
    except typer.Abort:
        return INTERRUPTED
    except OSError as error:
        console.let_go_of_stdout()
        console.report(FileError(f"the system refuses: {reason(error)}"))
    except Exception as error:
        if os.environ.get("JTAI_DEBUG"):
            raise
        console.report(
            JtaiError(
                f"internal error: {type(error).__name__}: {error}",
                "the same command with JTAI_DEBUG=1 set, which shows where it happened",
            )
        )
    return REFUSED


def run() -> None:
    """Run the program and exit; the console script."""
    # What a start allocates stays to the end: looking through it for garbage found none, and took
    # a fifteenth of the time of a short command.
    gc.set_threshold(100_000)  # Python's own is 700
    status = main()
    # Python's own end looks through everything twice more, an eighth of that time, to free what
    # the system takes back a moment later. What is frozen it leaves alone.
    gc.freeze()
    sys.exit(status)


if __name__ == "__main__":
    run()
