"""The clock people of a country go by, until they choose another: where most of them live."""

USUAL = {
    "ARM": "Asia/Yerevan",
    "AZE": "Asia/Baku",
    "BLR": "Europe/Minsk",
    "GEO": "Asia/Tbilisi",
    "KAZ": "Asia/Almaty",
    "KGZ": "Asia/Bishkek",
    "MDA": "Europe/Chisinau",
    "RUS": "Europe/Moscow",
    "TJK": "Asia/Dushanbe",
    "TKM": "Asia/Ashgabat",
    "UKR": "Europe/Kyiv",
    "UZB": "Asia/Tashkent",
}


def usual_zone(iso3: str) -> str:
    return USUAL.get(iso3, "UTC")
