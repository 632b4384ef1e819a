"""Timelines as page, SVG, Mermaid, Markdown, bars and months: whole files, and hostile texts."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import mdformat
import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from jtai_cli.bankholidays import Division
from jtai_cli.dated import Timeline
from jtai_cli.errors import JtaiError
from jtai_cli.frameworks import Frameworks, Source
from jtai_cli.plan import Inspection, Known, LocalMilestone
from jtai_cli.render import (
    to_gantt,
    to_html,
    to_mermaid,
    to_months,
    to_svg,
    to_timeline_markdown,
    words,
)
from jtai_cli.render.page import Page
from jtai_cli.render.texts import for_terminal, one_line
from jtai_cli.workingdays import Period

Render = Callable[[Timeline, Frameworks], str]
Shown = Callable[[Inspection], Timeline]
Golden = Callable[[str, str], None]
SVG = "{http://www.w3.org/2000/svg}"


def html(timeline: Timeline, rules: Frameworks) -> str:
    # The edition and the version stand at the foot; they would change every golden file.
    page = to_html.page(timeline, replace(rules, edition=date(2026, 11, 22)), Division.ENGLAND)
    return re.sub(r"Made with jtai [0-9.]+", "Made with jtai 0.0.0", page)


def svg(timeline: Timeline, rules: Frameworks) -> str:
    return to_svg.gantt(timeline, rules, Division.ENGLAND)


def mermaid(timeline: Timeline, rules: Frameworks) -> str:
    return to_mermaid.gantt(timeline, rules)


def markdown(timeline: Timeline, rules: Frameworks) -> str:
    return to_timeline_markdown.timeline(timeline, rules, Division.ENGLAND)


def gantt(timeline: Timeline, rules: Frameworks, width: int = 80) -> str:
    return to_gantt.gantt(timeline, rules, page=Page(width))


def months(timeline: Timeline, rules: Frameworks, width: int = 80) -> str:
    return to_months.months(timeline, rules, page=Page(width))


def wide(render: Callable[..., str], width: int) -> Render:
    return lambda timeline, rules: render(timeline, rules, width)


ALL = {
    "html": html, "svg": svg, "mmd": mermaid, "md": markdown, "gantt": gantt, "months": months,
}  # fmt: skip
every_format = pytest.mark.parametrize("render", [pytest.param(ALL[name], id=name) for name in ALL])


# Whole files


@pytest.mark.parametrize("of", ["plain", "full", "old"])
@pytest.mark.parametrize(
    ("render", "ending"),
    [
        pytest.param(html, ".html", id="page"),
        pytest.param(svg, ".svg", id="svg"),
        pytest.param(mermaid, ".mmd", id="mermaid"),
        pytest.param(markdown, ".md", id="markdown"),
        pytest.param(gantt, "-gantt-80.txt", id="gantt"),
        pytest.param(wide(gantt, 120), "-gantt-120.txt", id="gantt-120"),
        pytest.param(wide(gantt, 50), "-gantt-50.txt", id="gantt-50"),
        pytest.param(wide(gantt, 30), "-gantt-30.txt", id="gantt-30"),
        pytest.param(months, "-months-80.txt", id="months"),
        pytest.param(wide(months, 50), "-months-50.txt", id="months-50"),
    ],
)
def test_pictures_are_golden(
    *,
    render: Render,
    ending: str,
    of: str,
    rules: Frameworks,
    golden: Golden,
    request: pytest.FixtureRequest,
) -> None:
    golden(f"picture-{of}{ending}", render(request.getfixturevalue(of), rules))


@pytest.mark.parametrize(
    "render",
    [html, svg, mermaid, markdown, wide(gantt, 400), wide(months, 400)],
    ids=list(ALL),
)
def test_what_is_known_of_a_timeline_is_told(
    render: Render, full: Timeline, rules: Frameworks
) -> None:
    told = squeezed(text_of(render, render(full, rules)))
    wanted = [
        "Northshire",
        "NHS Northshire Integrated Care Board",
        "child sexual abuse in the family environment",
        "known",
        "stated",
        "by the rule",
        "local",
        "provisional",
        "if the letter asks for it",
        "2 working days earlier",
        "done",
        "70 calendar days from publication",
        "The stated date agrees with",
        "is at the weekend",
        "Christmas Day",
        words.CAUTION,
    ]
    assert [one for one in wanted if squeezed(one) not in told.replace("Stated", "stated")] == []
    assert re.search(r"27(Wed)?Dec|2028-12-27|27December", told)  # the closure


@pytest.mark.parametrize(
    "render",
    [html, svg, mermaid, markdown, wide(gantt, 200), wide(months, 200)],
    ids=list(ALL),
)
def test_without_bank_holidays_or_notes_there_is_no_word_of_them(
    render: Render, plain: Timeline, rules: Frameworks
) -> None:
    bare = replace(plain, bank_holidays=(), notes=())
    told = render(bare, rules)
    assert "Good Friday" not in told
    assert "Notes" not in told


# The page


def test_a_page_loads_nothing_and_runs_nothing(full: Timeline, rules: Frameworks) -> None:
    page = html(full, rules)
    assert re.findall(r"<(?:script|iframe|object|embed|form|base)\b", page) == []
    assert re.findall(r"\bon[a-z]+=", page) == []
    assert re.findall(r'\bsrc="|@import|url\((?!#)', page) == []
    assert re.findall(r'<link [^>]*href="(?!data:,")', page) == []


def test_a_page_does_not_look_like_gov_uk(full: Timeline, rules: Frameworks) -> None:
    page = html(full, rules)
    assert [sign for sign in ("govuk-", "GDS", "Transport", "crest", "crown") if sign in page] == []


def test_ids_of_a_page_are_its_own_and_links_within_find_them(
    full: Timeline, rules: Frameworks
) -> None:
    page = html(full, rules)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
    wanted = re.findall(r'(?:href="#|url\(#)([^")]+)', page)
    wanted += re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', page)
    assert set(wanted) <= set(ids)


def test_every_time_of_a_page_is_a_date(full: Timeline, rules: Frameworks) -> None:
    days = re.findall(r'<time datetime="([^"]+)"', html(full, rules))
    assert days
    assert [date.fromisoformat(day).isoformat() for day in days] == days


def test_an_address_that_is_not_of_the_web_is_not_followed(
    plain: Timeline, rules: Frameworks
) -> None:
    key = "krscp-2024"
    bad = Source(key, "Slides", "javascript:alert(1)")
    page = html(plain, replace(rules, sources={**rules.sources, key: bad}))
    assert "Slides" in page
    assert "javascript:" not in page


def test_a_theme_without_an_official_title_is_told_without_one(
    shown: Shown, rules: Frameworks
) -> None:
    timeline = shown(Inspection(Known("fieldwork", date(2019, 10, 14)), theme="mental-health-2019"))
    assert "The theme: Children's mental health (10 to 15)" in Told(html(timeline, rules)).texts


def test_a_closure_of_one_day_is_told_as_one(shown: Shown, rules: Frameworks) -> None:
    day = date(2025, 4, 2)
    known = Known("fieldwork", date(2025, 3, 3))
    page = html(shown(Inspection(known, closures=(Period(day, day),))), rules)
    assert '<li><time datetime="2025-04-02">Wednesday 2 April 2025</time></li>' in page


# SVG


@pytest.mark.parametrize("of", ["plain", "full", "old"])
def test_an_svg_is_xml_with_title_and_description(
    of: str, rules: Frameworks, request: pytest.FixtureRequest
) -> None:
    root = ET.fromstring(svg(request.getfixturevalue(of), rules))  # noqa: S314
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title", "").startswith("JTAI timeline")
    assert "Fieldwork" in root.findtext(f"{SVG}desc", "")


def test_the_charts_of_a_page_are_xml(full: Timeline, rules: Frameworks) -> None:
    charts = re.findall(r"<svg .*?</svg>", html(full, rules), re.DOTALL)
    roots = [ET.fromstring(chart) for chart in charts]  # noqa: S314
    assert [root.findtext(f"{SVG}title") for root in roots] == [
        "JTAI timeline: child sexual abuse in the family environment"
    ] * 2


@pytest.mark.parametrize("months", [pytest.param(4, id="months"), pytest.param(36, id="years")])
def test_nothing_is_drawn_beside_the_paper_however_long_the_wait(
    months: int, shown: Shown, rules: Frameworks
) -> None:
    late = date(2025, 4, 28) + timedelta(days=30 * months)
    known = Known("fieldwork", date(2025, 3, 3))
    timeline = shown(Inspection(known, stated={"publication": late}))
    root = ET.fromstring(svg(timeline, rules))  # noqa: S314
    least, _, width, _ = (float(number) for number in root.attrib["viewBox"].split())
    texts = list(root.iter(f"{SVG}text"))
    assert all(least <= float(one.attrib["x"]) <= width + least for one in texts)


@pytest.mark.parametrize("render", [svg, wide(gantt, 30)], ids=["svg", "gantt"])
def test_days_that_fit_on_neither_side_of_a_bar_stand_in_its_label(
    render: Render, plain: Timeline, rules: Frameworks
) -> None:
    long = plain.fieldwork._replace(last=date(2025, 12, 19))
    drawn = render(replace(plain, milestones=(long,), notes=(), bank_holidays=()), rules)
    assert "Fieldwork (known): 3 Mar–19 Dec" in " ".join(drawn.split())


# Markdown


@pytest.mark.parametrize("of", ["plain", "full", "old"])
def test_mdformat_leaves_markdown_alone(
    of: str, rules: Frameworks, request: pytest.FixtureRequest
) -> None:
    written = markdown(request.getfixturevalue(of), rules)
    assert mdformat.text(written, extensions={"gfm", "tables"}) == written


# Mermaid


def test_titles_of_mermaid_hold_no_sign_of_its_own(full: Timeline, rules: Frameworks) -> None:
    lines = mermaid(full, rules).splitlines()[2:]
    tasks = [line for line in lines if re.search(r" :[a-z, ]*\d{4}-", line)]
    assert [line for line in tasks if line.count(":") != 1] == []
    assert [line for line in lines if ";" in line or "#" in line] == []
    assert "excludes" not in "".join(lines)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("section 47 review", "‘section 47 review (local), Tue 4 Mar’ :", id="section"),
        pytest.param("2025-03-04 call", "‘2025-03-04 call (local), Tue 4 Mar’ :", id="a-date"),
        pytest.param("Call: first", "    ‘Call – first (local), Tue 4 Mar’ :", id="colon"),
        pytest.param("A;b#c%%{d}", "    A,b＃c％％(d) (local), Tue 4 Mar :", id="signs"),  # noqa: RUF001
    ],
)
def test_what_mermaid_would_obey_is_text(
    title: str, expected: str, shown: Shown, rules: Frameworks
) -> None:
    assert expected in mermaid(with_local(shown, title), rules)


# The terminal


@pytest.mark.parametrize("width", [30, 49, 50, 66, 80, 120, 200])
@pytest.mark.parametrize("render", [gantt, months], ids=["gantt", "months"])
def test_no_line_is_wider_than_the_page(
    render: Callable[..., str], width: int, full: Timeline, rules: Frameworks
) -> None:
    lines = render(full, rules, width).splitlines()
    assert [line for line in lines if cell_len(line) > width] == []
    assert [line for line in lines if line != line.rstrip()] == []


def test_a_bar_stands_under_its_week(plain: Timeline, rules: Frameworks) -> None:
    lines = gantt(plain, rules).splitlines()
    (head,) = (line for line in lines if re.match(r" +17   24   3 ", line))
    (draft,) = (line for line in lines if line.startswith("  Draft letter"))
    # Friday 28 March is the fifth day of the week of Monday 24 March.
    assert draft.index("*") == head.index("24   31") + 4


def test_weekends_of_a_closure_are_not_drawn(shown: Shown, rules: Frameworks) -> None:
    known = Known("fieldwork", date(2025, 3, 3))
    closure = Period(date(2025, 4, 4), date(2025, 4, 7))
    drawn = gantt(shown(Inspection(known, closures=(closure,))), rules)
    assert re.search(r"^  Closures .* xx ", drawn, re.MULTILINE)


def test_weeks_without_dates_are_left_out(shown: Shown, rules: Frameworks) -> None:
    known = Known("fieldwork", date(2025, 3, 3))
    timeline = shown(Inspection(known, stated={"publication": date(2027, 3, 1)}))
    drawn = gantt(timeline, rules)
    assert len(drawn.splitlines()) < 80
    assert "S Mon 1 Mar" in drawn


def test_a_date_at_a_weekend_stands_on_its_friday(full: Timeline, rules: Frameworks) -> None:
    assert re.search(r"Sat 27 Jan S$", gantt(full, rules), re.MULTILINE)
    assert re.search(r" 26   27k? ", months(full, rules))


def test_more_runs_of_days_than_letters_have_two(shown: Shown, rules: Frameworks) -> None:
    local = {
        f"own-{number}": LocalMilestone(f"own-{number}", f"Own {number}", "fieldwork", number)
        for number in range(1, 30)
    }
    drawn = months(shown(Inspection(Known("fieldwork", date(2025, 3, 3)), local=local)), rules)
    assert re.search(r"^.* aa +\w{3} ", drawn, re.MULTILINE)


# What people write


HOSTILE = [
    pytest.param("=cmd|'/c calc'!A1", id="formula"),
    pytest.param("<script>alert(1)</script>", id="script"),
    pytest.param('"><img src=x onerror=alert(1)>', id="attribute"),
    pytest.param("&lt;b&gt; ]]> &amp; <!-- -->", id="entities"),
    pytest.param("[/x] [bold]x[/bold] [link=https://x.example]x[/link]", id="rich-markup"),
    pytest.param("{{ 7 * 7 }} {% raw %}", id="jinja"),
    pytest.param("*a* **b** _c_ ~~d~~ `e` [f](https://x.example) ![g](h) | i \\ #", id="markdown"),
    pytest.param("# heading", id="hash"),
    pytest.param("- bullet", id="bullet"),
    pytest.param("1. number", id="number"),
    pytest.param("%%{init: {}}%% click x href", id="mermaid"),
    pytest.param("two\nlines", id="newline"),
    pytest.param("three\r\nreal\u2028lines", id="other-newlines"),
    pytest.param("a\ttab", id="tab"),
    pytest.param("\u202eright to left\u200f", id="direction"),
    pytest.param("👩\u200d👧 🦊 ❤", id="emoji"),
    pytest.param("漢字かな", id="wide"),
    pytest.param("x" * 10_000, id="long"),
    pytest.param("many words " * 900 + "end", id="long-words"),
]  # fmt: skip
REFUSED = [
    pytest.param("a\0b", "U+0000", id="nul"),
    pytest.param("\x1b]8;;https://x.example\x1b\\x\x1b]8;;\x1b\\", "U+001B", id="osc-8"),
    pytest.param("\x1b[31mred", "U+001B", id="ansi"),
    pytest.param("\x9b31m", "U+009B", id="c1"),
    pytest.param("x" * 9_999 + "\x07", "U+0007", id="bell-far-out"),
    pytest.param("\ud800", "U+D800", id="surrogate"),
    pytest.param("\uffff", "U+FFFF", id="no-character"),
]


def with_local(shown: Shown, title: str) -> Timeline:
    local = LocalMilestone("own", title, "fieldwork", -3)
    return shown(Inspection(Known("fieldwork", date(2025, 3, 3)), local={"own": local}))


def everywhere(shown: Shown, text: str) -> Timeline:
    """A timeline with a text wherever people can put one."""
    return shown(
        Inspection(
            Known("fieldwork", date(2025, 3, 3)),
            area=text,
            principal_authority=text,
            owners={"comments-due": text},
            local={"own": LocalMilestone("own", text, "fieldwork", -3, who=text)},
        )
    )


class Told(HTMLParser):
    """The texts and the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags |= {tag, *(name for name, _ in attrs)}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def text_of(render: Render, written: str) -> str:
    """Give the text that a reader of a format sees."""
    if render is html:
        return "".join(Told(written).texts)
    if render is svg:
        root = ET.fromstring(written)  # noqa: S314
        return " ".join("".join(one.itertext()) for one in root)
    if render is markdown:
        return "".join(Told(in_html(written)).texts)
    return written


