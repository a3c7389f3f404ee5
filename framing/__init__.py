"""Compare how outlets report one event: labels, quotations and shared copy."""
