"""What is wrong with a question, a ballot or a file, and where."""

import re

# The place where a text that is no JSON breaks off.
LINE_AND_COLUMN = re.compile(r"line (\d+), column (\d+)")


class Refusal(ValueError):
    """``code`` names the fault, ``place`` where it stands (``ballots[3].choice``), ``values`` what goes into the sentence."""

    def __init__(self, code: str, place: str, **values: str | int) -> None:
        self.code = code
        self.place = place
        self.values = values
        told = ", ".join(f"{name} {value!r}" for name, value in values.items())
        super().__init__(f"{place}: {code}" + (f" ({told})" if told else ""))
