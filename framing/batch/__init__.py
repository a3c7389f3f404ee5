"""Many reports: sets found, made in parallel, accounted for, and asked questions across events."""
