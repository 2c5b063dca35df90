"""Polite HTTP: pages, feeds and sitemaps, within limits and as the sites' rules allow."""
