"""Runs checks and metrics over what was opened, and makes one report of it."""
