"""Makes the model of main content that ``cleaners/data`` ships, from folders of labelled pages."""
