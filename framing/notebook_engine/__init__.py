"""Notebooks run in a process that is already warm; imports nothing else of this package."""
