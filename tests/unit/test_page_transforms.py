"""The transforms of a built page, each on a page of a few lines."""

import re
from pathlib import Path

import pytest

from edition.diagnostics import BuildError
from edition.engines import ENGINES
from edition.engines.engine import bundle, delete_source_maps, replace_once
from edition.site import csp
from edition.site.defer import defer_scripts, inline_icon
from edition.site.file_sizes import insert_file_sizes
from edition.site.minify import minify_html, minify_js
from edition.site.page import Page
from edition.site.stylesheet import Stylesheet, merge_stylesheets
from edition.writers import offline

SHEET = Stylesheet("assets/stylesheets/edition.css", [], "")
HEAD = '<meta charset="utf-8"><title>x</title>'
BUNDLE = '<script src="../assets/javascripts/bundle.1.min.js"></script>'


def page(body: str, head: str = HEAD, path: str = "about/index.html") -> Page:
    return Page.parse(
        path, f'<!doctype html><html class="no-js"><head>{head}</head><body>{body}</body></html>'
    )


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_minifying_keeps_spaces_that_bind_and_quotes() -> None:
    html = "<p class='x y'>on  5\N{NO-BREAK SPACE}March \t2000</p> <!-- x -->\n"
    assert minify_html(html) == "<p class='x y'>on 5\N{NO-BREAK SPACE}March 2000</p>"


def test_a_minified_script_stays_the_same_when_it_is_minified_again() -> None:
    once = minify_js("const f = (a, b) => { if (a) { return b } else { return 0 } }; f(1, 2)")
    assert minify_js(once) == once


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 kB"), (46_400, "46 kB"), (994_999, "995 kB"), (1_640_000, "1.6 MB")],
)
def test_a_size_is_written_behind_its_link(tmp_path: Path, size: int, words: str) -> None:
    (tmp_path / "x.pdf").write_bytes(b"x" * size)
    about = page('<span data-size-of="x.pdf">PDF</span><span data-size-of="y.pdf">PDF</span>')
    insert_file_sizes(about, tmp_path)
    assert about.body.text().replace("\N{NO-BREAK SPACE}", " ") == f"PDF, {words}PDF"


def test_a_small_icon_is_put_into_the_page(tmp_path: Path) -> None:
    write(tmp_path, "icon.svg", '<svg width="1"/>')
    about = page("", '<link rel="icon" href="../icon.svg">' + HEAD)
    about.head.insert_child(_link("../assets/stylesheets/x.css"))
    inline_icon(about, tmp_path)
    link = about.tree.css_first("link[rel=icon]")
    assert link.attributes["href"] == "data:image/svg+xml,%3Csvg%20width='1'/%3E"


def _link(href: str):  # type: ignore[no-untyped-def]
    return Page.parse("x", f'<link rel="stylesheet" href="{href}">').tree.css_first("link")


def test_scripts_behind_the_title_wait_and_data_stays() -> None:
    about = page(
        f'<p>x</p><script>one()</script><script type="application/json">{{}}</script>{BUNDLE}',
        f"<script>first()</script>{HEAD}<script>two()</script>",
    )
    defer_scripts(about, "../", SHEET, "early()")
    scripts = about.tree.css("script")
    assert [script.text() for script in scripts[:2]] == ["first()", "{}"]
    assert scripts[2].attributes["data-rest"] == "../assets/stylesheets/edition.css"
    assert scripts[2].attributes["data-scripts"] == "../assets/javascripts/bundle.1.min.js"
    assert scripts[2].text().startswith("two(),one(),")
    assert scripts[2].text().endswith("early()")
    assert about.html.attributes["class"] == "no-js waiting"


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (page(""), "site/about/index.html: The page does not load the theme's script"),
        (
            Page.parse("x.html", f"<html><head>{HEAD}</head><body>{BUNDLE}</body></html>"),
            "site/x.html: The theme writes “html.no-js” 0 times where edition/site/defer.py expects 1.",
        ),
    ],
)
def test_a_theme_that_loads_its_script_otherwise_is_refused(html: Page, message: str) -> None:
    with pytest.raises(BuildError, match=re.escape(message)):
        defer_scripts(html, "../", SHEET, "")


def test_pages_that_load_other_stylesheets_are_refused(tmp_path: Path) -> None:
    one = page("", HEAD + '<link rel="stylesheet" href="../assets/stylesheets/a.css">')
    other = page("", HEAD + '<link rel="stylesheet" href="../assets/stylesheets/b.css">')
    with pytest.raises(BuildError, match=r"It loads other stylesheets than site/about/index.html"):
        merge_stylesheets(tmp_path, [one, other])
    elsewhere = page("", HEAD + '<link rel="stylesheet" href="../css/a.css">')
    with pytest.raises(BuildError, match="Stylesheets are outside assets/stylesheets/"):
        merge_stylesheets(tmp_path, [elsewhere])


