"""Four invented consultations of the example network, and a comment: their words."""

BODIES = {
    "KAZ": ("Example Ministry of Ecology", "Пример: министерство экологии"),
    "GEO": ("Example Agency for Assessments", "Пример: агентство оценки воздействия"),
    "": ("Example Secretariat of a Convention", "Пример: секретариат конвенции"),
}
# Title, what is asked, who may take part, by which law; in English and in Russian.
DRAFT = (
    (
        "Example: draft rules on methane from coal mines",
        "An invented ministry asks what the rules should require of mines: how often they measure, and what they publish.",
        "Citizens and organisations of the invented country.",
        "An invented law on normative acts, article 12.",
    ),
    (
        "Пример: проект правил о метане угольных шахт",
        "Вымышленное министерство спрашивает, чего правила должны требовать от шахт: как часто они измеряют и что публикуют.",
        "Граждане и организации вымышленной страны.",
        "Вымышленный закон о нормативных актах, статья 12.",
    ),
)
HEARING = (
    (
        "Example: hearing on a wind farm by a lake",
        "An invented agency hears the public on the report: birds, roads, and who gets the electricity.",
        "Everybody who comes.",
        "",
    ),
    (
        "Пример: слушания о ветропарке у озера",
        "Вымышленное агентство слушает общественность по отчёту: птицы, дороги и кому достанется электричество.",
        "Все, кто придёт.",
        "",
    ),
)
CALL = (
    (
        "Example: call for views on a just transition",
        "An invented secretariat asks observers how a just transition should be reported.",
        "Organisations with observer status; others by e-mail.",
        "",
    ),
    (
        "Пример: приглашение высказаться о справедливом переходе",
        "Вымышленный секретариат спрашивает наблюдателей, как отчитываться о справедливом переходе.",
        "Организации со статусом наблюдателя; остальные — по электронной почте.",
        "",
    ),
)
PAST = (
    (
        "Example: plan for clean air in a city",
        "An invented ministry asked which measures come first.",
        "Citizens and organisations of the invented country.",
        "",
    ),
    (
        "Пример: план чистого воздуха для города",
        "Вымышленное министерство спрашивало, с каких мер начать.",
        "Граждане и организации вымышленной страны.",
        "",
    ),
)
COMMENT = "Вымышленный отзыв: измерения на каждой станции публикуют каждый час, в открытом виде."
READINGS = (
    "An invented reading: hourly figures are in the plan, an open format is not.",
    "Вымышленная оценка: почасовые данные в план вошли, открытый формат — нет.",
)
