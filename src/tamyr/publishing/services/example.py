"""The example network's stories: invented, and saying so; the numbers in their charts are real."""

from datetime import datetime, timedelta

from tamyr.network.services.example import mark_example
from tamyr.publishing.services.pages import PageWords, add_story
from tamyr.safety.models import ExposureLevel

STORIES = (
    {
        "kind": "article",
        "slug": "example-what-kazakhstan-emits",
        "days_ago": 3,
        "country": "KAZ",
        "themes": ("national-climate-policy", "fossil-fuel-phase-out"),
        "words": {
            "ru": PageWords(
                "Пример: из чего складываются выбросы Казахстана",
                "Так выглядит новость с живым графиком: числа настоящие, организации вокруг вымышлены.",
                [
                    ("heading", "График берётся из данных"),
                    (
                        "paragraph",
                        "<p>Редактор выбирает страну и график, и новость показывает его вместе с источником. "
                        "Когда обновятся данные, обновится и график.</p>",
                    ),
                    ("chart", {"country": "KAZ", "chart": "sectors"}),
                ],
            ),
            "en": PageWords(
                "Example: what Kazakhstan’s emissions are made of",
                "This is what news with a live chart looks like: the numbers are real, the organisations are not.",
                [
                    ("heading", "The chart comes from the figures"),
                    (
                        "paragraph",
                        "<p>An editor chooses a country and a chart, and the article shows it with its source. "
                        "When the figures change, the chart changes with them.</p>",
                    ),
                    ("chart", {"country": "KAZ", "chart": "sectors"}),
                ],
            ),
        },
    },
    {
        "kind": "article",
        "slug": "example-a-new-member",
        "days_ago": 9,
        "country": "ARM",
        "themes": ("mountains",),
        "words": {
            "ru": PageWords(
                "Пример: в сеть вступила новая организация",
                "Вымышленная «Тропа барса» прошла приём: за две недели никто не возразил.",
                [
                    (
                        "paragraph",
                        "<p>Как устроен приём, видно в делах делегата: войдите как aygul или cyra.</p>",
                    )
                ],
            ),
            "en": PageWords(
                "Example: a new organisation has joined",
                "The invented Snow Leopard Path was admitted: nobody objected within two weeks.",
                [
                    (
                        "paragraph",
                        "<p>How an admission works is seen from a delegate’s desk: sign in as aygul or cyra.</p>",
                    )
                ],
            ),
        },
    },
    {
        "kind": "article",
        "slug": "example-for-the-network-only",
        "days_ago": 12,
        "exposure": ExposureLevel.NETWORK,
        "themes": ("unfccc-negotiations",),
        "words": {
            "ru": PageWords(
                "Пример: заметка только для сети",
                "Эту заметку видят люди организаций — членов сети; для остальных её нет.",
                [("paragraph", "<p>Её нет и в лентах, в карте сайта и в поиске.</p>")],
            ),
            "en": PageWords(
                "Example: a note for the network only",
                "People of member organisations see this note; for everybody else it does not exist.",
                [("paragraph", "<p>Nor is it in feeds, in the sitemap or in search.</p>")],
            ),
        },
    },
    {
        "kind": "guide",
        "slug": "example-how-to-read-a-pledge",
        "days_ago": 20,
        "themes": ("national-climate-policy", "education"),
        "words": {
            "ru": PageWords(
                "Пример: как читать обязательство страны",
                "Четыре вопроса к любому национальному обязательству.",
                [
                    (
                        "paragraph",
                        "<ul><li>От какого года и от какой величины считают?</li><li>Входит ли землепользование?</li>"
                        "<li>Что обещано без условий?</li><li>Сколько это в тоннах?</li></ul>",
                    )
                ],
            ),
            "en": PageWords(
                "Example: how to read a country’s pledge",
                "Four questions to ask of any national pledge.",
                [
                    (
                        "paragraph",
                        "<ul><li>From which year and which amount is it counted?</li><li>Is land use part of it?</li>"
                        "<li>What is promised without conditions?</li><li>How much is it in tonnes?</li></ul>",
                    )
                ],
            ),
        },
    },
    {
        "kind": "article",
        "slug": "example-where-georgia-gets-its-electricity",
        "days_ago": 6,
        "country": "GEO",
        "themes": ("renewable-energy", "energy-efficiency"),
        "words": {
            "ru": PageWords(
                "Пример: откуда в Грузии электричество",
                "В 2024 году четыре пятых дали возобновляемые источники (Ember), но ветер и солнце — почти ничего: "
                "вымышленная организация спрашивает почему.",
                [
                    (
                        "paragraph",
                        "<p>Числа на графике настоящие. Организация, которая о них спрашивает, вымышлена, "
                        "как и всё остальное в этом примере.</p>",
                    ),
                    ("chart", {"country": "GEO", "chart": "electricity"}),
                    (
                        "quote",
                        {
                            "words": "Прежде чем строить новое, посчитаем, сколько можно не тратить.",
                            "speaker": "Пример: делегат вымышленной организации",
                        },
                    ),
                ],
            ),
            "en": PageWords(
                "Example: where Georgia gets its electricity",
                "Renewables gave four fifths of it in 2024 (Ember), wind and sun hardly any: "
                "an invented organisation asks why.",
                [
                    (
                        "paragraph",
                        "<p>The numbers in the chart are real. The organisation that asks about them is invented, "
                        "like everything else in this example.</p>",
                    ),
                    ("chart", {"country": "GEO", "chart": "electricity"}),
                    (
                        "quote",
                        {
                            "words": "Before building anything new, let us reckon how much need not be used.",
                            "speaker": "Example: a delegate of an invented organisation",
                        },
                    ),
                ],
            ),
        },
    },
    {
        "kind": "guide",
        "slug": "example-how-to-answer-a-consultation",
        "days_ago": 25,
        "themes": ("national-climate-policy", "activism"),
        "words": {
            "ru": PageWords(
                "Пример: как ответить на общественное обсуждение",
                "Пять шагов от объявления до ответа министерства.",
                [
                    (
                        "paragraph",
                        "<ol><li>Найдите текст, срок и адрес для замечаний.</li><li>Выпишите, что меняется по сравнению с "
                        "действующим документом.</li><li>Проверьте числа: год отсчёта, единица, источник.</li>"
                        "<li>Пишите по пунктам: что предлагается, что предлагаете вы и почему.</li>"
                        "<li>Запишите день отправки и день, когда должны ответить.</li></ol>",
                    )
                ],
            ),
            "en": PageWords(
                "Example: how to answer a public consultation",
                "Five steps from the announcement to the ministry’s answer.",
                [
                    (
                        "paragraph",
                        "<ol><li>Find the text, the deadline and the address for remarks.</li><li>Write down what changes "
                        "against the document in force.</li><li>Check the numbers: base year, unit, source.</li>"
                        "<li>Write point by point: what is proposed, what you propose, and why.</li>"
                        "<li>Note the day you sent it and the day an answer is due.</li></ol>",
                    )
                ],
            ),
        },
    },
)


def add_example_stories(*, at: datetime) -> None:
    """Publish the example stories in both languages; they go when the example network goes."""
    for story in STORIES:
        given = {name: value for name, value in story.items() if name != "days_ago"}
        on = (at - timedelta(days=int(str(story["days_ago"])))).date()
        for page in add_story(**given, on=on, at=at).values():  # type: ignore[arg-type]
            mark_example(page)
