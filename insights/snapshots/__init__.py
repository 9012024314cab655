"""Frozen figures: making them, reading them, comparing two, taking them out as files."""
