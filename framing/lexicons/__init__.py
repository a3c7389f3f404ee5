"""Word lists with their sources: TOML, one subject a file."""
