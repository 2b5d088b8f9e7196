"""FIM XDatenfelder: what a schema of the German federal library asks, as questions of a kind."""
