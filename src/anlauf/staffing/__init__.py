"""Who is expected at work; publishes supply into booking."""
