"""What is known of a site across its pages: fingerprints, statistics, knowledge, rules."""
