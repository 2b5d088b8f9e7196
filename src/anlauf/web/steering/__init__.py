"""Looking back: what was promised, what was kept, and why."""
