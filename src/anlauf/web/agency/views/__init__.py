"""What the pages of booking for others do."""
