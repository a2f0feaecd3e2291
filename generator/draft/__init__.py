"""What a table says of itself: the schema that a person will complete, and the questions left to that person."""
