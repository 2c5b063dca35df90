"""Quality on labelled pages: reading the gold, running engines, scoring, reporting."""
