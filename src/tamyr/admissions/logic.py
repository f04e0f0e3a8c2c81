"""Which organisations ask to join the example network."""

# Country, names, and the stage at which the example shows the organisation's admission.
APPLICANTS: tuple[tuple[str, str, str, str], ...] = (
    ("GEO", "Example Wide Valley", "Пример «Широкая долина»", "received"),
    ("KGZ", "Example Clean River", "Пример «Чистая река»", "open"),
    ("UZB", "Example Desert Tulip", "Пример «Пустынный тюльпан»", "stopped"),
    ("MDA", "Example Old Orchard", "Пример «Старый сад»", "closed"),
    ("KAZ", "Example Loud Engine", "Пример «Громкий мотор»", "declined"),
    ("ARM", "Example Snow Leopard Path", "Пример «Тропа барса»", "admitted"),
)
