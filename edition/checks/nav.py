"""What may be wrong in the navigation, `nav` in mkdocs.yml: a page that is not there, a page left out.

MkDocs would notice too; Zensical does not, even when strict.
"""

import re
from collections.abc import Iterator
from typing import Any

from edition.catalogue import Catalogue
from edition.faults import Fault, suggestion
from edition.yaml_file import read_text


def faults(catalogue: Catalogue) -> Iterator[Fault]:
    """Every entry without a page and every page without an entry; none where mkdocs.yml has no `nav`."""
    project = catalogue.project
    nav = project.settings.get("nav")
    if nav is None:
        return
    path = project.root / "mkdocs.yml"
    lines = read_text(path, project.root).splitlines()
    listed = list(_pages(nav))
    known = {f"{key}.md" for key in catalogue.pages}
    for name in listed:
        if name not in known:
            number = next((count for count, line in enumerate(lines, 1) if re.search(rf"\b{re.escape(name)}", line)), 0)
            cure = suggestion(name, known - set(listed), "Write that page, or take the entry out.")
            yield Fault(project.name(path), number, f"The navigation names “{name}”, which is not in docs/.", cure)
    for name in sorted(known - set(listed)):
        yield Fault(f"docs/{name}", 0, "The page is not in the navigation.", "Add it to nav in mkdocs.yml.")


def _pages(nav: Any) -> Iterator[str]:
    """The pages named anywhere in a navigation: in lists, under titles, by themselves; addresses elsewhere are left out."""
    if isinstance(nav, str):
        if "://" not in nav:
            yield nav
    elif isinstance(nav, (list, dict)):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _pages(item)
