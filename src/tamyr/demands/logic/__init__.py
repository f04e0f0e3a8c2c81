"""Answer clocks: what the law says, which days count, and what follows from what happened to a letter."""
