"""HTML trees or lines of text to a document of blocks."""
