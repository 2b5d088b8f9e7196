"""Staff, their roles, and what each role may do where."""
