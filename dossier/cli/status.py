"""Exit statuses."""

CLEAN = 0
PROBLEMS = 1
"""In the content."""

MISUSE = 2
"""A wrong option, or a wrong configuration."""

MACHINE = 3
"""A full disk, a missing program."""

BUG = 4
"""Ours."""

INTERRUPTED = 130
"""With Ctrl-C, as shells say it."""
