"""The program: streams made safe, the command run, every failure turned into a status."""

import gc
import os
import sys
from collections.abc import Sequence

_ALLOCATED = 100_000
"""How many objects more than before are there when garbage is looked for; Python's own is 700."""
DONE, REFUSED, INTERRUPTED = 0, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program on its arguments (without its name) and return its status.

    0 done, 1 a check said no, 2 not done, 130 interrupted.
    """
    try:
        return _run(argv)
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(argv: Sequence[str] | None) -> int:
    # Imported here, so that an interruption while they load is met by main too.
    import typer

    from jtai_cli.cli import app, console, shape
    from jtai_cli.errors import FileError, JtaiError, reason

    console.make_safe()
    if wanted := os.environ.get("_JTAI_COMPLETE"):
        from jtai_cli.cli import completing

        return completing.answer(app, wanted)
    try:
        return app(args=argv, prog_name="jtai", standalone_mode=False) or DONE
    except JtaiError as error:
        console.report(error)
    except typer.TyperException as error:
        console.report(shape.usage_error(error))
    except SystemExit:
        # So Typer leaves when the reader of its help has closed the pipe.
        return DONE
    except typer.Abort:
        return INTERRUPTED
    except OSError as error:
        console.report(FileError(f"the system refuses: {reason(error)}"))
    except Exception as error:
        if os.environ.get("JTAI_DEBUG"):
            raise
        console.report(
            JtaiError(
                f"a fault of jtai's own: {type(error).__name__}: {error}",
                "the same command with JTAI_DEBUG=1 set, which shows where it happened",
            )
        )
    return REFUSED


def run() -> None:
    """Run the program and exit; the console script."""
    # What a start allocates stays to the end: looking through it for garbage takes a fifteenth of
    # the time of a short command, and finds none.
    gc.set_threshold(_ALLOCATED)
    status = main()
    # Python's own end looks through everything twice more, a ninth of the time of a short command,
    # to free what the system takes back a moment later. What is frozen it leaves alone; streams
    # are flushed and handlers run as ever.
    gc.freeze()
    sys.exit(status)


if __name__ == "__main__":
    run()
