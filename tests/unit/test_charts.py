"""The charts: drawn from the data and nothing else, legible on both grounds and on a phone, with words and numbers behind them."""

import gzip
import random
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from pathlib import Path

import pytest
from cases.charts import GROUPS, POLLS, arc, placed, with_members
from markdown import Markdown
from tools.paths import ROOT

from edition.cli import main
from edition.content.dates import Date
from edition.content.model import Content
from edition.content.records import Event, Member, Poll
from edition.generate import charts
from edition.generate.charts import members, opinion, turning_points
from edition.generate.charts.svg import BOND, EDGE, INK, PAPER, RIFT, SOFT, WIDTH

NARROW = 288  # px that a chart has on a phone of 320
TOKENS = (ROOT / "docs/assets/stylesheets/tokens.css").read_text("utf-8")
SVG = "{http://www.w3.org/2000/svg}"


def token(name: str) -> tuple[str, str]:
    """A colour of the site: for light and for dark paper."""
    match = re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", TOKENS)
    assert match, name
    return match.group(1), match.group(2)


def colour(code: str) -> tuple[float, ...]:
    return tuple(int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))


def inverted(rgb: tuple[float, ...]) -> tuple[float, ...]:
    """What `invert(1) hue-rotate(180deg)` of the stylesheet makes of a colour (Filter Effects Level 1, matrix at 180 degrees)."""
    red, green, blue = (1 - value for value in rgb)
    turned = (
        -0.574 * red + 1.43 * green + 0.144 * blue,
        0.426 * red + 0.43 * green + 0.144 * blue,
        0.426 * red + 1.43 * green - 0.856 * blue,
    )
    return tuple(min(1.0, max(0.0, value)) for value in turned)


def luminance(rgb: tuple[float, ...]) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in rgb
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_alternatives_tell_the_numbers(content: Content) -> None:
    told = {name: charts.draw(content, name).alternative for name in charts.NAMES}
    assert (
        "12 in 1949, 14 in 1952, 15 in 1955, 16 in 1982, 19 in 1999, 26 in 2004"
        in told["nato-members"]
    )
    assert "31 in 2023 and 32 in 2024" in told["nato-members"]
    assert "Had been Soviet republics: Estonia, Latvia and Lithuania." in told["nato-members"]
    assert "28 June 2022, 8 battlegroups with 9,641 soldiers, in Estonia" in told["battlegroups"]
    assert "48 per cent in November 2021 and 60 per cent in May 2022" in told["russian-opinion"]
    assert "Apart, below it: Kosovo (1999), Munich (2007)" in told["arc"]


@pytest.mark.parametrize("name", charts.NAMES)
def test_one_drawing_serves_light_and_dark(content: Content, name: str) -> None:
    """Text 4.5:1, marks 3:1, on either ground; the letters inside a solid mark are measured against it."""
    root = etree.fromstring(charts.draw(content, name).drawing.source())
    seen = set()
    for element in root.iter():
        tag = element.tag.removeprefix(SVG)
        for key in ("fill", "stroke"):
            code = element.get(key)
            if code and code not in ("none", PAPER):
                seen.add(code)
                least = 4.5 if tag in ("text", "svg") else 3
                assert contrast(colour(code), colour(token("paper")[0])) >= least, (tag, code)
                assert contrast(inverted(colour(code)), colour(token("paper")[1])) >= least, (
                    tag,
                    code,
                )
        if tag == "text" and element.get("fill") == PAPER:
            ground = colour(SOFT)
            assert contrast(colour(PAPER), ground) >= 4.5
            assert contrast(inverted(colour(PAPER)), inverted(ground)) >= 4.5
    assert len(seen) >= 2


def test_the_colours_are_those_of_the_site() -> None:
    assert [token(name)[0] for name in ("paper", "ink", "ink-soft", "edge", "bond", "rift")] == [
        PAPER,
        INK,
        SOFT,
        EDGE,
        BOND,
        RIFT,
    ]


def test_the_accents_in_the_dark_are_those_of_the_site() -> None:
    for light, dark in (token("bond"), token("rift")):
        assert all(
            abs(one - other) < 0.07
            for one, other in zip(inverted(colour(light)), colour(dark), strict=True)
        )


@pytest.mark.parametrize("name", charts.NAMES)
def test_letters_are_large_enough_on_a_phone(content: Content, name: str) -> None:
    root = etree.fromstring(charts.draw(content, name).drawing.source())
    sizes = [
        float(element.get("font-size", root.get("font-size", "0")))
        for element in root.iter(SVG + "text")
    ]
    assert min(sizes) * NARROW / WIDTH >= 11


