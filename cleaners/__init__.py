"""copydesk's library: pure functions from a raw page to a clean article."""
