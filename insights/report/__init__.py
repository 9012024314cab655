"""The report of a snapshot as a PDF, in three languages."""