@pytest.mark.parametrize("name", charts.NAMES)
def test_a_chart_is_light(content: Content, name: str) -> None:
    assert len(gzip.compress(charts.draw(content, name).drawing.source().encode())) <= 3 * 1024


def test_drawing_again_gives_the_same_bytes(content: Content) -> None:
    for name in charts.NAMES:
        assert (
            charts.draw(content, name).drawing.source()
            == charts.draw(content, name).drawing.source()
        )


def turning_point(date: str, turn: str = "apart", label: str = "A label") -> Event:
    return Event(
        id="e",
        date=Date(date),
        title="T",
        text="T",
        paragraph="p1",
        sources=(),
        turn=turn,
        label=label,
    )


@pytest.mark.parametrize("seed", range(20))
def test_labels_of_turning_points_leave_each_other_room(seed: int) -> None:
    """Also where many events are on one day; a stem that a label would cross ends nearer to the line."""
    chance = random.Random(seed)
    years = sorted(chance.choice((1991, 2000, 2007, 2012, 2014, 2022)) for _ in range(9))
    events = [turning_point(str(year), label="x" * chance.randint(3, 12)) for year in years]
    flags, axis, height = turning_points.layout(events, 2026)
    assert axis < min(flag.y for flag in flags) and max(flag.y for flag in flags) < height
    for flag in flags:
        right = flag.left + flag.width
        assert flag.left >= 0 and right <= WIDTH
        for other in flags:
            crosses = flag.left < other.x < right and other.y >= flag.y
            overlaps = (
                flag.y == other.y
                and flag.left < other.left + other.width
                and other.left < right
                and flag is not other
            )
            assert not crosses and not overlaps


def test_too_many_turning_points_are_refused_and_not_tried_in_every_order() -> None:
    events = [turning_point(f"2001-01-{day:02}") for day in range(1, 32)] * 20
    with pytest.raises(ValueError, match="no room"):
        turning_points.layout([turning_point("1999-01-01"), *events], 2002)


def test_a_single_date_is_drawn() -> None:
    row = Poll(date=Date("2004"), sources=(), pollster="P", answer="A", share=51)
    assert opinion.draw([row, row]).drawing.source().startswith("<svg")
    turning_points.draw([turning_point("2026")], 2025)
    members.draw([Member(date=Date("2027"), sources=(), country="Here")])


def test_polls_are_never_joined(content: Content) -> None:
    """Every line of the chart is upright (an answer, a year) or a panel's ground; none leads from answer to answer."""
    root = etree.fromstring(charts.draw(content, "russian-opinion").drawing.source())
    upright = 0
    for element in root.iter(SVG + "path"):
        start, end = re.fullmatch(r"M(\S+) \S+?L(\S+) \S+", element.get("d", "")).groups()  # type: ignore[union-attr]
        upright += start == end
        assert start == end or (start, end) == ("0", str(WIDTH))
    assert upright > len(content.charts["russian-opinion"].rows)


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
    html = convert("nato-members")
    assert html.startswith(
        '<figure class="chart" id="nato-members"><img alt="A staircase of NATO’s members by date of accession: 1 in 1949 and 2 in 1999. '
        'Had been Soviet republics: There. The table below names them all." height="99" loading="lazy" '
        'src="assets/charts/nato-members.svg" width="320" />'
    )
    assert (
        '<figcaption>\n<p class="chart__title">Members</p>\n<p>A <em>caption</em>.</p>\n<p class="chart__sources">Sources: '
        '<a href="sources.md#frost-2000">David Frost (2000)</a>; <a href="sources.md#rankin-2021">Jennifer Rankin (2021)</a>. '
        'Data: <a href="data/nato-members.csv">CSV</a>, <a href="data/nato-members.yml">YAML</a>.</p>\n</figcaption>\n</figure>'
    ) in html
    assert '<th scope="col">Formerly</th>' in html
    assert (
        '<th scope="row">There</th>\n<td class="chart__date">12 March 1999</td>\n<td>Soviet republic</td>'
        in html
    )
    assert "Note" not in html, "a column that is empty throughout is left out"


def test_the_arc_has_no_table_for_the_list_is_its_own(write_project: Callable[..., Path]) -> None:
    write_project(arc("  turn: closer\n  label: On the BBC\n"))
    html = convert("arc")
    assert "<details" not in html
    assert "Closer, above the line: On the BBC (2000). Apart, below it: none." in html
    assert '<a href="index.md#p1" tabindex="-1"><rect ' in html
