"""Which documents exist, and where their bytes are."""
