"""Pairs texts: an article with its references and its source."""
