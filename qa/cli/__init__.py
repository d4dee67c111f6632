"""The command line: the only layer that exits."""
