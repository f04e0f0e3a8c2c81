"""Public bodies: their names, offices and holders over time, and the roads by which each kind of letter reaches them."""
