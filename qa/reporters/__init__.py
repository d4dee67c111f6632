"""The reporters: one output format, one file."""
