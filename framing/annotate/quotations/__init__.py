"""Quotations in one article: marks, reporting verbs, clauses, layout forms, and all of them brought together."""
