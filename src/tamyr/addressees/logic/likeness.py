"""When two names are the same to a reader of another alphabet, and which host or address two bodies share."""

import re
from urllib.parse import urlsplit

from tamyr.network.logic.name_order import sort_text

# By sound, as passports write it; letters of the region's own alphabets beside the Russian ones.
LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o",
    "ұ": "u", "ү": "u", "һ": "h", "ӣ": "i", "ӯ": "u", "ҳ": "h", "ҷ": "j", "ј": "i",
}  # fmt: skip
# What the column holds: in Latin letters a name may be longer than it was, щ becomes four.
LONGEST = 400


def found_as(name: str) -> str:
    """Return a name as it is searched and compared: small Latin letters, whatever alphabet it came in."""
    letters = "".join(LATIN.get(letter, letter) for letter in sort_text(name))
    return re.sub(r"\s+", " ", letters).strip()[:LONGEST]


def host_of(address: str) -> str:
    """Return the host of a site without its “www”, empty where there is none."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def site_of(address: str) -> str:
    """Return a site as two addresses of it share it: host and path, without “www” and the last stroke."""
    return host_of(address) + urlsplit(address).path.rstrip("/")
