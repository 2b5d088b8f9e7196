"""What every app stands on: journal, outbox, clock, locking, refusal, text."""
