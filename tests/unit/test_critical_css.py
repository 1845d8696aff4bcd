"""Which rules and fonts a page needs before a reader touches it."""

import pytest

from edition.diagnostics import BuildError
from edition.site import critical_css
from edition.site.css import parse
from edition.site.fonts import faces
from edition.site.page import Page

PAGE = '<html><body><p class="x" data-k="v">x <b>y</b></p></body></html>'


def used(css: str, html: str = PAGE) -> str:
    return critical_css.used(parse(css, "test.css"), Page.parse("index.html", html))


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("p{a:b}q{c:d}", "p{a:b}"),
        (".x,.y{a:b}", ".x{a:b}"),
        ("p.x{a:b}p.z{a:b}", "p.x{a:b}"),
        ("p b{a:b}b p{a:b}p>b+b{a:b}", "p b{a:b}"),
        ("p:not(.z){a:b}p:not(.x){a:b}", "p:not(.z){a:b}"),
        ("p:is(.x,.z){a:b}:is(.z,q){c:d}", "p:is(.x,.z){a:b}"),
        ("p:has(b){a:b}p:has(q){c:d}", "p:has(b){a:b}"),
        ("p:has(:checked){a:b}", "p:has(:checked){a:b}"),
        ("[data-k=v]{a:b}[data-k=w]{a:b}", "[data-k=v]{a:b}"),
        ("p:hover{a:b}p:focus{c:d}", "p:focus{c:d}"),
        (".js p{a:b}:root[data-scheme=dark] p{c:d}", ".js p{a:b}:root[data-scheme=dark] p{c:d}"),
        ("p::-webkit-scrollbar{a:b}", "p::-webkit-scrollbar{a:b}"),
        ("@media print{q{a:b}}", ""),
        ("@media print{p{a:b}}", "@media print{p{a:b}}"),
        (":root{--a:1;--b:var(--a);--c:2}p{w:var(--b)}", ":root{--a:1;--b:var(--a)}p{w:var(--b)}"),
        (
            "@keyframes k{0%{a:b}}@keyframes l{0%{a:b}}p{animation:k 1s}",
            "@keyframes k{0%{a:b}}p{animation:k 1s}",
        ),
        ('@font-face{src:url("x")}p{a:b}', "p{a:b}"),
        ("p{a:b!important}", "p{a:b!important}"),
        ("p{a:b;transition:a 1s}p{transition-property:a}", "p{a:b}"),
    ],
)
def test_keeps_the_rules_that_a_page_can_need(css: str, kept: str) -> None:
    assert used(css) == kept


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("p{a:b}p{a:c}", "p{a:c}"),
        ("p{a:b;c:d}p{a:c}", "p{c:d}p{a:c}"),
        (".x{a:b}p{a:c}", ".x{a:b}"),
        ("p{margin-left:1em}p{margin:0}", "p{margin:0}"),
        ("p{margin:0}p{margin-left:1em}", "p{margin:0}p{margin-left:1em}"),
        ("p{border-radius:1px}p{border:0}", "p{border-radius:1px}p{border:0}"),
        ("p{line-height:2}p{font:1em a}", "p{font:1em a}"),
        ("p{a:b!important}p{a:c}", "p{a:b!important}"),
        ("p,b{a:b}p{a:c}", "b{a:b}p{a:c}"),
    ],
)
def test_leaves_out_what_always_loses(css: str, kept: str) -> None:
    assert used(css) == kept


@pytest.mark.parametrize(
    "css",
    [
        "p{a:b}p:focus{a:c}",
        ".no-js p{a:b}.js p{a:c}",
        "p{a:b}@media print{p{a:c}}",
        "p,b{a:b}p:not(:focus){a:c}",
        "p{a:b;a:new()}",  # a browser that does not know the second takes the first
        'p::before{content:"x"}p{content:none}',
    ],
)
def test_what_wins_at_times_stays(css: str) -> None:
    assert used(css) == css


def test_a_pseudo_element_without_content_needs_no_rules() -> None:
    assert used('p::before{content:none;a:b}b::after{content:"x";a:b}') == (
        'b::after{content:"x";a:b}'
    )
    assert used("p::before{content:'x';a:b}p::before{content:none}") == ""


def test_what_is_closed_needs_no_rules() -> None:
    page = """<html><body><div id="menu" popover><nav>x</nav></div><div popover><ul></ul></div><dialog><ol></ol></dialog>
      <details><summary>x</summary><table></table></details></body></html>"""
    css = "nav{a:b}ol{a:b}ul{a:b}table{a:b}summary{a:b}@media (max-width:9em){nav{c:d}#menu{c:d}}"
    kept = "nav{a:b}summary{a:b}@media (max-width:9em){#menu{c:d}}"
    assert used(css, page) == kept


@pytest.mark.parametrize(
    ("css", "message"),
    [
        ("p{a:b", "test.css:1: The stylesheet does not parse"),
        ("p{a b}", "test.css:1: The stylesheet does not parse"),
        ("p..x{a:b}", "test.css:1: The selector “p..x” does not parse. Write a valid selector."),
        (
            "p{a:b;q{c:d}}",
            "test.css:1: A rule stands inside a rule. Write it on its own: nested rules are not read here.",
        ),
    ],
)
def test_a_stylesheet_that_does_not_parse_is_refused(css: str, message: str) -> None:
    if css == "p{a:b":  # CSS closes open braces at the end of a file
        assert used(css) == "p{a:b}"
        return
    with pytest.raises(BuildError, match=message.replace(".", r"\.")):
        used(css)


def test_a_font_is_for_the_letters_of_its_range() -> None:
    css = '@font-face{src:url("a.woff2");unicode-range:U+41-43,U+0416}@font-face{src:local("b")}'
    assert [sorted(face.letters) for face in faces(css, frozenset("ABxЖ"))] == [["A", "B", "Ж"]]
