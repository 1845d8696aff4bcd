"""The transforms of a built page, each on a page of a few lines."""

import re
from pathlib import Path

import pytest

from edition.diagnostics import BuildError
from edition.engines import ENGINES
from edition.site import csp
from edition.site.defer import defer_scripts, drop_next, inline_icon, place_search
from edition.site.file_sizes import insert_file_sizes
from edition.site.minify import minify_html, minify_js
from edition.site.page import Page
from edition.site.scripts import merge_scripts
from edition.site.stylesheet import Stylesheet, merge_stylesheets
from edition.writers import offline

SHEET = Stylesheet("assets/stylesheets/edition.css", [], "")
HEAD = '<meta charset="utf-8"><title>x</title>'
LOADER = '<script id="loader">first()</script>'
SCRIPT = '<script src="../assets/javascripts/menu.js"></script>'


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


def test_scripts_wait_and_data_stays() -> None:
    about = page(f'<p>x</p><script type="application/json">{{}}</script>{SCRIPT}', LOADER + HEAD)
    defer_scripts(about, "../", SHEET)
    loader, data = about.tree.css("script")
    assert loader.attributes["data-rest"] == "../assets/stylesheets/edition.css"
    assert loader.attributes["data-scripts"] == "../assets/javascripts/menu.js"
    assert loader.text().startswith("first()")
    assert "showModal" in loader.text()
    assert data.text() == "{}"
    assert about.html.attributes["class"] == "no-js waiting"


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (
            page(SCRIPT),
            "edition/site/defer.py: The theme writes “head > script#loader” 0 times on about/index.html, where this module expects 1.",
        ),
        (
            page(f"<script>two()</script>{SCRIPT}", LOADER + HEAD),
            "site/about/index.html: The page contains a script: two() … Write it in "
            "docs/assets/javascripts/",
        ),
        (
            Page.parse("x.html", f"<html><head>{LOADER}{HEAD}</head><body>{SCRIPT}</body></html>"),
            "edition/site/defer.py: The theme writes “html.no-js” 0 times on x.html, where this module expects 1.",
        ),
    ],
)
def test_a_page_with_other_scripts_is_refused(html: Page, message: str) -> None:
    with pytest.raises(BuildError, match=re.escape(message)):
        defer_scripts(html, "../", SHEET)


def test_scripts_of_all_pages_become_one_and_each_is_named_by_its_content(tmp_path: Path) -> None:
    folder = tmp_path / "assets/javascripts"
    for name, text in (("menu", "one( )"), ("notes", "two( )"), ("own", "three( )")):
        write(folder, f"{name}.js", text)
    write(folder, "bundle.1.min.js", "the theme's")
    write(folder, "workers/search.js", "the theme's")
    sheet = HEAD + '<link rel="stylesheet" href="../assets/stylesheets/a.css">'
    both = SCRIPT + SCRIPT.replace("menu", "notes")
    one = page(both, sheet)
    other = page(both + SCRIPT.replace("menu", "own"), sheet, "own/index.html")
    merge_scripts(tmp_path, [one, other])
    names = [script.attrs.sget("src") for script in other.tree.css("script")]
    assert [script.attrs.sget("src") for script in one.tree.css("script")] == names[:1]
    assert re.fullmatch(r"../assets/javascripts/edition\.[0-9a-f]{8}\.js", names[0])
    assert re.fullmatch(r"../assets/javascripts/own\.[0-9a-f]{8}\.js", names[1])
    assert sorted(path.name for path in folder.iterdir()) == [Path(name).name for name in names]
    assert (tmp_path / names[0][3:]).read_text("utf-8") == "one();two()"


def test_a_script_from_another_host_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"The page loads “https://e.example/x.js” from elsewhere"):
        merge_scripts(tmp_path, [page('<script src="https://e.example/x.js"></script>')])


def test_the_search_is_told_its_index_and_no_page_is_prefetched() -> None:
    about = page('<dialog class="search"></dialog>', HEAD + '<link rel="next" href="../x/">')
    place_search(about, "../", "assets/javascripts/search-index.1.js")
    drop_next(about)
    assert about.tree.css_first("dialog").attributes["data-index"] == (
        "../assets/javascripts/search-index.1.js"
    )
    assert not about.tree.css("link[rel=next]")


def test_pages_that_load_other_stylesheets_are_refused(tmp_path: Path) -> None:
    one = page("", HEAD + '<link rel="stylesheet" href="../assets/stylesheets/a.css">')
    other = page("", HEAD + '<link rel="stylesheet" href="../assets/stylesheets/b.css">')
    with pytest.raises(BuildError, match=r"It loads other stylesheets than site/about/index.html"):
        merge_stylesheets(tmp_path, [one, other])
    elsewhere = page("", HEAD + '<link rel="stylesheet" href="../css/a.css">')
    with pytest.raises(BuildError, match="Stylesheets are outside assets/stylesheets/"):
        merge_stylesheets(tmp_path, [elsewhere])


@pytest.mark.parametrize("engine", ENGINES)
def test_what_the_theme_writes_for_its_own_script_is_removed(engine: str) -> None:
    built = page(
        '<input class="md-toggle" id="__drawer"><label class="md-overlay"></label><p>x</p>'
    )
    ENGINES[engine].fix_page(built)
    assert built.tree.body is not None
    assert built.tree.body.inner_html == "<p>x</p>"


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
        "</head><body>"
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
