"""Problems in the files themselves: kind, name, size, form."""

from pathlib import Path

from fixtures import minimal_project

from cases.case import HOPES, SOURCES, Case, hopes

KINDS = ".css, .js, .md, .svg, .woff2, .yml"


def _loop(root: Path) -> None:
    (root / "docs/again").symlink_to(root / "docs", target_is_directory=True)


def _itself(root: Path) -> None:
    (root / "docs/loop.md").symlink_to("loop.md")


def _outside(root: Path) -> None:
    secret = root / "notes.md"
    secret.write_text("Not for readers.\n", "utf-8")
    (root / "docs/notes.md").symlink_to(secret)


def _no_page_but_a_folder(root: Path) -> None:
    (root / "docs/notes.md").mkdir()


def _no_docs(root: Path) -> None:
    (root / "docs").rename(root / "texts")


def _style(address: str) -> dict[str, str]:
    font = f'@font-face {{\n  font-family: Serif;\n  src: url("{address}") format("woff2");\n}}\n'
    return {
        "mkdocs.yml": minimal_project.FILES["mkdocs.yml"] + "extra_css: [assets/text.css]\n",
        "docs/assets/text.css": font,
        "docs/assets/fonts/serif.woff2": "wOF2",
    }


FILES: dict[str, Case] = {
    "file that is missing": Case(
        {"docs/data/claims.yml": None},
        "docs/data/claims.yml: The file is missing. Restore it, for example with `git checkout`.",
    ),
    "text that is not UTF-8": Case(
        {"docs/hopes.md": "---\ntitle: Hopes\n---\n\nЧужой".encode("cp1251")},
        "docs/hopes.md:5: The file is not UTF-8. Save it again with the encoding UTF-8.",
    ),
    "data that is not UTF-8": Case(
        {
            "docs/data/sources.yml": SOURCES.replace("He wanted to join", "Он хотел").encode(
                "koi8-r"
            )
        },
        "docs/data/sources.yml:14: The file is not UTF-8. Save it again with the encoding UTF-8.",
    ),
    "file name with a space": Case(
        {"docs/new hopes.md": HOPES},
        "docs/new hopes.md: “new hopes.md” cannot be part of an address that lasts. "
        "Use small Latin letters, digits, hyphens, and no spaces.",
    ),
    "file name in Cyrillic": Case(
        {"docs/assets/images/карта.svg": minimal_project.CHART},
        "docs/assets/images/карта.svg: “карта.svg” cannot be part of an address that lasts. "
        "Use small Latin letters, digits, hyphens, and no spaces.",
    ),
    "file name with a capital letter": Case(
        {"docs/Hopes.md": HOPES},
        "docs/Hopes.md: “Hopes.md” cannot be part of an address that lasts. Use small Latin letters, digits, hyphens, and no spaces.",
    ),
    "page in a folder": Case(
        {"docs/more/fears.md": HOPES},
        "docs/more/fears.md: A page in a folder would not be checked. Put it directly into docs/.",
    ),
    "backup of an editor": Case(
        {"docs/hopes.md~": HOPES},
        f"docs/hopes.md~: Files of the kind “.md~” are not published. Delete it, or move it out of docs/. Allowed: {KINDS}.",
    ),
    "program in docs/": Case(
        {"docs/assets/count.sh": "#!/bin/sh\nwc -w ../*.md\n"},
        f"docs/assets/count.sh: Files of the kind “.sh” are not published. Delete it, or move it out of docs/. Allowed: {KINDS}.",
    ),
    "HTML in docs/": Case(
        {"docs/chart.html": '<body onload="draw()">'},
        f"docs/chart.html: Files of the kind “.html” are not published. Delete it, or move it out of docs/. Allowed: {KINDS}.",
    ),
    "script that is not listed": Case(
        {"docs/assets/count.js": "count()\n"},
        "docs/assets/count.js: The script is not listed. List it in mkdocs.yml under extra_javascript, or delete it.",
    ),
    "picture that runs a script": Case(
        {
            "docs/assets/images/map.svg": '<svg xmlns="http://www.w3.org/2000/svg">\n<rect onclick="go()"/>\n</svg>\n'
        },
        "docs/assets/images/map.svg:2: The picture holds something that runs: “onclick=”. Take it out: a picture only shows.",
    ),
    "font that is missing": Case(
        _style("fonts/seriff.woff2"),
        "docs/assets/text.css:3: There is no file “fonts/seriff.woff2”. Did you mean “serif.woff2”?",
    ),
    "font from elsewhere": Case(
        _style("https://fonts.example/serif.woff2"),
        "docs/assets/text.css:3: The stylesheet loads “https://fonts.example/serif.woff2” from elsewhere. Serve it from docs/assets/.",
    ),
    "symbolic link in a circle": Case(
        _loop,
        "docs/again: This is a symbolic link, to <target>. Put the file itself here.",
    ),
    "symbolic link to itself": Case(
        _itself,
        "docs/loop.md: This is a symbolic link, to loop.md. Put the file itself here.",
    ),
    "symbolic link out of docs/": Case(
        _outside,
        "docs/notes.md: This is a symbolic link, to <target>. Put the file itself here.",
    ),
    "folder with the name of a page": Case(
        _no_page_but_a_folder,
        "docs/notes.md: This is no ordinary file. Put a file here.",
    ),
    "docs/ renamed": Case(
        _no_docs,
        "docs/data: The folder is missing. Restore it, for example with `git checkout`.",
    ),
    "page deleted": Case(
        {"docs/index.md": None},
        "docs/data/claims.yml:2: There is no page “index” (of claim A1). Name a page of docs/ without “.md”.",
    ),
    "page renamed, links left as they were": Case(
        {
            "docs/claims.md": None,
            "docs/index.md": minimal_project.FILES["docs/index.md"]
            + "\n[All claims](claims.md)[@frost-2000]\n{#p1a}\n",
        },
        "docs/index.md:15: The link leads to a page that is not there: “claims.md”. Name a file of docs/.",
    ),
    "heading deleted that others link to": Case(
        {
            **hopes("## An invitation {#s1}\n\n", ""),
            "docs/about.md": minimal_project.FILES["docs/about.md"] + "\n[Invited](hopes.md#s1)\n",
        },
        "docs/about.md:16: The link leads to an anchor that is not there: “hopes.md#s1”. See the ids in docs/hopes.md.",
    ),
}
