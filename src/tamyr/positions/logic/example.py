"""Two invented positions of the example network: titles and clauses in English and Russian."""

ADOPTED: tuple[tuple[str, str], ...] = (
    (
        "Example position: coal leaves the region by 2040, and nobody is left behind",
        "Пример позиции: уголь уходит из региона к 2040 году, и никого не оставляют одного",
    ),
    (
        "Governments name by law the year in which the last coal plant closes; no year is later than 2040.",
        "Правительства законом называют год, в котором закроется последняя угольная станция, — не позже 2040 года.",
    ),
    (
        "Miners and their towns receive money for the change before it begins, and sit where it is decided.",
        "Шахтёры и их города получают деньги на перемены до того, как они начнутся, и участвуют в решениях.",
    ),
    (
        "No new gas plant takes the place of coal where wind, sun and savings can.",
        "Новые газовые станции не приходят на смену углю там, где его заменят ветер, солнце и бережливость.",
    ),
)
AMENDED: tuple[tuple[str, str], ...] = (
    (
        "Example position: clean air in every town by 2035",
        "Пример позиции: чистый воздух в каждом городе к 2035 году",
    ),
    (
        "Every town of more than 50,000 people measures its air and shows the numbers hour by hour.",
        "Каждый город, где больше 50 000 жителей, измеряет свой воздух и показывает числа каждый час.",
    ),
    (
        "Families who heat with coal are helped to insulate their homes first, and to change the stove next.",
        "Семьям, которые топят углём, помогают сначала утеплить дом, а потом сменить печь.",
    ),
)
INSERTED = "Money for clean stoves goes to households directly, not through contractors."
SHORTER = "Every town of more than 20,000 people measures its air and shows the numbers hour by hour."
PLAINER = "Every town with more than 50,000 people measures its air and shows the numbers every hour."
REASONS = (
    "An invented reason: most towns with dirty air are small.",
    "An invented reason: simpler words.",
    "An invented reason: contractors took half of it in the last programme.",
)
COMMENT = "An invented comment: who pays for the instruments?"
APPROVAL = "An invented board"
