"""What steering and office management see: the city now, one office now."""
