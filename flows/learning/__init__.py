"""What is learned of sites: kept in the catalog, used by runs, shown to people."""
