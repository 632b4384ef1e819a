"""What tests of pages share: an inspection, and commands that say what they were asked."""

from collections.abc import Callable
from datetime import date

import pytest

from jtai_cli.dates import say
from jtai_cli.errors import UsageError
from jtai_cli.kinds import Days
from jtai_cli.pages import check
from jtai_cli.pages.markers import Runner
from jtai_cli.pages.results import Checked, Found
from jtai_cli.plan import Inspection, Known
from jtai_cli.timeline import Timeline


@pytest.fixture(scope="session")
def kingston(dated: Callable[[Inspection], Timeline]) -> Timeline:
    """Fieldwork from 3 to 7 March 2025."""
    known = Known("fieldwork", date(2025, 3, 3))
    return dated(Inspection(known, name="kingston-2025", area="Kingston"))


@pytest.fixture(scope="session")
def runner(kingston: Timeline) -> Runner:
    """Commands of which each prints its words; sentences are compared with Kingston's."""

    def run(words: tuple[str, ...], is_html: bool) -> tuple[str, Days | None]:
        if "--nowhere" in words:
            raise UsageError("no option called '--nowhere'", "jtai timeline")
        if words[0] == "date":
            dated = kingston.dated(words[1])
            return say(dated.last), Days(dated.first, dated.last)
        text = " ".join(words)
        table = f"| Words |\n| ----- |\n| {text} |\n"
        return (f"<p>{text}</p>\n" if is_html else table), None

    def timeline(words: tuple[str, ...]) -> Timeline:
        if "nowhere" in words:
            raise UsageError("no inspection called 'nowhere'", "kingston-2025")
        return kingston

    return Runner(run, timeline)


@pytest.fixture(scope="session")
def page(runner: Runner) -> Callable[..., Checked]:
    """Checks one page, which is given as its text and its name."""

    def read(text: str, name: str = "page.md") -> Checked:
        (checked,) = check([Found(name, content=text.encode())], runner)
        return checked

    return read
