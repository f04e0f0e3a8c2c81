"""Two invented demands of the example network: their words, the invented bodies, and what came back."""

BODIES = {
    "KAZ": ("Example Ministry of Energy", "Пример: министерство энергетики"),
    "UKR": ("Example Agency of the Environment", "Пример: агентство окружающей среды"),
}
# Title, what is asked for, what would count as fulfilled; in English and in Russian.
PLAN = (
    (
        "Example demand: a law with the year of the last coal plant",
        "The invented ministry brings a law to parliament that names the year in which the last coal plant closes, not "
        "later than 2040.",
        "The draft is on the ministry’s site and was handed to parliament.",
    ),
    (
        "Пример требования: закон с годом закрытия последней угольной станции",
        "Вымышленное министерство вносит в парламент закон, в котором назван год закрытия последней угольной станции, — "
        "не позже 2040 года.",
        "Проект опубликован на сайте министерства и передан в парламент.",
    ),
)
ASKED = (
    (
        "Example request: hourly air measurements of every station",
        "The invented agency gives the hourly measurements of every air station of the last year, as a table.",
        "The table has come, or it is on the agency’s site.",
    ),
    (
        "Пример запроса: почасовые измерения воздуха на всех станциях",
        "Вымышленное агентство даёт почасовые измерения всех станций контроля воздуха за последний год в виде таблицы.",
        "Таблица получена или опубликована на сайте агентства.",
    ),
)
PROMISE = "Вымышленный ответ: проект закона опубликуют до осени."
KEPT = "Вымышленный ответ: список угольных станций с годом пуска каждой опубликуют в течение недели."
READINGS = (
    "Вымышленная оценка: проект обещан, но года в ответе нет.",
    "Вымышленная оценка: министерство ответило в срок и назвало следующий шаг, но не год.",
)
REPLY = "Вымышленное мнение министерства: год можно будет назвать после расчётов."
