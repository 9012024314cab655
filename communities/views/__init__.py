"""Requests in, responses out, a file per subject."""
