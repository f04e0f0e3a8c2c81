"""What values, directions and formats mean, in a sentence each: the vocabularies hold only their names."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tamyr.network.models import Direction, Format, Value

# Every word of the three vocabularies: one without a sentence would fail the page about the network.
SENTENCES: Mapping[TextChoices, Promise] = {
    Value.CLIMATE_JUSTICE: _(
        "Those who warmed the climate least suffer first. Whoever emitted more and earns more does more, at home and between countries."
    ),
    Value.HORIZONTAL_LEADERSHIP: _(
        "One organisation, one voice, whatever its size. Nobody leads for ever: every mandate has a date."
    ),
    Value.SOLIDARITY: _(
        "Members share time, knowledge and contacts, and stand by those who are under pressure."
    ),
    Value.NON_VIOLENCE: _("We persuade, reckon, demand and protest, and hurt nobody, in deeds or in words."),
    Value.SAFETY: _(
        "A person’s safety comes before any publication. Whoever does not wish to be named is not named."
    ),
    Direction.POLICY: _(
        "We compare what governments promise with what the climate needs, and take a common position to the United Nations’ negotiations."
    ),
    Direction.MOBILISATION: _(
        "From a village council to a capital, people learn what is being decided about them and take part in it."
    ),
    Direction.EXCHANGE: _(
        "What one organisation has tried, the others need not discover again: we share experience, mistakes and methods."
    ),
    Direction.MEDIA: _("Facts with their source, in plain words, in the languages people read."),
    Format.NDC_WORK: _(
        "An NDC is a state’s own pledge under the Paris Agreement. We read it closely, reckon it in tonnes, and discuss it with ministries and the public."
    ),
    Format.LEADERSHIP: _(
        "Young and small organisations lead too: members learn from each other and pass the work on."
    ),
    Format.MOVEMENT: _(
        "A common day of action, a campaign or a petition, in the way that is safe in each country."
    ),
    Format.MEDIA_WORK: _("Releases, comments and ready charts for newsrooms, and somebody to call."),
}


@dataclass(frozen=True)
class Explanation:
    """A word of a vocabulary and what the network means by it."""

    name: str
    sentence: str


def explained(vocabulary: type[TextChoices]) -> list[Explanation]:
    return [Explanation(str(word.label), str(SENTENCES[word])) for word in vocabulary]