def in_html(written: str) -> str:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return str(reader.render(written))


def squeezed(text: str) -> str:
    """Leave blanks out, for texts are wrapped."""
    return re.sub(r"\s+", "", text)


def as_shown(render: Render, text: str) -> str:
    if render is mermaid:
        return to_mermaid._text(text)  # noqa: SLF001 - the look-alikes have a test of their own
    if render in {gantt, months}:
        return for_terminal(text)
    return one_line(text)


@every_format
@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_comes_out_as_that_text(
    text: str, render: Render, shown: Shown, rules: Frameworks
) -> None:
    told = text_of(render, render(everywhere(shown, text), rules))
    if render in {gantt, months}:  # where columns stand side by side, lines are not joined
        assert squeezed(as_shown(render, text))[:12] in squeezed(told)
    else:
        assert squeezed(as_shown(render, text)) in squeezed(told)


@every_format
@pytest.mark.parametrize(("text", "sign"), REFUSED)
def test_control_characters_are_refused(
    text: str, sign: str, render: Render, shown: Shown, rules: Frameworks
) -> None:
    with pytest.raises(JtaiError, match=re.escape(f"holds the control character {sign}")):
        render(everywhere(shown, text), rules)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_adds_an_element_to_a_page(text: str, shown: Shown, rules: Frameworks) -> None:
    harmless = Told(html(everywhere(shown, "x"), rules)).tags
    assert Told(html(everywhere(shown, text), rules)).tags == harmless


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_adds_an_element_to_markdown(text: str, shown: Shown, rules: Frameworks) -> None:
    harmless = Told(in_html(markdown(everywhere(shown, "x"), rules))).tags
    assert Told(in_html(markdown(everywhere(shown, text), rules))).tags == harmless


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_adds_a_line_to_mermaid(text: str, shown: Shown, rules: Frameworks) -> None:
    harmless = mermaid(everywhere(shown, "x"), rules)
    written = mermaid(everywhere(shown, text), rules)
    assert written.count("\n") == harmless.count("\n")
    assert len(written.splitlines()) == len(harmless.splitlines())
    assert mermaid_signs(written) == mermaid_signs(harmless)


def mermaid_signs(written: str) -> list[int]:
    return [sum(written.count(sign) for sign in signs) for signs in (":", ";", "#", "<", "%%", "`")]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("render", [gantt, months], ids=["gantt", "months"])
@pytest.mark.parametrize("width", [30, 50, 80])
def test_no_text_reaches_the_terminal_as_a_command(
    width: int, render: Callable[..., str], text: str, shown: Shown, rules: Frameworks
) -> None:
    drawn = render(everywhere(shown, text), rules, width)
    allowed = "\n\u200c\u200d"
    assert [c for c in drawn if not c.isprintable() and c not in allowed] == []
    assert [line for line in drawn.splitlines() if cell_len(line) > width] == []
