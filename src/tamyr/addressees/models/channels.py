import uuid
from collections.abc import Mapping, Sequence

from django.db import models
from django.db.models import Q

from tamyr.addressees.logic.kinds import LETTERS, WAYS
from tamyr.addressees.models.institutions import Institution
from tamyr.addressees.models.known import DatedRow, DirectoryRow, SourcedRow, in_order, known_by_a_page
from tamyr.addressees.models.offices import Office
from tamyr.network.models.members import best_of
from tamyr.shared.languages import language


class Channel(SourcedRow, DirectoryRow, DatedRow):
    """A road by which letters of one kind reach a body, or one of its offices.

    ``letter`` is empty where the body names the road for no kind in particular. ``is_lawful`` says whether
    the law takes such a letter by this road; None where that is not known. ``fields`` are those of a
    portal with the characters that each takes; ``checklist`` and ``warning`` are texts by language.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="channels")
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="channels"
    )
    letter = models.CharField(max_length=12, blank=True, choices=[(code, code) for code in LETTERS])
    way = models.CharField(max_length=12, choices=[(code, code) for code in WAYS])
    value = models.CharField(max_length=500)
    languages = models.CharField(max_length=60, blank=True)
    is_lawful = models.BooleanField(null=True, blank=True)
    fields = models.JSONField(default=list, blank=True)
    checklist = models.JSONField(default=dict, blank=True)
    warning = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("letter", "way", "id")
        constraints = (
            known_by_a_page("a_channel_is_known_by_a_page"),
            in_order("a_channel_ends_after_it_began"),
            models.CheckConstraint(
                condition=Q(is_lawful__isnull=True) | ~Q(source_url=""),
                name="what_is_lawful_is_known_by_a_page",
            ),
            models.CheckConstraint(condition=~Q(value=""), name="a_channel_leads_somewhere"),
        )

    def __str__(self) -> str:
        return f"{self.way} {self.value}"

    @property
    def language_codes(self) -> list[str]:
        return self.languages.split()

    @property
    def counted_fields(self) -> Sequence[Mapping[str, object]]:
        """The fields of its portal: ``name`` and ``limit`` in characters, 0 where there is none."""
        return tuple(self.fields)

    @property
    def to_mind(self) -> str:
        """What a letter by this road needs, in the reader's language or another one."""
        return best_of(self.checklist, language())[0]

    @property
    def danger(self) -> str:
        return best_of(self.warning, language())[0]
