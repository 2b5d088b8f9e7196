"""The citizen's face: find a service, book a time, manage it, all without JavaScript."""
