"""The city as it is: places, offices, services, skills, desks, hours."""
