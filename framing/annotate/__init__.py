"""What a careful reader would mark in one article, as spans."""
