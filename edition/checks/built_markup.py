"""Check that the built pages have the markup by which our later steps find notes and numbers.

Python-Markdown, our extensions and the theme write it. If a new version writes it in another way,
the message names the module that has to change, before anything is lost without a word.
"""

from collections.abc import Iterator

from edition.content.model import Content
from edition.content.pages import Page as Source
from edition.diagnostics import BuildError, Problem
from edition.site.page import Page

_WRITERS, _NUMBERS = "edition/writers/article.py", "edition/extensions/permalinks.py"
_HINT = "See how this version of the engine or the extension writes it, and change the module."


def check(content: Content, pages: list[Page]) -> None:
    """Check the built PAGES, before anything is changed in them.

    Raises:
        BuildError: some page lacks such markup; contains the first problem of the first such page.
    """
    built = {page.url: page for page in pages}
    for source in content.pages.values():
        page = built.get(content.project.path_for(source.key))
        if page is None:
            what = f"The engine built no page of {source.file}."
            raise BuildError([Problem("mkdocs.yml", 0, what, "Look at what it leaves out.")])
        for problem in _page(content, source, page):
            raise BuildError([problem])
    chain = sum(len(built[url].tree.css("head link[rel=next]")) for url in built)
    if chain != len(content.pages) - 1:
        what = f"{chain} of {len(content.pages)} pages have “link[rel=next]”, all but one should."
        raise BuildError([Problem(_WRITERS, 0, what, _HINT)])


def _page(content: Content, source: Source, page: Page) -> Iterator[Problem]:
    brackets = sum(len({item.group for item in block.citations}) for block in source.blocks)
    numbered = source.paragraphs if source.key in content.article_pages else []
    expected = {
        "body [data-md-component=container]": (1, "edition/engines/theme.py"),
        "article": (1, _WRITERS),
        f"article h1#{source.key}": (1, _WRITERS),
        "article sup > a.footnote-ref[href^='#fn:']": (brackets, _WRITERS),
        "article p[id] > a.paragraph-number": (len(numbered), _NUMBERS),
    }
    for selector, (count, module) in expected.items():
        if (found := len(page.tree.css(selector))) != count:
            what = f"Page {page.path} has {found} “{selector}”, and the module expects {count}."
            yield Problem(module, 0, what, _HINT)
    marks = page.tree.css("article a.footnote-ref")
    notes = page.tree.css("article .footnote > ol > li[id^='fn:']")
    if any(note.css_first("a.footnote-backref[href^='#fnref']") is None for note in notes):
        what = f"On page {page.path}, a note has no “a.footnote-backref” that leads to the text."
        yield Problem(_WRITERS, 0, what, _HINT)
    if {mark.attrs.sget("href") for mark in marks} != {f"#{note.id}" for note in notes}:
        what = (
            f"On page {page.path}, the numbers in the text lead to other ids than the notes have."
        )
        yield Problem(_WRITERS, 0, what, _HINT)
