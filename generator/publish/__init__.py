"""From artifacts to the published site: packages, the only writer, the site builder, checks, the swap."""
