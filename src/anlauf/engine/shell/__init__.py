"""The engine at the command line, `anlauf-engine`: its only part that reads and writes files."""
