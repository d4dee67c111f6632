"""Frequent words that do not follow each other: `LANGUAGE.txt` (see benchmarks/train/neighbours.py)."""
