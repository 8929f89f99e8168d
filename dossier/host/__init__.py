"""Front doors to site builders."""
