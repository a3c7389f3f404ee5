"""Marks to and from other coding tools: one file a form."""
