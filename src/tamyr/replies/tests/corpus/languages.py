"""One sentence of each kind in each language of the region, as machines and offices put it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Speech:
    """What somebody who is away, a register, an answer, its footer, and a server of a late and of a lost letter say."""

    language: str
    away: str
    registered: str
    answered: str
    footer: str
    delayed: str
    lost: str


_SPEECHES = """
ru | Нахожусь в отпуске до 5 мая | Ваше обращение зарегистрировано за № 15 | План утверждён | Сформировано автоматически | \
Сообщение ещё не доставлено получателю | Письмо не доставлено
uk | Перебуваю у відпустці | Ваше звернення зареєстровано за № 15 | План затверджено | Цей лист сформовано автоматично | \
Доставка листа затримується | Користувача не знайдено
be | Я ў водпуску да 5 мая | Ваш зварот зарэгістраваны, № 15 | План зацверджаны | Не адказвайце на гэты ліст | \
Дастаўка ліста затрымліваецца | Ліст не дастаўлены
kk | Мен еңбек демалысындамын | Сіздің өтінішіңіз тіркелді, № 15 | Жоспар бекітілді | Бұл хатқа жауап бермеңіз | \
Хатты жеткізу кешігуде | Хат жеткізілмеді
ky | Эмгек өргүүсүндөмүн | Кайрылууңуз катталды, № 15 | План бекитилди | Бул катка жооп бербеңиз | \
Катты жеткирүү кечигүүдө | Колдонуучу табылган жок
tg | Дар рухсатии меҳнатӣ ҳастам | Муроҷиати шумо ба қайд гирифта шуд, № 15 | Нақша тасдиқ шуд | Ба ин паём ҷавоб надиҳед | \
Расонидани нома ба таъхир афтод | Паём расонида нашуд
uz | Men mehnat taʼtilidaman | Murojaatingiz roʻyxatga olindi, № 15 | Reja tasdiqlandi | Ushbu xatga javob bermang | \
Xatni yetkazish kechikmoqda | Xabar yetkazib berilmadi
uz-Cyrl | Меҳнат таътилидаман | Мурожаатингиз рўйхатга олинди, № 15 | Режа тасдиқланди | Ушбу хатга жавоб берманг | \
Хатни етказиш кечикмоқда | Хабар етказилмади
tk | Men zähmet rugsadynda | Ýüz tutmaňyz hasaba alyndy, № 15 | Meýilnama tassyklandy | Bu hata jogap bermäň | \
Hatyň gowşurylmagy gijikdirildi | Hat gowşurylmady
az | Mən məzuniyyətdəyəm | Müraciətiniz qeydə alındı, № 15 | Plan təsdiq olundu | Bu məktuba cavab verməyin | \
Məktubun çatdırılması gecikir | Mesaj çatdırılmadı
hy | Ես արձակուրդում եմ | Ձեր դիմումը գրանցվել է, № 15 | Ծրագիրը հաստատվել է | Մի պատասխանեք այս նամակին | \
Նամակի առաքումը հետաձգվել է | Նամակը չի առաքվել
ka | შვებულებაში ვარ | თქვენი განცხადება დარეგისტრირდა, № 15 | გეგმა დამტკიცდა | წერილი გაგზავნილია ავტომატურად | \
წერილის მიწოდება გადაიდო | წერილი ვერ მიეწოდა
ro | Sunt în concediu | Cererea a fost înregistrată, nr. 15 | Planul a fost aprobat | Acest mesaj este generat automat | \
Livrarea mesajului este întârziată | Mesajul nu a putut fi livrat
en | I am on annual leave | Your request has been registered, no. 15 | The plan was adopted | Please do not reply | \
Delivery of your message is delayed | Message could not be delivered
"""
SPEECHES = tuple(Speech(*row.split(" | ")) for row in _SPEECHES.strip().splitlines())
