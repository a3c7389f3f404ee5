"""A tidy table in, one drawing out."""
