"""Results to text, Markdown and records."""
