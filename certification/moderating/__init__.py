"""The second, blind reading of a sample, and how far the readers agree."""
