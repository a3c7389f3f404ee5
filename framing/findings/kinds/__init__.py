"""Kinds of findings, one file each: a function from the context of a set to what it finds there."""
