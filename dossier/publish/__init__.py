"""Bodies to a site: frames, stamping, writing, the search index."""
