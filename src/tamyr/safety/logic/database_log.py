"""What PostgreSQL writes into its own log when a statement fails: by default the statement with its values."""

WANTED = {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}


def unsafe(settings: dict[str, str]) -> list[str]:
    """Return the settings that let values into the log, as they have to be."""
    return [f"{name} = {value}" for name, value in WANTED.items() if settings.get(name) != value]
