"""The case workers' face: the work list, the page of a case, and the lead's view of the backlog."""