@pytest.mark.parametrize("engine", ENGINES)
def test_markup_of_the_theme_that_is_not_as_expected_is_refused(engine: str) -> None:
    with pytest.raises(BuildError) as caught:
        ENGINES[engine].fix_page(page('<div data-md-component="skip"></div>'))
    assert str(caught.value) == (
        "site/about/index.html: The theme writes “label.md-header__button[for=__drawer]” 0 times "
        "where edition/engines/theme.py expects 1. "
        "See how this version of the theme does it, and change edition/engines/theme.py."
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_scripts_of_the_theme_that_are_not_as_expected_are_refused(
    engine: str, tmp_path: Path
) -> None:
    fix, module = (
        ENGINES[engine].fix_files,
        f"edition/engines/{ENGINES[engine].fix_files.__module__.rpartition('.')[2]}.py",
    )
    with pytest.raises(BuildError, match=f"{module}: The theme has 0 scripts"):
        fix(tmp_path)
    write(tmp_path, "assets/javascripts/bundle.1.min.js", "x")
    with pytest.raises(BuildError, match=f"{module}: The theme's bundle.1.min.js"):
        fix(tmp_path)


def test_source_maps_go_and_so_do_the_lines_that_name_them(tmp_path: Path) -> None:
    script = write(tmp_path, "a/x.min.js", "1\n//# sourceMappingURL=x.min.js.map\n")
    write(tmp_path, "a/x.min.js.map", "{}")
    delete_source_maps(tmp_path)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["x.min.js"]
    assert script.read_text("utf-8") == "1\n"


def test_what_a_script_contains_twice_is_not_replaced(tmp_path: Path) -> None:
    path = write(tmp_path, "assets/javascripts/bundle.1.js", "a a")
    with pytest.raises(BuildError, match=r"m.py: The theme's bundle.1.js contains “a” 2 times"):
        replace_once(bundle(tmp_path, "m.py"), "a", "b", "m.py")
    assert path.read_text("utf-8") == "a a"


def test_the_policy_allows_the_scripts_of_the_page_and_no_others() -> None:
    about = page('<script>run( 1 )</script><script type="application/json">{"a":1}</script>')
    html = csp.serialize_with_policy(about)
    assert "<script>run(1)</script>" in html
    assert html.count("'sha256-") == 1
    assert "/about/\n  Content-Security-Policy: default-src 'none';script-src 'self' 'sha256-" in (
        csp.headers([about])
    )


@pytest.mark.parametrize("attribute", ["style", "onclick"])
def test_code_and_style_in_attributes_are_refused(attribute: str) -> None:
    with pytest.raises(BuildError, match=f"The element <p> carries the attribute “{attribute}”"):
        csp.serialize_with_policy(page(f'<p {attribute}="x">x</p>'))


def test_a_page_that_does_not_say_its_encoding_is_refused() -> None:
    with pytest.raises(BuildError, match=re.escape("“head > meta[charset]” 0 times")):
        csp.serialize_with_policy(page("", "<title>x</title>"))


def test_the_offline_copy_names_files_and_drops_what_it_cannot_use(tmp_path: Path) -> None:
    (tmp_path / "about").mkdir()
    about = page(
        '<a href="..">up</a> <a href="../#p1">p</a><p data-offline="drop">gone <b>too</b></p>'
        '<p>kept &lt;<img src="x.png" alt=""><a href="https://e.example/">out</a></p>',
        HEAD + '<link rel="preload" href="x.woff2">',
    )
    assert offline.offline_html(about, tmp_path) == (
        '<!doctype html><html class="no-js"><head><meta charset="utf-8"><title>x</title>'
        '<script src="../assets/javascripts/iframe-worker.js"></script></head><body>'
        '<a href="../index.html">up</a> <a href="../index.html#p1">p</a>'
        '<p>kept &lt;<img src="x.png" alt><a href="https://e.example/">out</a></p></body></html>'
    )


def test_in_the_offline_copy_a_redirect_leads_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    old = page("", '<meta http-equiv="refresh" content="0; url=../new/#p2">', "old/index.html")
    assert "url=../new/index.html#p2" in offline.offline_html(old, tmp_path)


def test_a_link_from_the_root_of_the_host_does_not_work_offline(tmp_path: Path) -> None:
    with pytest.raises(
        BuildError,
        match=r"^site/about/index.html: The link “/about/” begins at the root of a host",
    ):
        offline.offline_html(page('<a href="/about/">x</a>'), tmp_path)


def test_a_theme_whose_search_needs_a_server_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "assets/javascripts/bundle.1.min.js", "fetch('search_index.json')")
    with pytest.raises(BuildError) as caught:
        offline.copy([], tmp_path, ENGINES["mkdocs"].search)
    assert str(caught.value) == (
        "edition/writers/offline.py: No script assets/javascripts/bundle.*.js contains "
        "search/search_index.js, so search would fail from a disk. "
        "See how this version of the theme searches without a server."
    )
