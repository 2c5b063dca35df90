"""Benchmarks of quality, speed and memory, side by side with peers."""
