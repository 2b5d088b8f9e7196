"""The pages, one file per errand."""
