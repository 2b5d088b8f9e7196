"""A city to try: Hamburg from published facts, with simulated people."""
