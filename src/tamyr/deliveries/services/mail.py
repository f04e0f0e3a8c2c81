"""A released letter as a mail: the paper attached, its own Message-ID, the addresses by which answers find back."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.conf import settings

from tamyr.addressees.logic.mail_addresses import wire_address
from tamyr.deliveries.models import Missive
from tamyr.deliveries.pages.letter import file_name, plain_text, read_content
from tamyr.deliveries.queries.batches import message_id_of
from tamyr.deliveries.services.handing_over import Envelope
from tamyr.replies.models import Mailbox
from tamyr.replies.queries.candidates import address_of


def subject_of(missive: Missive, box: Mailbox) -> str:
    # The library refuses a head with a line break in it, and the letter with that.
    title = " ".join(str(missive.words["title"]).split())
    return f"{title} [{box}]"


def envelope_of(missive: Missive, at: datetime) -> Envelope:
    """Return a letter with its envelope: what bounces goes to an address of its own."""
    box = Mailbox.objects.get(delivery=missive.delivery_id)
    recipient = wire_address(missive.address)
    return Envelope(address_of(box, "bounce"), recipient, _message(missive, box, at).as_bytes())


def _message(missive: Missive, box: Mailbox, at: datetime) -> EmailMessage:
    content, pdf = read_content(missive.words), missive.pdf
    assert pdf is not None
    message = EmailMessage(policy=SMTP)
    message["From"] = settings.DEFAULT_FROM_EMAIL
    # What stands after the sign is no encoded word of a header, in whatever letters it was written.
    message["To"] = wire_address(missive.address)
    message["Reply-To"] = address_of(box)
    message["Subject"] = subject_of(missive, box)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id_of(missive)
    message["Content-Language"] = content.language
    # By this mark a letter of ours that comes back to our door is known for a loop.
    message["X-Tamyr-Letter"] = str(box)
    # In base64: no server is asked whether it takes eight bits.
    message.set_content(plain_text(content), cte="base64")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=file_name(str(box)))
    return message
