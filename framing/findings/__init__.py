"""What is worth saying of a set: statements with their places, their order, their limits, and the ledger."""
