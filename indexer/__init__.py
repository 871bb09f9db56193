"""From resolutions to an index: one form for text and query, words, fields, and the files."""
