"""What falls together, as it is told in words: heads, weeks, and what is over its limit."""

from collections.abc import Iterator, Mapping, Sequence

from jtai_cli.dates import say
from jtai_cli.milestones import Milestone
from jtai_cli.portfolio.load import Load, Week
from jtai_cli.render import words

TITLE = "How many fall together, week by week"
NONE_OVER = "No week is over a limit."


def heads(milestones: Mapping[str, Milestone]) -> Mapping[str, str]:
    """Say what heads each column, by the milestone's key: "Draft letter"."""
    return {key: words.sentence(one.name.removeprefix("the ")) for key, one in milestones.items()}


def over(load: Load, weeks: Sequence[Week]) -> Iterator[str]:
    """Tell of every week in which a milestone is over its limit, and how far."""
    head = heads(load.milestones)
    for week in weeks:
        for key in week.over:
            yield (
                f"Week of {say(week.monday)}: {head[key]} {week.counts[key]}, "
                f"{week.counts[key] - load.limits[key]} over the limit of {load.limits[key]}"
            )
