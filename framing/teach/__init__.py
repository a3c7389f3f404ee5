"""Class packets."""
