"""The checks: one fault, one file."""
