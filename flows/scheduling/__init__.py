"""Schedules, and the Prefect server that keeps account of runs."""
