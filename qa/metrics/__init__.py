"""The metrics: one score, one file."""
