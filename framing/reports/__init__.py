"""Notebooks run, pages made, numbers accounted for."""
