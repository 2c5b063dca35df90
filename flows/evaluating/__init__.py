"""Quality on labelled pages: metrics, folds and tables."""
