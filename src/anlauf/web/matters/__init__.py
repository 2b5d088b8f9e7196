"""The citizen's face of matters that take weeks: apply, hand in, follow, withdraw."""
