"""What the documents are, and how they get here."""
