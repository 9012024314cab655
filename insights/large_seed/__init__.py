"""A programme of the size that `docs/promises.md` speaks of, for measuring: many rows of the demo's texts, no story.

Rows go straight into the tables (bulk_create), past the verbs, so nobody is written to and nothing is checked twice.
The same seed makes the same rows for the same day.
"""
