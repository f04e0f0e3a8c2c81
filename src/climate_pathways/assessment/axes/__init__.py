"""The rating by its second rule: five axes, each with criteria of its own, none averaged into another."""
