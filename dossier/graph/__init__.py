"""Records linked: items, citations, backlinks, timelines."""
