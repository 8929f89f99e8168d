"""Record files to the model, with line and column."""
