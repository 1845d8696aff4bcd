"""The charts: drawn from the data and nothing else, legible on both grounds and on a phone, with words and numbers behind them."""

import gzip
import itertools
import random
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from pathlib import Path

import pytest
from cases.charts import GROUPS, POLLS, placed, turning_points, with_members
from markdown import Markdown
from tools.paths import ROOT

from edition.cli import main
from edition.content.dates import Date
from edition.content.model import Content
from edition.content.records import Battlegroup, ChartData, Event, Member, Poll
from edition.generate import charts
from edition.generate.charts import battlegroups, members, opinion
from edition.generate.charts import turning_points as turns
from edition.generate.charts.svg import (
    BOND,
    DARK,
    DEEP,
    EDGE,
    INK,
    NARROW,
    PAPER,
    RIFT,
    RULE,
    SOFT,
    WIDE,
    spread,
    width_of,
    wrapped,
)
from edition.generate.charts.terms import terms

PHONE = 288  # px that the column has on a phone of 320
TOKENS = (ROOT / "docs/assets/stylesheets/tokens.css").read_text("utf-8")
SVG = "{http://www.w3.org/2000/svg}"


def token(name: str) -> tuple[str, str]:
    """A colour of the site: for light and for dark paper."""
    match = re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", TOKENS)
    assert match, name
    return match.group(1), match.group(2)


def colour(code: str) -> tuple[float, ...]:
    return tuple(int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))


def luminance(rgb: tuple[float, ...]) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in rgb
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def drawn(content: Content, name: str, width: float) -> etree.Element:
    chart = charts.draw(content, name, width)
    return etree.fromstring(charts.framed(chart, content.project).text)


EVERY = pytest.mark.parametrize(
    ("name", "width"), [(name, width) for name in charts.NAMES for width in (NARROW, WIDE)]
)


def test_the_alternatives_tell_the_numbers(content: Content) -> None:
    told = {name: charts.draw(content, name).alternative for name in charts.NAMES}
    assert (
        "12 in 1949, 14 in 1952, 15 in 1955, 16 in 1982, 19 in 1999, 26 in 2004"
        in told["nato-members"]
    )
    assert "31 in 2023 and 32 in 2024" in told["nato-members"]
    assert "Had been Soviet republics: Estonia, Latvia and Lithuania." in told["nato-members"]
    assert "in 2008, and not members: Ukraine and Georgia." in told["nato-members"]
    assert "28 June 2022, 8 battlegroups with 9,641 soldiers, in Estonia" in told["battlegroups"]
    assert "February 2022, 4 battlegroups with number of soldiers not" in told["battlegroups"]
    assert "48 per cent in November 2021 and 60 per cent in May 2022" in told["russian-opinion"]
    assert "Crimea, 18 March 2014" in told["russian-opinion"]
    assert "Apart: Kosovo (1999), Munich (2007)" in told["turning-points"]


def test_a_title_is_a_finding_in_twelve_words(content: Content) -> None:
    for name in {*charts.NAMES} - {"said-and-told"}:
        chart = charts.draw(content, name)
        assert 5 <= len(chart.title.split()) <= 12, chart.title
        assert chart.subtitle and chart.credit


def test_the_numbers_in_the_titles_are_those_of_the_data(content: Content) -> None:
    rows = content.charts["nato-members"].rows
    soviet = [row for row in rows if isinstance(row, Member) and row.formerly]
    assert len(soviet) == 3 and members.rounds(rows)[-1].count == 32  # type: ignore[arg-type]
    assert charts.draw(content, "nato-members").title.startswith("Three of NATO’s 32 members")
    groups = [row for row in content.charts["battlegroups"].rows if isinstance(row, Battlegroup)]
    first, last = groups[0].date, groups[-1].date
    counted = [
        sum(row.battlegroups for row in groups if row.date == date) for date in (first, last)
    ]
    assert counted == [4, 8] and "doubled" in charts.draw(content, "battlegroups").title
    points = [event for event in content.events if event.turn]
    closer = [event for event in points if event.turn == "closer"]
    title = charts.draw(content, "turning-points").title
    assert re.findall(r"\d+", title) == [
        str(number) for number in (len(points), len(closer), closer[-1].date.year)
    ]


@EVERY
def test_a_picture_says_what_it_is_and_whence(content: Content, name: str, width: float) -> None:
    root = drawn(content, name, width)
    chart = charts.draw(content, name, width)
    assert root.findtext(SVG + "title") == chart.title
    assert root.findtext(SVG + "desc") == chart.alternative
    words = " ".join("".join(text.itertext()) for text in root.iter(SVG + "text"))
    assert words.endswith(
        f"{chart.credit} “Does Putin want to join NATO?”, edition "
        f"{content.project.edition.version}, CC BY 4.0"
    )
    assert chart.title not in words, "in a page the title is text of the page"


def test_a_picture_to_take_away_has_its_title(content: Content) -> None:
    for name in charts.NAMES:
        text = charts.files(content, name)[f"assets/charts/{name}.svg"].text
        words = " ".join(
            "".join(part.itertext()) for part in etree.fromstring(text).iter(SVG + "text")
        )
        chart = charts.draw(content, name)
        assert words.startswith(f"{chart.title} {chart.subtitle}")


