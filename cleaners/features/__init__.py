"""What is observed of a document once, for all detectors: shapes, wording, regions."""
