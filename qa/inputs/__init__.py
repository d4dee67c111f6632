"""Opens what is to be checked: finds the files of a target, reads them, and puts them together."""
