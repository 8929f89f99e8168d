"""A new dossier. `files/` holds its files: `all/`, and by language a README and records."""
