"""The catalog of a destination: pages, raw records, outcomes, runs, profiles of hosts."""
