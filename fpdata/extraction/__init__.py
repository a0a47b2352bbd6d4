"""Text to candidate rows, by rules: no model, no network."""
