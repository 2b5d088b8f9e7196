"""Django's PostgreSQL backend, able to change tables although statements are prepared at once."""
