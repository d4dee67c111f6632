"""What is known of the inflection of single languages; see `qa.lang.inflection`."""
