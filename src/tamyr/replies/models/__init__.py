from tamyr.replies.models.arrivals import Arrival, ArrivedFile, Lies, Scan
from tamyr.replies.models.mailboxes import Mailbox, SentLetter
from tamyr.replies.models.placements import Act, Placement, PublicWords

__all__ = [
    "Act",
    "Arrival",
    "ArrivedFile",
    "Lies",
    "Mailbox",
    "Placement",
    "PublicWords",
    "Scan",
    "SentLetter",
]
