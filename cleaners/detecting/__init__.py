"""Detectors: one file a kind of boilerplate; each marks and none deletes."""
