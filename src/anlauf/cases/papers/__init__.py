"""Files people hand in: what they are by their content, whether they are sound, where they lie."""
