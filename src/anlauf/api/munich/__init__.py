"""Munich's citizen API, so that a front end made for it can be pointed at this city."""
