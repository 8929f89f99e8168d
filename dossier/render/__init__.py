"""Page models to HTML bodies; `templates/` has all markup, `locale/` all words."""
