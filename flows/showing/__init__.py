"""What a run shows in Prefect: progress, a summary, a table of hosts, links."""
