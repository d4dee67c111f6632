"""Times that are over in single languages; see `qa.lang.past_time`."""
