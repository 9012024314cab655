"""Certificates: who has earned one, numbers, batches, replacing, revoking."""
