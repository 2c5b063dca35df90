"""What became of a page, told to a person block by block."""
