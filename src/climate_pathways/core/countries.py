"""The twelve countries of analysis and their names in sentences."""

from dataclasses import dataclass

WORLD = "WORLD"


@dataclass(frozen=True)
class Country:
    """A country of analysis: ISO 3166-1 codes and its name, with the cases Russian needs.

    ``ru_of`` is the genitive (of …).
    """

    iso3: str
    iso2: str
    en: str
    ru: str
    ru_of: str

    def name(self, language: str) -> str:
        return self.ru if language == "ru" else self.en

    def name_of(self, language: str) -> str:
        return self.ru_of if language == "ru" else self.en


COUNTRIES = {
    country.iso3: country
    for country in (
        Country("ARM", "AM", "Armenia", "Армения", "Армении"),
        Country("AZE", "AZ", "Azerbaijan", "Азербайджан", "Азербайджана"),
        Country("BLR", "BY", "Belarus", "Беларусь", "Беларуси"),
        Country("GEO", "GE", "Georgia", "Грузия", "Грузии"),
        Country("KAZ", "KZ", "Kazakhstan", "Казахстан", "Казахстана"),
        Country("KGZ", "KG", "Kyrgyzstan", "Кыргызстан", "Кыргызстана"),
        Country("MDA", "MD", "Moldova", "Молдова", "Молдовы"),
        Country("RUS", "RU", "Russia", "Россия", "России"),
        Country("TJK", "TJ", "Tajikistan", "Таджикистан", "Таджикистана"),
        Country("TKM", "TM", "Turkmenistan", "Туркменистан", "Туркменистана"),
        Country("UKR", "UA", "Ukraine", "Украина", "Украины"),
        Country("UZB", "UZ", "Uzbekistan", "Узбекистан", "Узбекистана"),
    )
}
