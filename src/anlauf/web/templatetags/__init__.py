"""The words and figures of templates."""
