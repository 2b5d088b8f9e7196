"""Office-days, supply and appointments; knows nothing of rosters or tickets."""
