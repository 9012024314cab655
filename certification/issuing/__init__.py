"""Certificates: who has earned one, how her name is written, numbers without gaps, batches, replacing, revoking."""
