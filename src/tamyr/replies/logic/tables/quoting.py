"""By which words programs open an earlier letter, in the languages of the region, and what stands at the head of an office's own."""

import re


def _listed(table: str) -> frozenset[str]:
    return frozenset(
        word.strip() for line in table.splitlines() for word in line.split(" · ") if word.strip()
    )


# A block of a letter's head begins with one of these.
FROM = _listed("""
from · sender · von · kimden · gönderen · 发件人
от · от кого · отправитель · від · від кого · відправник · ад · ад каго · адпраўнік
de la · de · expeditor · kimdən · göndərən · kimdan · jo'natuvchi · yuboruvchi · кимдан · юборувчи
кімнен · жіберуші · жіберген · кимден · жөнөтүүчү · аз · аз кӣ · аз ки · аз ҷониби · фиристанда · ирсолкунанда
აზ · გამომგზავნი · გამგზავნი · ვისგან · -დან · ումից · ուղարկող · ուղարկողը · iberen · ugradan
""")
# Of the lines below it, those that say when: a letterhead may name from whom and to whom.
WHEN = _listed("""
sent · date · gesendet · envoyé · datum · gönderildi · gönderilme tarihi · tarih · 发送时间
отправлено · отправленные · отправлен · дата · дата отправки · дата и время · надіслано · відправлено · адпраўлена · даслана
trimis · trimisă · trimis la · data · göndərildi · göndərilib · göndərilmə tarixi · tarix
yuborildi · yuborilgan · yuborilgan sana · jo'natildi · jo'natilgan · sana · юборилди · юборилган · сана
жіберілді · жіберілген · жіберілген күні · күні · жөнөтүлдү · жөнөтүлгөн · жөнөтүлгөн күнү · күнү · датасы
фиристода шуд · фиристода шудааст · ирсол шуд · сана · таърих
გაგზავნის თარიღი · გაგზავნის დრო · გაგზავნილია · გაიგზავნა · თარიღი · ուղարկվել է · ուղարկված է · ուղարկվել · ամսաթիվ · ամսաթիվը
iberildi · iberilen · ugradyldy · ugradylan · sene
""")
OTHERS = WHEN | _listed("""
to · cc · bcc · subject · reply-to · importance · attachments · recipient · an · betreff · à · objet · kime · alıcı · konu · bilgi · 收件人 · 主题 · 抄送
кому · копия · скрытая копия · тема · важность · вложения · получатель · получатели
копія · одержувач · одержувачі · отримувач · отримувачі · каму · тэма · атрымальнік · копія
către · catre · la · cc · subiect · destinatar · pentru · kimə · mövzu · surəti · alan
kimga · mavzu · nusxa · qabul qiluvchi · кимга · мавзу · нусха
кімге · көшірме · көшірмесі · тақырып · тақырыбы · алушы · кимге · көчүрмө · темасы · алуучу
ба · ба кӣ · ба ки · мавзӯъ · мавзӯи · мавзӯ · мавзуъ · гиранда
ვის · მიმღები · მიმღებები · ადრესატი · თემა · ასლი · საგანი · ում · թեմա · առարկա · ստացող · պատճեն
kime · mowzuk · temasy · kabul ediji
""")
WROTE = _listed("""
wrote · writes · schrieb · yazmış · şunu yazdı · 写道
пишет · писал · писал(а) · написал · написала · написал(а) · пише · писав · написав · написав(ла) · піша · напісаў · напісаў(ла)
a scris · scrie · yazdı · yazıb · yozdi · yozgan · ёзди · ёзган · жазды · деп жазды · жазган · навишт · навиштааст · ýazdy
დაწერა · წერს · -მა დაწერა · գրել է · գրեց
""")
RULERS = _listed("""
original message · forwarded message · begin forwarded message · ursprüngliche nachricht · original-nachricht · message original · orijinal ileti
iletilen ileti · исходное сообщение · оригинальное сообщение · пересылаемое сообщение · пересланное сообщение · пересланное письмо · переслано
начало переадресованного · конец пересылаемого сообщения · переслане повідомлення · вихідне повідомлення · оригінальне повідомлення
повідомлення, що пересилається · зыходнае паведамленне · перасланае паведамленне
mesaj original · mesajul original · mesaj redirecționat · mesaj transmis mai departe · orijinal mesaj · yönləndirilmiş mesaj
asl xabar · asl xat · yo'naltirilgan xabar · дастлабки хабар
бастапқы хабар · бастапқы хабарлама · қайта жіберілген хабар · баштапкы кат · баштапкы билдирүү · багытталган билдирүү
паёми аслӣ · паёми фиристодашуда
საწყისი შეტყობინება · ორიგინალი შეტყობინება · გადაგზავნილი შეტყობინება · սկզբնական հաղորդագրություն · վերահասցեագրված նամակ
ilkinji hat · asyl hat · iberilen hat
""")
# The name of an office, its number and day, a greeting: below nothing but these, “От:” opens no earlier letter.
OF_A_LETTERHEAD = re.compile(
    r"(?:\w+ ){0,3}(?:министерств|комитет|агентств|департамент|акимат|управлени|правительств|міністерств|міністэрств|ministry|agency|committee"
    r"|department|министрлі|министрлиг|вазорат|вазирли|vazirli|nazirli|ministerul|agenția|նախարարությ|სამინისტრო|ministrli)\w*[^.!?:;]{0,120}$"
    r"|(?:исх|вх|вих|вхід|шығ|чыг|кіріс|рег|reg|ref|nr|no|от|від)\b\W|[^.!?,]{0,20}№|(?:г|қ|ш|м|or|mun)\. ?[\w-]+,?$|\W*\d[\d./ -]*$"
    r"|(?:уважаем|здравствуйте|добр|dear|hello|шановн|вітаю|вітаємо|құрметті|сәлеметсіз|урматтуу|саламатсыз|hörmətli|hurmatli|assalom|stimat"
    r"|bună|հարգելի|բարև|პატივცემულ|გამარჯობა|муҳтарам|салом|ассалому|ҳурматли|hormatly|salam|паважан)[^.:]{0,80}$",
    re.IGNORECASE,
)
# A person who tells what somebody wrote names what it stands in; programs do not.
OF_A_WRITING = re.compile(
    r"(?<!\w)(?:письм|обращени|запрос[еа]|стать|интервью|отч[её]т|листі|зверненн|статті|лісце|letter|report|article|interview|хатында|катында|scrisoare)",
    re.IGNORECASE,
)
