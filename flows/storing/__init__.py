"""Paths, atomic writes, article writers and the ledger."""
