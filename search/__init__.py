"""Ranked paragraphs for a query, and their rendering."""
