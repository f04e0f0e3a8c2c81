"""What machines write in the languages of the region: that a letter is entered or held, that no person wrote."""

from tamyr.replies.logic.tables.words import phrases

# A subject of this kind is a program's: a person who writes “an automatic answer” does not put it first.
AUTOMATIC = phrases(r"""
auto(?:matic)?[- ]?(?:reply|response|answer|responder)
auto: ?(?:re|aw|отв|tamyr)(?!\w)
out of (?:the )?office(?: auto)?
автоответ
автоматический ответ
автовідповід
автоматична відповідь
аўтаадказ
аўтаматычны адказ
автоматты (?:түрде )?жауап
автоматтык жооп
ҷавоби (?:худкор|автоматӣ)
avtomatik (?:tarzdagi )?javob
автоматик жавоб
avtomatik cavab
ավտոմատ պատասխան
ավտոպատասխան
ինքնաշխատ պատասխան
ავტომატური პასუხი
ავტოპასუხი
răspuns automat
raspuns automat
awtomatiki? jogap
automatische antwort
abwesenheits
otomatik (?:yanıt|cevap)
réponse automatique
""")
# Offices' registers sign real answers with such words as well: they tell nothing where grounds stand above them.
MADE_BY_MACHINE = phrases(r"""
(?:this|it) (?:is|was) (?:an? )?automat\w+
automatically (?:generated|sent|created)
(?:please )?do not reply
(?:mailbox|address) is (?:not monitored|unmonitored)
(?:письмо|сообщение|уведомление) (?:было )?(?:сформирован|создан|отправлен|направлен|сгенерирован|составлен)о (?:\w+ )?(?:автоматически|роботом|системой)
(?:сформирован|создан|отправлен|сгенерирован)о (?:автоматически|роботом|системой)
автоматическ(?:ое|ая) (?:уведомление|сообщение|рассылка)
(?:не отвечайте|не надо отвечать|не нужно отвечать|просим не отвечать|отвечать не (?:нужно|надо|следует))(?!\w)
не требует ответа
(?:цей лист|це повідомлення) (?:було )?(?:сформован|створен|надіслан|згенерован)о? (?:\w+ )?автоматично
(?:сформовано|створено|надіслано|згенеровано) автоматично
не відповідайте на
(?:сфарміраван|створан|адпраўлен)а аўтаматычна
не адказвайце на
автоматты түрде
(?:бұл )?хат(?:қа|ына) жауап бермеңіз
автоматтык түрдө
(?:бул )?катка жооп бербеңиз
(?:ба таври|ба тариқи) (?:худкор|автоматӣ)
ба ин (?:паём|нома|мактуб) ҷавоб надиҳед
avtomatik (?:tarzda|ravishda|yaratil|yuboril)
(?:ushbu|bu) (?:xat|xabar)ga javob (?:bermang|yozmang)
автоматик (?:тарзда|равишда)
(?:ушбу|бу) (?:хат|хабар)га жавоб берманг
avtomatik (?:olaraq|yaradıl|göndəril|formala)
bu (?:məktub|mesaj)a? cavab (?:verməyin|yazmayın)
ավտոմատ (?:կերպով|կերպ|եղանակով)
մի պատասխանեք
ավտոմատ նամակ
ავტომატურად
(?:ნუ|არ) უპასუხ
(?:generat|trimis|expediat) automat
nu răspundeți
nu raspundeti
awtomatiki? (?:usulda|ugrady|döredi)
(?:bu )?hata jogap (?:bermäň|ýazmaň)
""")
CHALLENGED = phrases(r"""
captcha
капч
challenge[- ]response
confirm (?:that )?you are (?:a )?human
you are not a (?:ro)?bot
(?:my|the recipient's|his|her) (?:guest|white|approved|safe) ?list
(?:sent by|prove (?:that )?you are|prove you're) (?:a )?human
human (?:sender|being) and not
authenticate yourself
awaiting (?:your )?(?:approval|verification)
(?:sender|address) (?:has not been|is not|was not) (?:yet )?verified
protecting (?:myself|my mailbox|my inbox) from (?:receiving )?(?:junk|spam)
(?:complete|pass) the verification
(?:verification process|one-time verification)
системы защиты от спама
после подтверждения отправител
(?:что )?вы (?:не робот|человек)
(?:письмо|сообщение)[^.\n]{0,40}(?:задержано|помещено в карантин|остановлено)[^.\n]{0,40}(?:спам|фильтр|карантин)
внести? (?:ваш адрес|вас) в белый список
введите (?:код|символы) с (?:картинки|изображения)
пройдите (?:\w+ )?проверку
(?:чтобы|для того,? чтобы) (?:ваше )?(?:письмо|сообщение) (?:было )?доставлен[^.\n]{0,40}(?:пройдите|перейдите|подтвердите|введите)
(?:що )?ви (?:не робот|людина)
(?:лист|повідомлення)[^.\n]{0,40}(?:затримано|поміщено в карантин)[^.\n]{0,40}(?:спам|фільтр|карантин)
введіть (?:код|символи) з (?:картинки|зображення)
пройдіть (?:\w+ )?перевірку
вы не робат
робот емес
суреттегі (?:код|таңба)
робот эмес
сүрөттөгү код
робот нест
robot emas
rasmdagi (?:kod|belgi)
робот эмас
robot (?:olmadığ|deyil)
șəkildəki (?:kod|simvol)
ռոբոտ չ
რობოტი არ
nu sunteți (?:un )?robot
codul din imagine
robot däl
""")
# These ask for a confirmation only where they say by which page or by what answer.
CONFIRM = phrases(r"""
confirm (?:that )?you(?:r (?:message|address|e-?mail)| sent)
verify (?:that )?(?:you are|you sent|your e-?mail|your address)
to (?:deliver|release) your (?:message|e-?mail)
to have your (?:message|e-?mail) delivered
your message (?:is|has been) (?:being )?held
your message will be delivered once
подтвердите,? (?:что|отправку|сво[ийюе]|доставку|ваш)
для (?:его |ее )?доставки(?: вашего)?(?: письма| сообщения)?,? (?:перейдите|пройдите|нажмите|подтвердите|введите|ответьте)
для доставки (?:вашего )?(?:письма|сообщения)
подтверждени[ея] отправител
подтвердить отправку
чтобы (?:ваше )?(?:письмо|сообщение) было доставлено
після підтвердження
підтвердіть,? (?:що|відправлення|надсилання|свою?|доставку)
для доставки листа
пацвердзіце
растаңыз
ырастаңыз
тасдиқ кунед
tasdiqlang(?:iz)?(?!\w)
тасдиқланг(?:из)?(?!\w)
təsdiq ?edin
təsdiqləyin
հաստատեք
დაადასტურეთ
confirmați
confirmati
tassyklaň
""")
A_WAY = phrases(r"""
https?://
www\.
click
(?:перейдите|пройдите) по
нажмите
(?:ответьте|ответив) на (?:это|данное)
натисніть
перейдіть за
сілтеме
шилтеме
havola
keçid
հղում
ბმულ
accesați
""")
# “Принято” alone is a register's word; “принято решение” and “приняты меры” are an answer's.
REGISTERED = phrases(r"""
(?:ваш[еа]? )?(?:обращени|письм|запрос|заявлени|сообщени|заявк|жалоб)\w*[^.\n]{0,60}(?<!не )(?:зарегистрирован|получен|поступил|доставлен)
(?:ваш[еа]? )?(?:обращени|письм|запрос|заявлени|сообщени|заявк|жалоб)\w*[^.\n]{0,60}(?<!не )принят[оа]?(?!\w| решени| мер)
(?:зарегистрирован[оа]?|вх(?:одящий)?\.?) (?:за |под )?(?:№|номер)
регистрационный номер
присвоен(?:ы|о)? (?:\w+ )?(?:№|номер)
(?:ваш[ае]? )?(?:звернення|лист|запит)[^.\n]{0,60}(?<!не )(?:зареєстрован|отриман|прийнят|надійш)
(?:ваш[ае]? )?(?:зварот|ліст|запыт)[^.\n]{0,60}(?<!не )(?:зарэгістраван|атрыман|прынят)
(?:\w+ )?(?:өтініш|хат|сұрау|хабарлама)\w*[^.\n]{0,60}(?:тіркелді|қабылданды|алынды)
(?:\w+ )?(?:кайрылуу|кат|сурам)\w*[^.\n]{0,60}(?:катталды|кабыл алынды|алынды)
(?:муроҷиат|нома|дархост|мактуб)\w*[^.\n]{0,60}(?:ба қайд гирифта|қабул (?:шуд|гардид)|гирифта шуд)
(?:murojaat|xat|so'rov)\w*[^.\n]{0,60}(?:ro'yxat|qabul)
(?:мурожаат|хат|сўров)\w*[^.\n]{0,60}(?:рўйхат|қабул)
(?:müraciət|məktub|sorğu)\w*[^.\n]{0,60}(?:qeyd|qəbul|daxil old)
(?:ձեր )?(?:նամակ|դիմում|հարցում)\w*[^.\n]{0,60}(?:գրանցվ|ստացվ)
(?:თქვენი )?(?:წერილ|განცხადებ|მოთხოვნ)\w*[^.\n]{0,60}(?:დარეგისტრირ|მიღებულ)
(?:cererea|petiția|solicitarea|scrisoarea|mesajul)[^.\n]{0,60}(?:înregistrat|primit|recepționat)
(?:ýüz tutma|hat|arza)\w*[^.\n]{0,60}(?:hasaba alyn|bellige alyn|kabul edil)
has been (?:registered|received)
we have received your
(?:been )?(?:logged|recorded|registered) (?:under|as|with)
your (?:reference|case|ticket|request) (?:number|no\.?|id)
(?:обращени|письм|запрос)\w*[^.\n]{0,40}направлен[оа]? (?:на рассмотрение|исполнител|на исполнение)
""")
REGISTER_NUMBER = phrases(r"""
(?:№|#) ?:? ?(?P<sign>[\w/.-]{0,30}\d[\w/.-]{0,30})
(?:номер(?:ом|і|и)?|нөмір(?:і|мен)?|рақами|belgi(?:si)?|number) ?:? ?(?P<cyrillic>[\w/.-]{0,30}\d[\w/.-]{0,30})
(?:raqam(?:i)?|nömrə(?:si)?|համար(?:ը)?|ნომერი|reg(?:istration)?\.? no\.?|reference|no\.|nr\.|numărul) ?:? ?(?P<word>[\w/.-]{0,30}\d[\w/.-]{0,30})
(?P<before>[\w/.-]{0,30}\d[\w/.-]{0,30})[- ](?:нөмір|номер|рақам|raqam|nömrə|saylı|համար|belgi)
""")


def register_number(text: str) -> str:
    """Return the number that a register gave, as it says it."""
    found = REGISTER_NUMBER.search(text)
    return next((number.rstrip(".") for number in found.groups() if number), "") if found else ""
