"""Dumps: files with a page a row, JSON Lines, CSV or Parquet, as sources of a run."""
