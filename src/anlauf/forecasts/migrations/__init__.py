"""Database migrations, written by makemigrations and read top to bottom."""