@EVERY
def test_a_picture_is_legible_on_its_own_ground(content: Content, name: str, width: float) -> None:
    """Text 4.5:1, marks 3:1, light and dark; letters inside a mark are measured against it."""
    root = drawn(content, name, width)
    ground = root.find(SVG + "rect")
    assert ground is not None and ground.get("fill") == PAPER
    style = root.findtext(SVG + "style") or ""
    assert style.startswith("@media (prefers-color-scheme:dark){")
    for element in root.iter():
        tag = element.tag.removeprefix(SVG)
        for key in ("fill", "stroke"):
            code = element.get(key)
            if not code or code == "none":
                continue
            assert f'[{key}="{code}"]{{{key}:{DARK[code]}}}' in style
            if code in (PAPER, RULE, DEEP) or code == charts.turning_points.BAND:
                continue  # grounds and lines that only guide the eye
            least = 4.5 if tag in ("text", "svg") else 3
            assert contrast(colour(code), colour(PAPER)) >= least, (tag, code)
            assert contrast(colour(DARK[code]), colour(DARK[PAPER])) >= least, (tag, code)
        if tag == "text" and element.get("fill") == PAPER:
            assert contrast(colour(PAPER), colour(SOFT)) >= 4.5
            assert contrast(colour(DARK[PAPER]), colour(DARK[SOFT])) >= 4.5
    for shade in (DEEP, charts.turning_points.BAND):
        for ink in (INK, SOFT):
            assert contrast(colour(ink), colour(shade)) >= 4.5
            assert contrast(colour(DARK[ink]), colour(DARK[shade])) >= 4.5


def test_the_colours_are_those_of_the_site() -> None:
    names = ("paper", "paper-deep", "rule", "edge", "ink-soft", "ink", "bond", "rift")
    for name, light in zip(names, (PAPER, DEEP, RULE, EDGE, SOFT, INK, BOND, RIFT), strict=True):
        assert token(name) == (light, DARK[light])


@EVERY
def test_letters_are_large_enough_on_a_phone(content: Content, name: str, width: float) -> None:
    root = drawn(content, name, width)
    sizes = [
        float(element.get("font-size", root.get("font-size", "0")))
        for element in root.iter(SVG + "text")
    ]
    assert min(sizes) * PHONE / NARROW >= (11 if width == NARROW else 10)


@EVERY
def test_a_chart_is_light(content: Content, name: str, width: float) -> None:
    chart = charts.draw(content, name, width)
    assert len(gzip.compress(charts.framed(chart, content.project).text.encode())) <= 3 * 1024


def test_drawing_again_gives_the_same_bytes(content: Content) -> None:
    assert charts.render(content) == charts.render(content)


def test_words_are_measured_as_wide_as_they_are() -> None:
    """The numbers are those of DejaVu Sans at 13 units."""
    assert width_of("Estonia, Latvia, Lithuania 2004") == pytest.approx(201.4, rel=0.01)
    assert width_of("“very reserved”") == pytest.approx(103.7, rel=0.015)
    assert width_of("Finland, Sweden, Mar 2024", bold=True) == pytest.approx(199.7, rel=0.03)
    assert wrapped("one two three", width_of("one two")) == ["one two", "three"]


@pytest.mark.parametrize("seed", range(20))
def test_what_is_spread_keeps_its_distance_and_order(seed: int) -> None:
    chance = random.Random(seed)
    wanted = sorted(chance.uniform(0, 100) for _ in range(chance.randint(1, 12)))
    placed_at = spread(wanted, 12)
    assert all(after - before > 11.999 for before, after in itertools.pairwise(placed_at))
    assert sum(placed_at) == pytest.approx(sum(wanted))


def event(date: str, turn: str = "apart", label: str = "A label", president: str = "") -> Event:
    return Event(
        id="e",
        date=Date(date),
        title="T",
        text="T",
        paragraph="p1",
        strand="wars",
        sources=(),
        turn=turn,
        label=label,
        president=president,
    )


def test_the_terms_of_presidents_are_read_from_the_timeline(content: Content) -> None:
    assert [(term.name, term.years) for term in terms(content.events, 2027)] == [
        ("Yeltsin", "to 1999"),
        ("Putin", "2000–08"),
        ("Medvedev", "2008–12"),
        ("Putin", "since 2012"),
    ]


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_turning_points_stand_in_two_equal_lanes(content: Content, width: float) -> None:
    """Nothing but the date decides where a mark is: all are equally far from the column of time."""
    root = drawn(content, "turning-points", width)
    discs = {float(mark.get("cx", "")) for mark in root.iter(SVG + "circle")}
    diamonds = {
        float(str(mark.get("d"))[1:].split()[0])
        for mark in root.iter(SVG + "path")
        if str(mark.get("d")).endswith("z")
    }
    assert len(discs) == len(diamonds) == 1
    assert width / 2 - discs.pop() == pytest.approx(diamonds.pop() - width / 2, abs=0.2)
    flags = turns.layout(turns.turns(content.events), 2026, width)
    for turn in ("closer", "apart"):
        ys = [flag.y for flag in flags if flag.event.turn == turn]
        assert all(after - before >= 17.9 for before, after in itertools.pairwise(ys))
        dates = [flag.exact for flag in flags if flag.event.turn == turn]
        assert dates == sorted(dates) and len(ys) == len(dates)


