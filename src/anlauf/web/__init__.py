"""The faces people see: citizen, counter, planning, display."""
