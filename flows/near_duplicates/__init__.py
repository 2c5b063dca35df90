"""Articles that are near copies of others: signatures, search, clusters, and what follows."""
