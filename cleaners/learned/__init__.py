"""The learned judgement of main content: columns of numbers for each block, and a small network."""
