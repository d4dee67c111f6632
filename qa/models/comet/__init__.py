"""Models of the COMET family, read from checkpoints in the layout in which they are published."""
