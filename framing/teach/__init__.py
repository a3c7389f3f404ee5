"""Class packets, coding sheets and coders' agreement, made from a set's tables."""
