"""Turns findings and scores into an MQM score and a verdict."""
