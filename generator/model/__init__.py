"""What the rows are about: entities with pages, and the relations that foreign keys make between them."""
