"""Python-Markdown extensions, which work the same with both engines.

Every extension module has a `makeExtension`, so that `mkdocs.yml` can load it as
`edition.extensions.<module>`.
"""
