"""How sure we are: intervals, tests, tiers, reliability."""
