"""What a dossier is: records, their fields, and the values in them."""
