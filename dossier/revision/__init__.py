"""Builds after an edit: what it touches, and what is kept in mind for that from build to build."""
