"""Who speaks: noun phrases, people, and one name for each."""
