"""Reads translations that people judged: scores and marked errors, in the formats that the field publishes them in."""
