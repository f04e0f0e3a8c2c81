"""The invented rounds of the example network: what is proposed, said and chosen in them."""

# Title and text in Russian, in English (one may be missing), theme, country (none: the whole region).
Text = tuple[str, str]
Proposed = tuple[Text, Text, str, str]
PROPOSALS: tuple[Proposed, ...] = (
    (
        (
            "Пример: справедливый переход для угольных городов",
            "Вымышленное предложение. Переобучение и новые рабочие места для шахтёров, пока шахты ещё работают: "
            "по одному плану на каждый угольный город, с участием профсоюзов и жителей, до 2030 года.",
        ),
        (
            "Example: a just transition for coal towns",
            "An invented proposal. Retraining and new jobs for miners while the mines still work: one plan for each "
            "coal town, made with trade unions and residents, by 2030.",
        ),
        "just-transition",
        "KAZ",
    ),
    (
        (
            "Пример: раннее предупреждение о прорыве ледниковых озёр",
            "Вымышленное предложение. Датчики у озёр и понятные сигналы в каждом селе ниже по течению.",
        ),
        ("", ""),
        "adaptation",
        "KGZ",
    ),
    (
        ("", ""),
        (
            "Example: warm schools",
            "An invented proposal. Insulate village schools and replace coal stoves; begin with the coldest hundred.",
        ),
        "energy-efficiency",
        "",
    ),
    (
        (
            "Пример: открытые данные о качестве воздуха",
            "Вымышленное предложение. Показания всех станций — каждый час, на языке жителей, с объяснением.",
        ),
        (
            "Example: open data on air quality",
            "An invented proposal. The readings of all stations, every hour, in the language of those who live there.",
        ),
        "clean-air",
        "",
    ),
    (
        (
            "Пример: лес после пожара",
            "Вымышленное предложение. Восстанавливать лес местными видами и платить за охрану тем, кто рядом живёт.",
        ),
        ("", ""),
        "forests",
        "GEO",
    ),
)
AGAINST = (
    "An invented argument: who pays for the plans, the towns or the state? Without an answer it stays a wish."
)
ANSWER = "Вымышленный ответ: половину — государство, половину — угольные компании, как записано в плане."
IMPROVE = "Вымышленный довод: назовите первый город и первый год, тогда это можно проверить."
# Of the proposals that the example's decision chose from.
SHORT = (
    "Вымышленное предложение: здесь стоял бы текст, который обсуждали.",
    "An invented proposal: here the text would stand that was discussed.",
)
THEMES = ("clean-air", "just-transition", "adaptation", "energy-efficiency", "forests", "renewable-energy")
RUNNING = ("Пример: над чем работать в следующем году", "Example: what to work on next year")
DONE = ("Пример: приоритеты прошлого года", "Example: priorities of the past year")
WORDS = (
    "Вымышленный раунд: здесь можно пробовать. Предложите, поддержите, возразите.",
    "An invented round: this is the place to try. Propose, support, object.",
)
