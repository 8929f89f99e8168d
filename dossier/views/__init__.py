"""Graph to page models; one module a kind of page."""
