"""What the tests of this room begin with, filled once a run (``tests.databases``)."""

from dataclasses import dataclass

from tests.databases import world
from tests.people import make_aygul, make_green_lake

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.replies.models import Arrival, Mailbox
from tamyr.replies.tests.filing import FILES, with_files
from tamyr.replies.tests.mailing import QUOTED, answer_to, asked, box_for, came, letter_to, ministry


@dataclass(frozen=True)
class AskedDemand:
    """A demand of Example Green Lake with a letter to a ministry, and the address that Aygul opened for its answers."""

    green_lake: Member
    aygul: Person
    box: Mailbox


@world("asked_demand")
def fill_asked_demand() -> AskedDemand:
    green_lake = make_green_lake()
    aygul = make_aygul(green_lake)
    return AskedDemand(green_lake, aygul, box_for(letter_to(asked(green_lake, aygul), ministry()), aygul))


@world("answered", after="asked_demand")
def fill_answered() -> Arrival:
    """A letter that came to the address, with the one that it answers below, and stands at the demand."""
    return came(answer_to(Mailbox.objects.get(), QUOTED))


@world("answered_with_files", after="asked_demand")
def fill_answered_with_files() -> Arrival:
    """The same with three files, of which one can be made anew and one is held."""
    return with_files(Mailbox.objects.get(), *FILES)


@world("unknown_letter", after="asked_demand")
def fill_unknown_letter() -> Arrival:
    """A letter of somebody whom nobody knows, that waits for a person."""
    return came(answer_to(None, sender="someone@example.net"))
