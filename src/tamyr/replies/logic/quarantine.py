"""Why a letter is kept apart: an address of ours that is not believed, or a letter that cannot be read."""

REASONS = ("malformed", "forged", "run-out", "unknown", "replayed", "unreadable")
