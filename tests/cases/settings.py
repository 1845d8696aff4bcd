"""Problems in mkdocs.yml, in the templates and in what the engine makes of them."""

import shutil
from collections.abc import Callable
from pathlib import Path

from cases.case import SETTINGS, Case, build, settings, write

LAST = SETTINGS.count("\n") + 1  # the line of what is added at the end


def at(start: str) -> int:
    """The line of mkdocs.yml that begins with START."""
    return next(
        number
        for number, line in enumerate(SETTINGS.splitlines(), 1)
        if line.lstrip(" -").startswith(start)
    )


def template(text: str, name: str = "main.html") -> Callable[[Path], None]:
    """This one template in the place of all others."""

    def inject(root: Path) -> None:
        shutil.rmtree(root / "overrides")
        write(root, {f"overrides/{name}": text})

    return inject


def added(html: str) -> Callable[[Path], None]:
    """The real templates, with HTML above the content of every page."""

    def inject(root: Path) -> None:
        path = root / "overrides/main.html"
        whole = path.read_text("utf-8")
        assert whole.count("{% block content %}") == 1
        path.write_text(whole.replace("{% block content %}", "{% block content %}" + html), "utf-8")

    return inject


CONFIGURATION: dict[str, Case] = {
    "edition without a cut-off": Case(
        settings(', cutoff: "2026-10-10"', ""),
        f"mkdocs.yml:{at('edition:')}: “edition” has no “cutoff”. Add “cutoff: …”.",
    ),
    "edition without quotes": Case(
        settings('version: "2026.11"', "version: 2026.10"),
        f"mkdocs.yml:{at('edition:')}: “version” is not text. Put it in quotes.",
    ),
    "setting that is neither true nor false": Case(
        settings("complete: !ENV [EDITION_COMPLETE, false]", "complete: 7"),
        f"mkdocs.yml:{at('complete:')}: “7” is not true or false. Write true or false.",
    ),
    "name of an edition that is none": Case(
        settings('version: "2026.11"', 'version: "2026.13"'),
        f'mkdocs.yml:{at("edition:")}: “2026.13” is not a valid value of “version”. Write year and month in quotes: "2026.11".',
    ),
    "cut-off that does not exist": Case(
        settings('cutoff: "2026-10-10"', 'cutoff: "2026-10-32"'),
        f"mkdocs.yml:{at('edition:')}: “2026-10-32” is not a date that exists. "
        "Write year, month and day, as in 2027-03-01.",
    ),
    "edition published before its evidence ends": Case(
        settings('published: "2026-11-23"', 'published: "2026-09-23"'),
        f"mkdocs.yml:{at('edition:')}: The edition was published on 2026-09-23, before the evidence ends (2026-10-10). "
        "Correct one of the two dates.",
    ),
    "address of the site without https://": Case(
        settings("https://tiny.example/edition/", "tiny.example/edition/"),
        f"mkdocs.yml:{at('site_url:')}: The site_url “tiny.example/edition/” is not an address. "
        "Write it whole, as in https://example.org/putin-nato/, here or in the variable SITE_URL; or leave it out.",
    ),
    "address of the repository that is none": Case(
        settings("extra:\n", "extra:\n  repository: you/repository\n"),
        f"mkdocs.yml:{at('complete:')}: The repository “you/repository” is not an address. "
        "Write it whole, as in https://github.com/you/repository, here or in the variable REPOSITORY_URL; or leave it out.",
    ),
    "unknown setting": Case(
        settings("site_author:", "site_autor:"),
        f"mkdocs.yml:{at('site_author:')}: “site_autor” is not a known field. Did you mean “site_author”?",
    ),
    "unknown theme": Case(
        settings("name: material,", "name: materiall,"),
        f"mkdocs.yml:{at('theme:')}: “materiall” is not a known value of “name”. Did you mean “material”?",
    ),
    "unknown extension": Case(
        settings("edition.extensions.blocks", "edition.extensions.block"),
        f"mkdocs.yml:{at('edition.extensions.blocks')}: “edition.extensions.block” is not one of the "
        "markdown_extensions that the edition is tested with. Did you mean “edition.extensions.blocks”?",
    ),
    "mkdocs.yml that does not parse": Case(
        settings("  - footnotes", "\t- footnotes"),
        f"mkdocs.yml:{at('footnotes')}: The YAML does not parse: found character '\\t' that cannot start any token. "
        "Look at this line and the one above. "
        "Indent by spaces, put a space after “:”, and put text with “: ” in quotes.",
    ),
    "empty mkdocs.yml": Case(
        {"mkdocs.yml": ""},
        "mkdocs.yml:1: The file is empty. Restore it, for example with `git checkout`.",
    ),
    "list in the place of a key": Case(
        settings("site_url: ", "[site_url]: "),
        f"mkdocs.yml:{at('site_url:')}: The YAML does not parse: a list or mapping is used as a key. "
        "Look at this line and the one above. "
        "Indent by spaces, put a space after “:”, and put text with “: ” in quotes.",
    ),
    "mistyped tag in mkdocs.yml": Case(
        settings("site_url: ", "site_url: !EVN "),
        f"mkdocs.yml:{at('site_url:')}: The YAML does not parse: could not determine a constructor for the tag '!EVN'. "
        "Look at this line and the one above. "
        "Indent by spaces, put a space after “:”, and put text with “: ” in quotes.",
    ),
    "page that no menu leads to": Case(
        {
            "mkdocs.yml": SETTINGS
            + "nav: [index.md, {Parts: [timeline.md, claims.md, sources.md]}, about.md]\n"
        },
        f"mkdocs.yml:{LAST}: No menu leads to the page “hopes.md”. Add “- hopes.md” under nav.",
    ),
    "menu that leads to no page": Case(
        {
            "mkdocs.yml": SETTINGS
            + "nav: [index.md, hope.md, timeline.md, claims.md, sources.md, about.md]\n"
        },
        f"mkdocs.yml:{LAST}: A reference to 'hope.md' is included in the 'nav' configuration, but there is no such page. "
        "Did you mean “hopes.md”?",
    ),
    "custom property that nothing sets": Case(
        {
            "mkdocs.yml": SETTINGS + "extra_css: [assets/text.css]\n",
            "docs/assets/text.css": ":root { --ink: #000; }\n\np { color: var(--inc); }\n",
        },
        "docs/assets/text.css:3: Nothing gives “--inc” a value. Did you mean “--ink”?",
    ),
    "stylesheet listed twice": Case(
        {
            "mkdocs.yml": SETTINGS + "extra_css:\n  - assets/text.css\n  - assets/text.css\n",
            "docs/assets/text.css": "p { color: red; }\n",
        },
        f"mkdocs.yml:{LAST + 2}: “assets/text.css” is listed twice. Delete one line.",
    ),
    "stylesheet that is missing": Case(
        {"mkdocs.yml": SETTINGS + "extra_css:\n  - assets/text.css\n", "docs/assets/texts.css": ""},
        f"mkdocs.yml:{LAST + 1}: There is no file “assets/text.css” in docs/. Did you mean “assets/texts.css”?",
    ),
    "script from elsewhere": Case(
        {"mkdocs.yml": SETTINGS + "extra_javascript:\n  - path: https://elsewhere.example/x.js\n"},
        f"mkdocs.yml:{LAST + 1}: “https://elsewhere.example/x.js” would be loaded from elsewhere. Serve it from docs/assets/.",
    ),
    "folder of templates that is missing": Case(
        settings("custom_dir: overrides", "custom_dir: overides"),
        f"mkdocs.yml:{at('theme:')}: There is no folder “overides”. Restore it, for example with `git checkout`.",
    ),
    "template that does not parse": Case(
        template('{% extends "base.html" %}\n{% block content %}\n{{ super() }\n{% endblock %}\n'),
        "overrides/main.html:3: This line stopped mkdocs: jinja2.exceptions.TemplateSyntaxError: unexpected '}'. "
        "Correct it, or undo your last change.",
        run=build,
    ),
    "block that is not closed in a template": Case(
        template('{% extends "base.html" %}\n{% block content %}\n{{ super() }}\n'),
        "overrides/main.html:3: This line stopped mkdocs: jinja2.exceptions.TemplateSyntaxError: Unexpected end of template. "
        "Jinja was looking for the following tags: 'endblock'. The innermost block that needs to be closed is 'block'. "
        "Correct it, or undo your last change.",
        run=build,
    ),
    "template that includes what is not there": Case(
        template(
            '{% extends "base.html" %}\n{% block content %}\n{% include "partials/colophn.html" %}\n{% endblock %}\n'
        ),
        "overrides/main.html:3: This line stopped mkdocs: jinja2.exceptions.TemplateNotFound: 'partials/colophn.html' "
        "not found in search paths: '<folder>', '<themes>', '<engines>'. Correct it, or undo your last change.",
        run=build,
    ),
    "template that fails when it is used": Case(
        template(
            '{% extends "base.html" %}\n{% block content %}\n{{ page.title.upper(1) }}\n{% endblock %}\n'
        ),
        "overrides/main.html:3: This line stopped mkdocs: TypeError: str.upper() takes no arguments (1 given). "
        "Correct it, or undo your last change.",
        run=build,
    ),
    "template that loads from elsewhere": Case(
        added('<script src="https://elsewhere.example/x.js"></script>'),
        "overrides/main.html:<line>: The page loads “https://elsewhere.example/x.js” from elsewhere. Serve it from docs/assets/.",
        run=build,
    ),
    "template with a dead link": Case(
        added('<a href="nowhere/">Nowhere</a>'),
        "overrides/main.html:<line>: The link “nowhere/” leads nowhere. Correct it where it is written, or restore its target.",
        run=build,
    ),
    "template with an attribute that runs a script": Case(
        added('<button onclick="go()">Go</button>'),
        "overrides/main.html:<line>: The element <button> carries the attribute “onclick”. "
        "Use a class and a stylesheet, or a listener in docs/assets/javascripts/.",
        run=build,
    ),
    "template with an id twice": Case(
        added('<p id="about">Again</p>'),
        "overrides/main.html:<line>: The id “about” stands twice. One of them comes from a template or an extension.",
        run=build,
    ),
}
