"""An article and where things stand in it."""
