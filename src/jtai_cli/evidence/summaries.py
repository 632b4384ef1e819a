"""Cases counted: how many to the day, how late the others, what explains them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jtai_cli.evidence.cases import Case, Measured
from jtai_cli.frameworks import Timetable
from jtai_cli.records import dataclass

_NINE_IN_TEN = 90


@dataclass(frozen=True, slots=True)
class Summary:
    """What the cases of one timetable did, as to one milestone.

    `cases` are those whose day by the rule and in fact are both known; `early` are those before
    the rule's day. `median` and `p90` are
    of their working days late, the latter by the nearest rank. `causes` tells how many of them
    each cause explains, the most frequent first; `unexplained` are the areas of those that are
    not to the day, and that nothing explains.
    """

    timetable: Timetable
    milestone: str
    cases: int
    to_the_day: int
    early: int
    median: float
    p90: int
    causes: Mapping[str, int]
    unexplained: tuple[str, ...]

    @property
    def explained(self) -> int:
        """How many cases are not to the day, and explained: a case with two causes once."""
        return self.cases - self.to_the_day - len(self.unexplained)


def summaries(cases: Iterable[Case]) -> tuple[Summary, ...]:
    """Sum cases up by timetable, in the order in which they come, and by milestone."""
    by_timetable: dict[str, list[Case]] = {}
    for case in cases:
        by_timetable.setdefault(case.timetable.key, []).append(case)
    return tuple(one for held in by_timetable.values() for one in _of_timetable(held))


def nearest_rank(numbers: Iterable[int], percent: int) -> int:
    """Return the least number that so many per cent of all are not above.

    >>> nearest_rank([5, 1, 4, 2, 3], 90), nearest_rank(range(1, 11), 90)
    (5, 9)
    """
    ordered = sorted(numbers)
    return ordered[max(-(-percent * len(ordered) // 100), 1) - 1]


def _of_timetable(cases: Sequence[Case]) -> Iterator[Summary]:
    for measured in zip(*(case.measured() for case in cases), strict=True):
        beside = [
            (case, one, one.working_days_late)
            for case, one in zip(cases, measured, strict=True)
            if one.working_days_late is not None
        ]
        if beside:
            yield _summary(beside)


def _summary(beside: Sequence[tuple[Case, Measured, int]]) -> Summary:
    # Imported here: it takes decimals and fractions with it.
    from statistics import median

    late = [days for _, _, days in beside]
    half = median(late)
    case, measured, _ = beside[0]
    causes = Counter(
        cause
        for case, one, _ in beside
        for explanation in case.explaining(one.milestone)
        for cause in explanation.causes
    )
    return Summary(
        timetable=case.timetable,
        milestone=measured.milestone,
        cases=len(beside),
        to_the_day=late.count(0),
        early=sum(days < 0 for days in late),
        median=int(half) if half == int(half) else half,
        p90=nearest_rank(late, _NINE_IN_TEN),
        causes=dict(sorted(causes.items(), key=lambda told: (-told[1], told[0]))),
        unexplained=tuple(case.letter.area for case, one, _ in beside if case.is_unexplained(one)),
    )
