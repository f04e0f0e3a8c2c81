"""The twelve countries of analysis and their names in sentences."""

from dataclasses import dataclass

WORLD = "WORLD"


@dataclass(frozen=True)
class Country:
    """A country of analysis: ISO 3166-1 codes and its name, with the cases Russian needs.

    ``ru_of`` is the genitive (of …), ``ru_in`` the phrase for "in …".
    """

    iso3: str
    iso2: str
    en: str
    ru: str
    ru_of: str
    ru_in: str

    def name(self, language: str) -> str:
        return self.ru if language == "ru" else self.en

    def name_of(self, language: str) -> str:
        return self.ru_of if language == "ru" else self.en

    def name_in(self, language: str) -> str:
        return self.ru_in if language == "ru" else f"in {self.en}"


COUNTRIES = {
    country.iso3: country
    for country in (
        Country("ARM", "AM", "Armenia", "Армения", "Армении", "в Армении"),
        Country("AZE", "AZ", "Azerbaijan", "Азербайджан", "Азербайджана", "в Азербайджане"),
        Country("BLR", "BY", "Belarus", "Беларусь", "Беларуси", "в Беларуси"),
        Country("GEO", "GE", "Georgia", "Грузия", "Грузии", "в Грузии"),
        Country("KAZ", "KZ", "Kazakhstan", "Казахстан", "Казахстана", "в Казахстане"),
        Country("KGZ", "KG", "Kyrgyzstan", "Кыргызстан", "Кыргызстана", "в Кыргызстане"),
        Country("MDA", "MD", "Moldova", "Молдова", "Молдовы", "в Молдове"),
        Country("RUS", "RU", "Russia", "Россия", "России", "в России"),
        Country("TJK", "TJ", "Tajikistan", "Таджикистан", "Таджикистана", "в Таджикистане"),
        Country("TKM", "TM", "Turkmenistan", "Туркменистан", "Туркменистана", "в Туркменистане"),
        Country("UKR", "UA", "Ukraine", "Украина", "Украины", "в Украине"),
        Country("UZB", "UZ", "Uzbekistan", "Узбекистан", "Узбекистана", "в Узбекистане"),
    )
}
