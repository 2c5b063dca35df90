"""The run itself, without Prefect: inputs to shards to guarded workers to outcomes."""
