"""The day in the building: visits, tickets, desks, and who is called next."""
