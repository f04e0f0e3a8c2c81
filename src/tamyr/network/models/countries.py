from django.db import models

from tamyr.network.logic.country_names import country_name, iso2_by_iso3, names_of_all
from tamyr.shared.languages import language


def of_today() -> models.Q:
    """Return what forms may offer: a state that is no more stays a row only where something stands on it."""
    return models.Q(iso3__in=iso2_by_iso3())


class Country(models.Model):
    """A country where the network works, or could: which have members is seen from the register."""

    iso3 = models.CharField(max_length=3, primary_key=True)

    class Meta:
        ordering = ("iso3",)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return country_name(self.iso3, language())

    @staticmethod
    def names_for_everybody() -> dict[str, str]:
        """Return how a list of countries names each, whoever reads it; nothing is asked of the database."""
        return names_of_all(language())
