"""From the built pages to files: PDF, EPUB, citation files, the offline copy, the feed and social cards."""
