"""The citizen's face: find a service, book a time, manage it. Every page works without JavaScript."""
