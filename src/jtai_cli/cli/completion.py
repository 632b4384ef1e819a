"""`jtai completion`: what teaches a shell how commands go on."""

from typing import Annotated

import typer

from jtai_cli.cli import asked, completing, console, options, shape

SHELLS = ("bash", "zsh", "fish", "powershell")
EXAMPLE = "jtai completion bash"
# A milestone that is completed ends with `=`, behind which its date is typed.
_OPEN_END = """
_jtai_open_completion() {
    _jtai_completion "$@"
    [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace
    return 0
}

complete -o default -F _jtai_open_completion jtai
"""


def completion(
    shell: Annotated[
        str,
        typer.Argument(
            metavar="SHELL",
            help="bash, zsh, fish or powershell.",
            autocompletion=options.one_of(*SHELLS),
        ),
    ],
) -> int:
    """Print what teaches a shell to complete commands.

    Nothing is installed: a line in a file of yours has it read when a shell starts.

    bash, in ~/.bashrc: eval "$(jtai completion bash)"

    zsh, in ~/.zshrc, below compinit: eval "$(jtai completion zsh)"

    fish, in ~/.config/fish/config.fish: jtai completion fish | source

    PowerShell, in $PROFILE: jtai completion powershell | Out-String | iex
    """
    # Private to Typer, which is held below 0.29.
    from typer._completion_shared import get_completion_script

    asked.named("shell", shell, SHELLS, "jtai completion")
    asks = {"prog_name": "jtai", "complete_var": completing.VARIABLE, "shell": shell}
    script = get_completion_script(**asks)
    more = _OPEN_END if shell == "bash" else ""
    console.emit(f"{script}\n{more}", None, force=False)
    return 0


app = shape.alone(completion, EXAMPLE)
