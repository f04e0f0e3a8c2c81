"""Why an operation was not done, in words for the person at the terminal."""

from tamyr.config.terminal import said


class Refused(Exception):
    """Nothing was lost and nothing half done is left; the words say what to do next."""

    def __init__(self, english: str, russian: str) -> None:
        super().__init__(said(english, russian))
