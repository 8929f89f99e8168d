"""References: from article records to CSL items, to citation styles, and to other tools."""
