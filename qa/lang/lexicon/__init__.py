"""Word lists learned from text: `LANGUAGE.txt`, the most frequent first (see benchmarks/train/lexicon.py)."""
