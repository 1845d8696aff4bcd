"""A tiny edition: a whole project in a few lines, for one behaviour at a time."""

import shutil
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_TEMPLATES, _ICON = _ROOT / "overrides", "docs/assets/images/favicon.svg"

FILES = {
    "mkdocs.yml": """\
site_name: Tiny
site_description: A tiny edition.
site_author: The tiny maintainers
site_url: https://tiny.example/edition/
site_dir: !ENV [SITE_DIR, site]
extra:
  edition: {name: tiny, version: "2026.11", published: "2026-11-23", first: "2026-11-23", cutoff: "2026-10-10"}
theme: {name: material, variant: classic, font: false, custom_dir: overrides}
plugins: [search]
markdown_extensions:
  - attr_list
  - footnotes
  - toc
  - edition.extensions.citations
  - edition.extensions.claims
  - edition.extensions.timeline
  - edition.extensions.sources
  - edition.extensions.charts
  - edition.extensions.changes
  - edition.extensions.permalinks
  - edition.extensions.nonbreaking_dates
  - edition.extensions.linked_data
validation:
  links: {anchors: warn, not_found: warn}
""",
    "docs/index.md": """\
---
title: The question
description: A tiny question.
---

# The question {#index}

/// claim | A1
The record shows both.
///

He said both things.[@frost-2000, first answer]
{#p1}
""",
    "docs/hopes.md": """\
---
title: Hopes
description: What was hoped.
---

# Hopes {#hopes}

## An invitation {#s1}

/// claim | B1
There is one witness.
///

He asked for it, says [the witness](index.md#p1).[@rankin-2021; @frost-2000, first answer]
{#p2}

He said *тяжело*{lang=ru} (“hard”).[@rankin-2021]
{#p3}

/// dispute
Others doubt it.[@frost-2000, first answer]
{#p4}
///
""",
    "docs/timeline.md": """\
---
title: Timeline
description: What happened when.
---

# Timeline {#timeline}

/// timeline | 2000-2021
///
""",
    "docs/claims.md": """\
---
title: Claims
description: All claims.
---

# Claims {#claims}

/// claims
///
""",
    "docs/sources.md": """\
---
title: Sources
description: All sources.
---

# Sources {#sources}

/// sources | primary
///

/// sources | reporting
///
""",
    "docs/about.md": """\
---
title: About
description: What this is.
---

# About {#about}

## Well supported {#supported}

Meaning.

## Supported with nuance {#supported-with-nuance}

Meaning.
""",
    "docs/assets/images/favicon.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M2 8h12"/></svg>',
    "docs/data/claims.yml": """\
- id: A1
  section: index
  statement: It is mixed.
  assessment: supported
- id: B1
  section: hopes
  statement: He asked.
  assessment: supported-with-nuance
""",
    "docs/data/sources.yml": """\
- id: frost-2000
  type: interview
  tier: primary
  title: Breakfast with Frost
  author: [{family: Frost, given: David}]
  publisher: BBC
  issued: 2000-03-05
  URL: https://bbc.example/frost
  language: en
  checked: read
- id: rankin-2021
  type: article-newspaper
  tier: reporting
  title: He wanted to join
  author: [{family: Rankin, given: Jennifer}]
  container-title: The Guardian
  issued: 2021-11-04
  URL: https://guardian.example/rankin
  language: en
  checked: corroborated
""",
    "docs/data/timeline.yml": """\
- id: frost
  date: 2000-03-05
  title: On the BBC
  text: He does not rule it out.
  paragraph: p1
  sources: [frost-2000]
""",
    "docs/data/ledger.yml": """\
hopes: [b1, hopes, p2]
""",
}


def write(root: Path, changes: dict[str, str | None] | None = None) -> Path:
    """Write the tiny project into ROOT, with the real templates; CHANGES replaces files, None leaves one out."""
    shutil.copytree(_TEMPLATES, root / "overrides", dirs_exist_ok=True)
    (root / _ICON).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(_ROOT / _ICON, root / _ICON)  # the templates name what is drawn from it
    for name, text in {**FILES, **(changes or {})}.items():
        if text is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return root
