"""Marks checked by readers in the browser: what they are shown, what they decide, and the small server between."""
