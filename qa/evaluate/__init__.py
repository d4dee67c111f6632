"""Measures how well the checker agrees with human annotators: predict as the checker would, then compare."""
