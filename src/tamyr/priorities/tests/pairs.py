"""Pairs of invented proposals that mean the same, in English and Russian.

Written in free words before the scores were looked at, and never used to fill the glossary.
"""

HELD_OUT = (
    (
        "A hot lunch without smoke: clean kitchens for village schools. Many school canteens still cook on coal and "
        "dung. We want ten pilot kitchens with electric stoves.",
        "Сельским школам — столовые без дыма. Детям готовят на угле и кизяке; начнём с десяти пробных кухонь с "
        "электроплитами.",
    ),
    (
        "Who pays when a glacier lake bursts? Insurance for families below melting ice in Kyrgyzstan.",
        "Страхование семей, живущих под тающими ледниками Кыргызстана, на случай прорыва озёр.",
    ),
    (
        "Night trains instead of short flights between the capitals of the South Caucasus.",
        "Ночные поезда вместо коротких авиарейсов между столицами Южного Кавказа.",
    ),
    (
        "Publish the monthly gas flaring of every oil field, from satellites if companies keep silent.",
        "Показывать каждый месяц, сколько попутного газа сжигает каждое месторождение: если компании молчат, по "
        "спутникам.",
    ),
    (
        "A lawyer on call for people who are fined for defending a river.",
        "Дежурный юрист для тех, кого штрафуют за защиту реки.",
    ),
    (
        "Rebuild Ukrainian towns with warm houses and heat pumps, not with gas boilers.",
        "Восстанавливать украинские города тёплыми домами с тепловыми насосами, а не газовыми котлами.",
    ),
    (
        "Teach grandmothers to read the air: cheap sensors in courtyards and a paper chart on the door.",
        "Научить бабушек следить за воздухом: недорогие датчики во дворах и бумажный график на двери подъезда.",
    ),
    (
        "Stop paying for empty dams: no public loans for large hydropower before a basin plan.",
        "Никаких государственных кредитов на большие плотины, пока нет плана для всего бассейна.",
    ),
    (
        "Miners’ daughters and sons: two hundred scholarships for trades outside of coal in Karaganda by 2028.",
        "Двести стипендий детям шахтёров Караганды на профессии вне угля к 2028 году.",
    ),
    (
        "Shade on the way to school: trees along every street that leads to one, in the hottest cities first.",
        "Тень по дороге в школу: деревья вдоль каждой улицы, что к ней ведёт, сначала в самых жарких городах.",
    ),
    (
        "Herders decide together when a pasture rests, and are paid for the year without grazing.",
        "Чабаны вместе решают, когда пастбище отдыхает, и получают плату за год без выпаса.",
    ),
    (
        "Explain the national contribution in one page, in the language that is spoken at home.",
        "Объяснить национальный вклад на одной странице и на том языке, на котором говорят дома.",
    ),
)

# Written later, by somebody who had not looked at the glossary: two thirds of them share too little for it.
IN_OTHER_WORDS = (
    (
        "Bees are dying near the cotton fields; ask farmers to stop spraying in spring.",
        "Хлопководы травят пчёл: договориться, чтобы весной поля не опрыскивали.",
    ),
    (
        "Free bus rides on days when the smog is worst.",
        "Бесплатный проезд в городе, когда дышать нечем.",
    ),
    (
        "Let pensioners borrow an air purifier from the library.",
        "Прокат очистителей воздуха для пожилых при библиотеках.",
    ),
    (
        "Reporters should be able to visit the tailings ponds.",
        "Допустить журналистов к хвостохранилищам.",
    ),
    (
        "Women who fetch water walk further each year: dig wells in ten villages.",
        "Десять колодцев для сёл, где женщинам приходится всё дальше ходить с вёдрами.",
    ),
    (
        "A hotline for those who lost their harvest to hail.",
        "Телефон помощи крестьянам, у которых градом побило урожай.",
    ),
    (
        "Old tyres should not be burned to warm greenhouses.",
        "Запретить топить теплицы автомобильными покрышками.",
    ),
    (
        "Count dead seals on the Caspian shore every month.",
        "Ежемесячный учёт погибших тюленей на берегу Каспия.",
    ),
    (
        "Repair cafés instead of landfill: fix phones and kettles together.",
        "Чинить, а не выбрасывать: мастерские, где вместе ремонтируют технику.",
    ),
    (
        "Young people at the negotiating table: two seats in each country's delegation.",
        "По два места для молодёжи в составе каждой официальной делегации.",
    ),
    (
        "Measure methane leaking from abandoned mines.",
        "Проверить, сколько газа выходит из заброшенных шахт.",
    ),
    (
        "Saxaul belts against dust from the dry seabed of the Aral.",
        "Посадки саксаула, чтобы не поднималась соль с высохшего дна Арала.",
    ),
    (
        "Hospitals need solar panels because the power fails in surgery.",
        "Больницам — свои солнечные батареи: свет гаснет во время операций.",
    ),
    (
        "Say in parliament what the loans for the pipeline cost us.",
        "Потребовать от депутатов отчёта, во что обходятся кредиты на трубопровод.",
    ),
    (
        "Cyclists want a safe lane over the big bridge.",
        "Велодорожка через главный мост, чтобы ездить без страха.",
    ),
    (
        "Insulate kindergartens before buying new boilers.",
        "Сначала утеплить детские сады, потом менять котельные.",
    ),
)
