"""Annotations as tidy tables, and one family of measures a file."""
