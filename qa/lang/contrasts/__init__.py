"""Words of contrasts in single languages; see `qa.lang.contrast`."""