def test_labels_without_room_are_refused() -> None:
    crowd = [event("2001") for _ in range(60)]
    for events in (crowd, [event("2001", label="A label that is far too long for its lane")]):
        with pytest.raises(ValueError, match=r"no room|too long"):
            turns.layout(events, 2002, NARROW)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_single_date_is_drawn(width: float) -> None:
    data = ChartData("T", ())
    poll = Poll(date=Date("2004"), sources=(), pollster="P", answer="A", share=51)
    opinion.draw(data, [poll, poll], [], width)
    turns.draw([event("2024", label="It")], 2026, width)
    members.draw([Member(date=Date("2026"), sources=(), country="Here")], [], 2026, width)
    unknown = Battlegroup(date=Date("2026"), sources=(), hosts="Here", battlegroups=1)
    told = battlegroups.draw([unknown], [], width).alternative
    assert "number of soldiers not found" in told


def test_members_are_counted_and_the_promised_are_not() -> None:
    rows = [
        Member(date=Date("1949"), sources=(), country="Here"),
        Member(date=Date("2008"), sources=(), country="There", status="promised"),
        Member(date=Date("2009"), sources=(), country="Beyond"),
    ]
    assert [(step.date.year, step.count) for step in members.rounds(rows)] == [(1949, 1), (2009, 2)]


def test_answers_to_different_questions_are_never_joined(content: Content) -> None:
    """One line alone leads from poll to poll: that of the large panel."""
    for width in (NARROW, WIDE):
        root = drawn(content, "russian-opinion", width)
        joining = [path for path in root.iter(SVG + "path") if path.get("stroke-linecap")]
        assert len(joining) == 1
        for path in root.iter(SVG + "path"):
            if path not in joining:
                start, end = re.findall(r"[ML](\S+) (\S+?)(?=L|$)", path.get("d", ""))
                assert start[0] == end[0] or start[1] == end[1], "upright or level"


@pytest.mark.parametrize(
    "changes", [with_members(), placed("battlegroups", GROUPS), placed("russian-opinion", POLLS)]
)
def test_sound_numbers_pass(
    write_project: Callable[..., Path], changes: dict[str, str | None]
) -> None:
    write_project(changes)
    assert main(["generate"]) == 0


def convert(name: str) -> str:
    return Markdown(extensions=["attr_list", "edition.extensions.blocks"]).convert(
        f"/// chart | {name}\nA *caption*.\n///"
    )


def test_the_block_makes_figure_and_table(write_project: Callable[..., Path]) -> None:
    write_project(with_members())
    html = convert("nato-members").replace(">\n<", "><")
    assert re.match(
        r'<figure class="chart" id="nato-members"><picture><source height="\d+" '
        r'media="\(max-width: 44\.984375em\)" srcset="assets/charts/nato-members-narrow.svg" '
        r'width="340" /><img alt="A line of NATO’s members that rises in steps: 1 in 1949 and '
        r"2 in 1999. Had been Soviet republics: There. The table below names them all\.\" "
        r'height="\d+" loading="lazy" src="assets/charts/nato-members-wide.svg" width="680" />',
        html,
    )
    assert (
        '<figcaption><p class="chart__title">Members</p><p>A <em>caption</em>.</p>'
        '<details class="chart__more"><summary class="chart__head">Sources, files, how to cite</summary>'
    ) in html
    assert (
        '<p class="chart__sources">Sources: '
        '<a href="sources.md#frost-2000">David Frost (2000)</a>; <a href="sources.md#rankin-2021">Jennifer Rankin (2021)</a>.</p>'
        '<p class="chart__files">To take away: the picture as <a download="" href="assets/charts/nato-members.svg">SVG</a>; '
        'its data as <a href="data/nato-members.csv">CSV</a>, <a href="data/nato-members.yml">YAML</a>.</p>'
        '<p class="chart__cite">“Members”, picture in “'
    ) in html
    assert '<th scope="col">Formerly</th>' in html
    assert (
        '<th scope="row">There</th><td class="chart__date">12 March 1999</td><td>Soviet republic</td>'
        in html
    )
    assert "Note" not in html, "a column that is empty throughout is left out"


def test_the_turning_points_have_no_table_for_the_list_is_their_own(
    write_project: Callable[..., Path],
) -> None:
    write_project(turning_points("  turn: closer\n  label: On the BBC\n"))
    html = convert("turning-points")
    assert "chart__data" not in html
    assert "Closer: On the BBC (2000). Apart: none." in html
    assert '<a href="data/timeline.csv">CSV</a>' in html
