"""What people say after their visit: asked in a minute, added up at once, tied to nobody."""
