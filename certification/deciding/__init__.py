"""The signed list of decisions, and appeals."""
