"""From declared sources to raw pages: addresses, polite fetching, WARC files, the catalog."""
