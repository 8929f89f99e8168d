"""The dossier in other forms than a site."""
