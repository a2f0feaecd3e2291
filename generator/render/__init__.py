"""From pages to Markdown, from charts to SVG, from values to words of the site's language."""
