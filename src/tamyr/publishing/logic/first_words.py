"""The words a new site starts with, in both languages. Editors change them in the editor."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class FirstPage:
    """A page of a new site: its kind, its address, and its title and lead by language."""

    kind: str
    slug: str
    titles: dict[str, str]
    leads: dict[str, str]
    asks: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)


HOME = FirstPage(
    kind="home",
    # The first page stands at its language’s own address, such as ``/ru/``.
    slug="",
    titles={
        "ru": "Климатическая сеть региона",
        "en": "The region’s climate network",
    },
    leads={
        "ru": "Природоохранные и общественные организации Восточной Европы, Кавказа и Центральной Азии вместе "
        "добиваются справедливой климатической политики: опираются на данные, договариваются о главном и требуют его.",
        "en": "Environmental and civic organisations of Eastern Europe, the Caucasus and Central Asia work together "
        "for a just climate policy: they start from evidence, agree on what matters most, and ask for it.",
    },
    asks={
        "ru": (
            (
                "Ясный путь к нейтральности",
                "Каждая страна говорит, к какому году она перестанет добавлять парниковые "
                "газы в атмосферу и что сделает до тех пор каждый год.",
            ),
            (
                "Справедливый переход",
                "Люди и города, которые живут добычей угля, нефти и газа, получают новую "
                "работу и голос в решениях раньше, чем закрываются шахты.",
            ),
            (
                "Место общества за столом",
                "Национальные обязательства обсуждают открыто, и на замечания отвечают.",
            ),
        ),
        "en": (
            (
                "A clear way to neutrality",
                "Every country says by which year it will stop adding greenhouse gases to "
                "the air, and what it will do each year until then.",
            ),
            (
                "A just transition",
                "People and towns that live by coal, oil and gas get new work and a say before "
                "the mines close.",
            ),
            (
                "A seat for civil society",
                "National pledges are discussed in the open, and remarks are answered.",
            ),
        ),
    },
)

PAGES = (
    FirstPage(
        "about",
        "about",
        {"ru": "О сети", "en": "About the network"},
        {
            "ru": "Мы помогаем организациям региона действовать вместе: делиться знаниями, выбирать общие приоритеты "
            "и говорить с властями одним голосом, чтобы регион стал климатически нейтральным и никого не оставил позади.",
            "en": "We help organisations of the region to act together: to share what they know, to choose common "
            "priorities and to speak to governments with one voice, so that the region becomes climate neutral and "
            "leaves nobody behind.",
        },
    ),
    FirstPage(
        "news",
        "news",
        {"ru": "Новости", "en": "News"},
        {
            "ru": "Что происходит в сети и в странах региона.",
            "en": "What happens in the network and in the countries of the region.",
        },
    ),
    FirstPage(
        "guides",
        "guides",
        {"ru": "Руководства", "en": "Guides"},
        {
            "ru": "Как участвовать в климатической политике: по шагам и простыми словами.",
            "en": "How to take part in climate policy, step by step and in plain words.",
        },
    ),
    FirstPage(
        "partners",
        "partners",
        {"ru": "Партнёры", "en": "Partners"},
        {
            "ru": "Организации, с которыми сеть работает и которые её поддерживают.",
            "en": "Organisations that the network works with and that support it.",
        },
    ),
    FirstPage(
        "contact",
        "contact",
        {"ru": "Контакты", "en": "Contact"},
        {
            "ru": "Как связаться с сетью и куда с чем обратиться.",
            "en": "How to reach the network, and where to turn with what.",
        },
    ),
)
