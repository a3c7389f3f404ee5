"""Checking by hand what a program proposed."""
