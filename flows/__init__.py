"""Moves pages: sources, worker processes, storage, the command line and the Prefect flows."""
