"""The field's terms as both languages say them: phrases in English, and in Russian, the usual one first.

A phrase is matched without its endings, so that one form of each word is enough; words such as “of” or “и” are left out.
"""

CONCEPTS: dict[str, tuple[str, str]] = {
    "coal": (
        "coal; coal-fired; lignite; colliery",
        # “угля” too: its stem, “угл”, is not that of “уголь”.
        "уголь; угольный; угля",
    ),
    "coal-mine": (
        "coal mine; mine; mining; miner; pit",
        "шахта; шахтёр; шахтерский; рудник; карьер; добыча угля; угледобыча; горняк",
    ),
    "just-transition": (
        "just transition; fair transition",
        "справедливый переход",
    ),
    "fossil-fuel": (
        "fossil fuel; fossil; hydrocarbon",
        "ископаемое топливо; ископаемый; углеводород",
    ),
    "phase-out": (
        "phase-out; phase out; phasing out; abandon; exit",
        "отказ; вывод из эксплуатации; поэтапный отказ; отказаться",
    ),
    "oil": (
        "oil; petroleum",
        "нефть; нефтяной; нефтепродукт",
    ),
    "gas": (
        "natural gas; gas; gas pipeline; gasification",
        "природный газ; газ; газовый; газопровод; газификация",
    ),
    "methane": (
        "methane; methane leak",
        "метан; метановый; утечка метана",
    ),
    "leak": (
        "leak; leakage; flaring",
        "утечка; сжигание попутного газа; факел; факельный",
    ),
    "emission": (
        "emission; greenhouse gas; carbon dioxide; carbon footprint",
        "выброс; парниковый газ; углекислый газ; углеродный след; эмиссия",
    ),
    "carbon-price": (
        "carbon price; carbon tax; emissions trading; carbon market",
        "цена на углерод; углеродный налог; торговля выбросами; углеродный рынок; углеродный сбор",
    ),
    "carbon-border": (
        "carbon border; CBAM; border adjustment",
        # The last one is in Cyrillic letters, as a Russian keyboard writes it: no eye tells them from the Latin
        # ones, but a stem does.
        "трансграничное углеродное регулирование; углеродная граница; СВАМ",
    ),
    "subsidy": (
        "subsidy; subsidise; subsidize; tax break",
        "субсидия; субсидирование; субсидировать; льгота; дотация",
    ),
    "renewable": (
        "renewable energy; renewables; renewable; clean energy; green energy",
        (
            "возобновляемая энергия; возобновляемый; ВИЭ; возобновляемая энергетика; чистая энергия; зелёная "
            "энергия"
        ),
    ),
    "solar": (
        "solar; solar panel; photovoltaic; sun",
        "солнечный; солнечная панель; фотоэлектрический; солнце; гелиосистема",
    ),
    "wind": (
        "wind power; wind farm; wind; wind turbine",
        "ветер; ветровой; ветряной; ветроэнергетика; ветропарк; ветряк; ветроэлектростанция",
    ),
    "hydropower": (
        "hydropower; hydroelectric; dam; small hydro",
        "гидроэнергетика; гидроэлектростанция; ГЭС; плотина; гидроэнергия; малая ГЭС",
    ),
    "nuclear": (
        "nuclear; nuclear power plant; reactor; uranium",
        "атомный; АЭС; ядерный; реактор; уран; атомная станция; атомная энергетика",
    ),
    "electricity": (
        "electricity; electric power; power; power supply",
        "электричество; электроэнергия; электроснабжение; электрический",
    ),
    "power-plant": (
        "power plant; power station; thermal power",
        "электростанция; ТЭЦ; ТЭС; тепловая станция; теплоэлектростанция",
    ),
    "grid": (
        "grid; power line; transmission; network",
        "электросеть; сеть; линия электропередачи; сетевой",
    ),
    "storage": (
        "battery; storage; accumulator",
        "аккумулятор; батарея; накопитель; хранение энергии",
    ),
    "community-energy": (
        "community energy; energy cooperative; energy community; citizen energy",
        "энергетический кооператив; энергетическое сообщество; общинная энергетика; энергокооператив",
    ),
    "energy-efficiency": (
        "energy efficiency; energy saving; save energy; efficient",
        "энергоэффективность; энергосбережение; экономия энергии; энергоэффективный; сберечь энергию",
    ),
    "insulation": (
        "insulation; insulate; retrofit; renovation; thermal modernisation",
        "утепление; утеплить; утеплять; термомодернизация; капитальный ремонт; реновация; теплоизоляция",
    ),
    "heating": (
        "heating; heat; district heating; boiler; stove",
        "отопление; тепло; теплоснабжение; котельная; котёл; печь; печной; обогрев; отапливать",
    ),
    "heat-pump": (
        "heat pump",
        "тепловой насос; теплонасос",
    ),
    "building": (
        "building; house; housing; apartment; home",
        "здание; дом; жильё; жилой; квартира; многоквартирный",
    ),
    "school": (
        "school; pupil; classroom; teacher",
        "школа; школьник; школьный; ученик; учитель; класс",
    ),
    "hospital": (
        "hospital; clinic",
        "больница; клиника; поликлиника",
    ),
    "energy-poverty": (
        "energy poverty; fuel poverty; poor household; vulnerable household",
        "энергетическая бедность; бедное домохозяйство; малоимущий; уязвимое домохозяйство",
    ),
    "tariff": (
        "tariff; price; bill",
        "тариф; цена; счёт",
    ),
    "transport": (
        "transport; mobility; traffic",
        "транспорт; транспортный; мобильность; дорожное движение; перевозка",
    ),
    "public-transport": (
        "public transport; bus; tram; trolleybus; metro; minibus",
        "общественный транспорт; автобус; трамвай; троллейбус; метро; маршрутка; электробус",
    ),
    "railway": (
        "railway; train; rail",
        "железная дорога; поезд; железнодорожный; электричка",
    ),
    "bicycle": (
        "bicycle; bike; cycling; cycle lane; cyclist",
        "велосипед; велодорожка; велосипедист; велоинфраструктура; велополоса; велосипедный",
    ),
    "walking": (
        "pedestrian; walking; sidewalk; pavement",
        "пешеход; пешеходный; тротуар; пеший",
    ),
    "car": (
        "car; vehicle; automobile; driver",
        "автомобиль; машина; автомобильный; авто; водитель",
    ),
    "electric-vehicle": (
        "electric vehicle; electric car; charging station",
        "электромобиль; электрозарядка; зарядная станция; электротранспорт",
    ),
    "air": (
        "air quality; clean air; air pollution; smog; air",
        ("качество воздуха; чистый воздух; загрязнение воздуха; смог; воздух; атмосферный воздух; воздушный"),
    ),
    "pollution": (
        "pollution; pollutant; contamination; dirty; polluting",
        "загрязнение; загрязняющий; загрязнитель; загрязнять; грязный",
    ),
    "monitoring": (
        "monitoring; monitor; sensor; measurement; measure",
        "мониторинг; датчик; измерение; наблюдение; измерять",
    ),
    "health": (
        "health; disease; public health; medical; illness",
        "здоровье; болезнь; здравоохранение; медицинский; заболевание",
    ),
    "dust": (
        "dust; particulate; soot; dust storm",
        "пыль; твёрдая частица; сажа; пыльная буря",
    ),
    "forest": (
        "forest; woodland; tree; forestry; woods",
        "лес; лесной; дерево; лесничество; лесхоз",
    ),
    "planting": (
        "tree planting; reforestation; afforestation; plant; planting; seedling",
        (
            "посадка деревьев; лесовосстановление; лесоразведение; посадка; саженец; высадка; озеленение; "
            "сажать"
        ),
    ),
    "logging": (
        "logging; deforestation; felling; cut down",
        "рубка; вырубка; обезлесение; лесозаготовка; вырубать",
    ),
    "fire": (
        "wildfire; forest fire; fire; burning",
        "пожар; лесной пожар; пал; горение; поджог; сжигание",
    ),
    "saxaul": (
        "saxaul; desert; desertification; steppe",
        "саксаул; пустыня; опустынивание; степь; пустынный; степной",
    ),
    "land-degradation": (
        "land degradation; erosion; salinisation; soil degradation",
        "деградация земель; эрозия; засоление; деградация почв",
    ),
    "soil": (
        "soil; land; ground",
        "почва; земля; почвенный; грунт",
    ),
    "peatland": (
        "peatland; wetland; bog; swamp; marsh",
        "торфяник; болото; водно-болотный; торф; заболоченный",
    ),
    "biodiversity": (
        "biodiversity; species; wildlife; nature; ecosystem",
        "биоразнообразие; вид; дикая природа; природа; экосистема; животное",
    ),
    "protected-area": (
        "protected area; reserve; national park",
        "охраняемая территория; заповедник; национальный парк; ООПТ; заказник",
    ),
    "fish": (
        "fish; fishery; sturgeon",
        "рыба; рыболовство; осётр; рыбный",
    ),
    "water": (
        "water; water supply; drinking water",
        "вода; водоснабжение; питьевая вода; водный",
    ),
    "river": (
        "river; stream; basin",
        "река; ручей; бассейн; речной",
    ),
    "lake": (
        "lake; reservoir; sea",
        "озеро; водохранилище; море; озёрный; морской",
    ),
    "glacier": (
        "glacier; ice; snow; melting",
        "ледник; лёд; снег; таяние; ледниковый; оледенение",
    ),
    "irrigation": (
        "irrigation; drip irrigation; canal",
        "орошение; полив; капельное орошение; ирригация; канал; арык",
    ),
    "drought": (
        "drought; water scarcity; dry; water shortage",
        "засуха; нехватка воды; маловодье; засушливый; дефицит воды; водный кризис",
    ),
    "flood": (
        "flood; flooding; mudflow; landslide; inundation",
        "наводнение; паводок; сель; оползень; затопление; подтопление; селевой",
    ),
    "heatwave": (
        "heatwave; heat wave; extreme heat; hot; heat stress",
        "жара; волна жары; экстремальная жара; зной; тепловой стресс; аномальная жара",
    ),
    "early-warning": (
        "early warning; alert; warning system",
        "раннее предупреждение; оповещение; система предупреждения; раннее оповещение",
    ),
    "adaptation": (
        "adaptation; adapt; resilience; resilient",
        "адаптация; адаптироваться; устойчивость; приспособление",
    ),
    "loss-damage": (
        "loss and damage; loss damage; compensation",
        "потери и ущерб; потеря ущерб; возмещение; компенсация",
    ),
    "disaster": (
        "disaster; emergency; risk reduction",
        "бедствие; чрезвычайная ситуация; стихийное бедствие; снижение риска; катастрофа",
    ),
    "agriculture": (
        "agriculture; farming; farmer; crop; farm; harvest",
        (
            "сельское хозяйство; фермер; фермерский; урожай; земледелие; аграрный; дехканин; "
            "сельскохозяйственный"
        ),
    ),
    "pasture": (
        "pasture; grazing; livestock; herder; cattle",
        "пастбище; выпас; скот; чабан; животноводство; пастух; скотовод",
    ),
    "food": (
        "food; food security; nutrition",
        "продовольствие; еда; продовольственная безопасность; питание",
    ),
    "mountain": (
        "mountain; highland; mountain community; alpine",
        "гора; горный; высокогорный; горное сообщество",
    ),
    "village": (
        "village; rural; countryside",
        "село; деревня; сельский; посёлок; кишлак; аул",
    ),
    "city": (
        "city; town; urban; municipality; municipal; mayor",
        "город; городской; муниципалитет; муниципальный; мэрия; акимат; мэр",
    ),
    "green-space": (
        "green space; park; urban green; garden",
        "зелёная зона; парк; сквер; зелёные насаждения; сад",
    ),
    "waste": (
        "waste; rubbish; garbage; landfill; recycling; dump; trash",
        "отходы; мусор; свалка; переработка; полигон; утилизация; раздельный сбор; мусорный",
    ),
    "incineration": (
        "incineration; waste burning; incinerator",
        "мусоросжигание; мусоросжигательный; сжигание отходов; мусоросжигательный завод",
    ),
    "plastic": (
        "plastic; packaging; single-use",
        "пластик; пластиковый; упаковка; одноразовый",
    ),
    "circular": (
        "circular economy; reuse",
        "циркулярная экономика; экономика замкнутого цикла; повторное использование",
    ),
    "industry": (
        "industry; factory; plant; steel; cement; metallurgy",
        "промышленность; завод; фабрика; сталь; цемент; металлургия; предприятие; промышленный",
    ),
    "business": (
        "business; company; enterprise; corporation",
        "бизнес; компания; фирма; корпорация",
    ),
    "job": (
        "job; employment; worker; workplace; labour",
        "рабочее место; занятость; работник; рабочий; труд; трудоустройство; работа",
    ),
    "retraining": (
        "retraining; new skills; reskilling; vocational training",
        "переобучение; переподготовка; новая профессия; профессиональное обучение; переквалификация",
    ),
    "trade-union": (
        "trade union; union",
        "профсоюз; профессиональный союз",
    ),
    "region-plan": (
        "regional plan; mining town; coal region; single-industry town; monotown",
        "план региона; шахтёрский город; угольный регион; моногород; региональная программа",
    ),
    "finance": (
        "finance; funding; fund; money; budget; investment; financing",
        "финансирование; финансы; фонд; деньги; бюджет; инвестиции; средства",
    ),
    "climate-finance": (
        "climate finance; climate fund; green climate fund",
        "климатическое финансирование; климатический фонд; зелёный климатический фонд",
    ),
    "grant": (
        "grant; small grants",
        "грант; малые гранты",
    ),
    "bank": (
        "development bank; bank; loan; lending",
        "банк развития; банк; заём; кредит; кредитование",
    ),
    "debt": (
        "debt; debt swap",
        "долг; обмен долга",
    ),
    "ndc": (
        "NDC; nationally determined contribution; national contribution; pledge; climate target; target",
        (
            "ОНУВ; определяемый на национальном уровне вклад; национальный вклад; обязательство; "
            "климатическая цель; цель"
        ),
    ),
    "neutrality": (
        "carbon neutrality; net zero; climate neutrality",
        "углеродная нейтральность; климатическая нейтральность; нулевые выбросы; чистый ноль",
    ),
    "strategy": (
        "strategy; long-term strategy; plan; roadmap; programme",
        "стратегия; долгосрочная стратегия; план; дорожная карта; программа",
    ),
    "law": (
        "law; climate law; legislation; bill; act; regulation",
        "закон; климатический закон; законодательство; законопроект; законодательный; норма",
    ),
    "paris": (
        "Paris Agreement; 1.5 degrees; global warming",
        "Парижское соглашение; глобальное потепление; потепление",
    ),
    "cop": (
        "COP; UNFCCC; climate conference; negotiations; climate talks",
        "КС; РКИК ООН; климатическая конференция; переговоры; РКИК; переговорный",
    ),
    "delegation": (
        "delegation; negotiator; delegate",
        "делегация; переговорщик; делегат",
    ),
    "government": (
        "government; ministry; authorities; minister; state",
        "правительство; министерство; власть; министр; государство; ведомство; чиновник",
    ),
    "parliament": (
        "parliament; deputy; legislator",
        "парламент; депутат; законодатель",
    ),
    "public-participation": (
        ("public participation; consultation; public hearing; citizen participation; involvement; take part"),
        (
            "участие общественности; консультация; общественные слушания; участие граждан; общественный "
            "совет; обсуждение; общественность; участвовать"
        ),
    ),
    "access-information": (
        "access to information; open data; transparency; disclosure; public data",
        "доступ к информации; открытые данные; прозрачность; раскрытие; открытость; публикация данных",
    ),
    "aarhus": (
        "Aarhus Convention",
        "Орхусская конвенция",
    ),
    "impact-assessment": (
        "environmental impact assessment; strategic environmental assessment; EIA",
        (
            "оценка воздействия на окружающую среду; ОВОС; стратегическая экологическая оценка; экологическая "
            "экспертиза; СЭО"
        ),
    ),
    "court": (
        "court; litigation; lawsuit; legal case",
        "суд; судебный иск; иск; судебный",
    ),
    "human-rights": (
        "human rights; right; justice; climate justice",
        "права человека; право; справедливость; климатическая справедливость",
    ),
    "activist": (
        "activist; defender; environmental defender; campaigner",
        "активист; защитник; экоактивист; экологический активист; защитница",
    ),
    "safety": (
        "safety; security; protection; persecution; pressure; repression",
        "безопасность; защита; преследование; давление; репрессии",
    ),
    "digital-safety": (
        "digital security; cybersecurity; online safety",
        "цифровая безопасность; кибербезопасность",
    ),
    "youth": (
        "youth; young people; young; student; children; child",
        "молодёжь; молодой; студент; молодёжный; дети; ребёнок",
    ),
    "women": (
        "women; gender; woman; girl",
        "женщина; гендер; гендерный; женский; девочка",
    ),
    "indigenous": (
        "indigenous people; indigenous; local community; community",
        "коренной народ; коренной; местное сообщество; сообщество; местные жители; община",
    ),
    "migration": (
        "migration; migrant; displaced; refugee",
        "миграция; мигрант; переселенец; беженец; переселение; вынужденный",
    ),
    "war": (
        "war; military; ecocide; reconstruction; conflict",
        "война; военный; экоцид; восстановление; конфликт",
    ),
    "peace": (
        "peace; cross-border; transboundary; cooperation",
        "мир; трансграничный; сотрудничество; приграничный",
    ),
    "education": (
        "education; training; course; lesson; curriculum; teach",
        "образование; обучение; курс; урок; учебная программа; просвещение; учить",
    ),
    "handbook": (
        "handbook; guide; manual; toolkit; textbook; guidelines",
        "пособие; руководство; справочник; методичка; учебник; рекомендации",
    ),
    "language": (
        "local language; national language; translation; translate",
        "местный язык; национальный язык; перевод; язык; родной язык; перевести",
    ),
    "media": (
        "media; journalist; press; newspaper; reporter",
        "СМИ; журналист; медиа; пресса; газета; репортёр",
    ),
    "disinformation": (
        "disinformation; misinformation; fake; greenwashing",
        "дезинформация; фейк; ложная информация; гринвошинг",
    ),
    "campaign": (
        "campaign; action; joint action; mobilisation",
        "кампания; акция; совместная акция; мобилизация",
    ),
    "nonviolence": (
        "non-violence; nonviolent; peaceful",
        "ненасилие; ненасильственный; мирный",
    ),
    "network": (
        "network of organisations; NGO; civil society; non-profit; movement",
        "сеть организаций; НКО; гражданское общество; общественная организация; движение; НПО",
    ),
    "expertise": (
        "research; study; analysis; science; scientist; report",
        "исследование; анализ; наука; учёный; изучение; доклад; отчёт",
    ),
    "water-energy": (
        "water and energy; water-energy nexus",
        "вода и энергия; водно-энергетический",
    ),
    "carbon-sink": (
        "carbon sink; removal; absorption; carbon storage",
        "поглощение углерода; поглотитель; углеродный сток; поглощение; депонирование",
    ),
    "offset": (
        "offset; carbon credit; offsetting",
        "офсет; углеродный кредит; компенсация выбросов; углеродная единица; углеродная ферма",
    ),
    "hydrogen": (
        "hydrogen; green hydrogen",
        "водород; зелёный водород; водородный",
    ),
    "ccs": (
        "carbon capture; CCS; carbon capture storage",
        "улавливание углерода; улавливание хранение углерода; УХУ",
    ),
    "biomass": (
        "biomass; biogas; firewood; wood fuel",
        "биомасса; биогаз; дрова; древесное топливо; брикет",
    ),
    "cooking": (
        "cooking; cookstove; clean cooking",
        "приготовление пищи; плита; очаг",
    ),
    "critical-mineral": (
        "critical mineral; rare earth; lithium; copper",
        "критический минерал; редкоземельный; литий; медь; критическое сырьё",
    ),
    "tourism": (
        "tourism; ecotourism; tourist",
        "туризм; экотуризм; турист; туристический",
    ),
    "ban": (
        "ban; prohibit; moratorium; stop",
        "запрет; запретить; мораторий; остановить; прекратить; запрещать",
    ),
    "winter": (
        "winter; cold season",
        "зима; холодный сезон; зимний; отопительный сезон",
    ),
    # The years themselves are signals of their own: a phrase has no figures.
    "deadline": (
        "decade",
        "десятилетие",
    ),
}

