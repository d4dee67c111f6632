"""Keeps what checks and metrics made of segments, so that only what changed is looked at again."""
