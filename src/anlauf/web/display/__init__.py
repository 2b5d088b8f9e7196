"""What visitors see in the office and on their phones: call board, kiosk, their own page."""