# Named in capital letters, by which ``signals`` tells a country from a concept. Towns and regions stand here
# as well: many a text names them and not their country.
COUNTRIES: dict[str, tuple[str, str]] = {
    "ARM": (
        "Armenia; Armenian; Yerevan",
        "Армения; армянский; Ереван",
    ),
    "AZE": (
        "Azerbaijan; Azerbaijani; Baku",
        "Азербайджан; азербайджанский; Баку",
    ),
    "BLR": (
        "Belarus; Belarusian; Minsk",
        "Беларусь; белорусский; Минск; Белоруссия; беларусский",
    ),
    "GEO": (
        "Georgia; Georgian; Tbilisi",
        "Грузия; грузинский; Тбилиси",
    ),
    "KAZ": (
        "Kazakhstan; Kazakh; Almaty; Astana; Karaganda",
        "Казахстан; казахстанский; казахский; Алматы; Астана; Караганда; карагандинский",
    ),
    "KGZ": (
        "Kyrgyzstan; Kyrgyz; Bishkek",
        "Кыргызстан; кыргызский; Бишкек; Киргизия; кыргызстанский",
    ),
    "MDA": (
        "Moldova; Moldovan; Chisinau",
        "Молдова; молдавский; Кишинёв; Молдавия",
    ),
    "RUS": (
        "Russia; Russian Federation; Moscow; Siberia",
        "Россия; российский; Москва; Сибирь; сибирский",
    ),
    "TJK": (
        "Tajikistan; Tajik; Dushanbe; Pamir",
        "Таджикистан; таджикский; Душанбе; Памир",
    ),
    "TKM": (
        "Turkmenistan; Turkmen; Ashgabat",
        "Туркменистан; туркменский; Ашхабад; Туркмения",
    ),
    "UKR": (
        "Ukraine; Ukrainian; Kyiv; Donbas",
        "Украина; украинский; Киев; Донбасс",
    ),
    "UZB": (
        "Uzbekistan; Uzbek; Tashkent; Karakalpakstan",
        "Узбекистан; узбекский; Ташкент; Каракалпакстан",
    ),
}
