"""Compares systems that translate the same segments."""
