"""Open Badges 3.0, and the pack for the state attestation."""
