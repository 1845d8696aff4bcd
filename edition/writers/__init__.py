"""Write files from the built pages: PDF, EPUB, citations, offline copy, feed and social cards."""
