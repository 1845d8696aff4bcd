"""Python-Markdown extensions: what a page shows, whichever engine builds it.

Every module offers `makeExtension`, so that `mkdocs.yml` names it as `edition.extensions.<module>`.
"""
