"""Second looks: marks that follow from the marks of others."""
