"""Rules that people write for a site: what to keep, what to strip, where its metadata stand."""
