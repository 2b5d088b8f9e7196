"""Booking for others: phone agents, counter staff and counsellors help people to an appointment."""
