"""The program: make streams safe, run the command, turn every failure into an exit status."""

import gc
import os
import re
import sys
from collections.abc import Sequence

DONE, REFUSED, INTERRUPTED = 0, 2, 130
_FORCING_COLOR = (
    "FORCE_COLOR", "GITHUB_ACTIONS", "PY_COLORS", "TTY_COMPATIBLE", "TTY_INTERACTIVE",
)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return 0 (done), 1 (check failed), 2 (not done) or 130 (interrupted)."""
    # Variables that make libraries colour what goes into a pipe, and absurd sizes.
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
    # The environment is set first, and an interruption while these are imported is caught.
    import typer  # noqa: PLC0415 - it reads the environment

    from jtai_cli.cli import app, console, parsing  # noqa: PLC0415 - it imports Typer
    from jtai_cli.errors import FileError, JtaiError, reason  # noqa: PLC0415 - main guards it

    console.make_safe()
    try:
        return app(args=argv, prog_name="jtai", standalone_mode=False) or DONE
    except typer.Abort:
        return INTERRUPTED
    except SystemExit as end:
        # Typer exits like this after completion, and when the reader of its help closes the pipe.
        is_completion = "_JTAI_COMPLETE" in os.environ  # set by its scripts
        return end.code if isinstance(end.code, int) and is_completion else DONE
    except JtaiError as error:
        console.report(error)
    except typer.TyperException as error:
        console.report(parsing.usage_error(error))
    except OSError as error:
        console.let_go(sys.stdout)
        console.report(FileError(f"the system refuses: {reason(error)}"))
    except Exception as error:
        if os.environ.get("JTAI_DEBUG"):
            raise
        hint = "the same command with JTAI_DEBUG=1 set, which shows where it happened"
        console.warn(f"internal error: {type(error).__name__}: {error}", hint, "error")
    return REFUSED


def run() -> None:
    """Run the program and exit, as the console script does."""
    # Collecting garbage would find none, but takes a fifth of the time of a short command: while
    # it runs, and twice more when Python ends, which skips what is frozen.
    gc.set_threshold(100_000)  # Python's own is 700
    status = main()
    gc.freeze()
    sys.exit(status)


if __name__ == "__main__":
    run()
