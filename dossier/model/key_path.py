"""Places within a record."""

KeyPath = tuple[str | int, ...]
"""Where a value stands in a record: the keys and list positions that lead to it."""
