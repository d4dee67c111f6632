"""The settings of a run: what may be set, for all files or for some, and where each value comes from."""
