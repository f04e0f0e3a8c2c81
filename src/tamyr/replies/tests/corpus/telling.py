"""Short letters of machines and of persons in the languages of the region: neither may be told as the other."""

from collections.abc import Iterator

from tamyr.replies.tests.corpus.making import BOUNCE, MINISTRY, REPLY, Case, mail, word, words

NULL = b"Return-Path: <>"
# One letter a line; a stroke between blanks is the end of a line.
ABSENCES = """
Здравствуйте! С 1 по 14 июля я нахожусь в ежегодном оплачиваемом отпуске. По всем вопросам обращайтесь к Петрову.
Добрый день. Я буду в отпуске с 3 по 17 марта.
Меня нет в офисе до понедельника.
Спасибо за письмо. Я вернусь 10 мая и отвечу.
Я сейчас в командировке, доступ к почте ограничен.
Я нахожусь в отпуске по уходу за ребёнком.
Коллеги, я болею до пятницы. Пишите Иванову.
В настоящее время нахожусь на больничном листе.
Уважаемый отправитель! Сотрудник находится в отпуске до 12.05.2026.
Я уволилась, мой адрес больше не работает.
Извините, сейчас меня нет на месте.
Дякую за лист. Я буду у відпустці з 3 по 17 березня.
Мене немає на роботі до понеділка.
Зараз я у відрядженні.
На даний час перебуваю на лікарняному.
Доброго дня! Я зараз відсутня, повернуся 5 травня.
Қазір мен демалыстамын, 10 мамырда ораламын.
Іссапардамын, 5 мамырға дейін кеңседе болмаймын.
Мен кезекті еңбек демалысындамын.
Мен қазір жұмыста жоқпын.
Мен азыр өргүүдөмүн, 10-майда келем.
Иш сапарындамын.
Мен азыр жумушта жокмун.
Эмгек өргүүсүнө чыктым.
Ман ҳоло дар рухсатӣ ҳастам.
Ман дар сафари корӣ мебошам.
То 5 май дар ҷойи кор нестам.
Ман дар рухсатии меҳнатӣ қарор дорам
Hozirda mehnat ta’tilidaman. 5-may kuni qaytaman.
Men xizmat safaridaman.
Men hozir ish joyimda emasman
Ҳозирда меҳнат таътилидаман.
Мен хизмат сафаридаман
Mən hazırda məzuniyyətdəyəm və 5 maydan işdə olacağam.
Hal-hazırda ezamiyyətdəyəm.
Mən ofisdə deyiləm.
Ես արձակուրդում եմ մինչև մայիսի 5-ը:
Ներկայումս գործուղման մեջ եմ։
Ես գրասենյակում չեմ մինչև երկուշաբթի։
ვიმყოფები შვებულებაში 5 მაისამდე
ამჟამად მივლინებაში ვარ
5 მაისამდე ოფისში არ ვიქნები.
Sunt în concediu de odihnă până pe 5 mai.
In perioada 1-5 mai sunt plecat in delegatie.
Sunt în concediu medical.
Nu sunt la birou până luni.
Men zähmet rugsadynda. 5-nji maýda gelerin.
Men iş saparynda.
Я ў адпачынку да 5 мая.
Знаходжуся ў камандзіроўцы.
I'm currently out of office until Monday.
I will be on annual leave from 1 to 14 July.
I'm on holiday and will reply on my return.
Thanks for your email. I am travelling with limited access to email.
I am on maternity leave.
I am out of the country until 5 May and will answer when I am back.
Здравствуйте! В период с 1 по 5 мая меня не будет. Срочно: 123
Hello, /  / I'm away until 5 May. For urgent matters, please contact my colleague.
I am currently on annual leave with no access to email.
Уважаемые коллеги, в период с 1 по 14 июля я буду находиться в отпуске.
Добрый день! Меня сегодня нет на работе.
До 5 мая нахожусь вне зоны доступа, отвечу по возвращении.
Демалыстамын.
Өргүүдөмүн
Дар рухсатам
Ta'tildaman
Məzuniyyətdəyəm
Շուտով կլինեմ, արձակուրդում եմ
შვებულებაში ვარ
Rugsatda
"""
CHALLENGES = """
Здравствуйте! Ваше письмо задержано антиспам-фильтром. Для его доставки перейдите по ссылке https://x.example/a
Сіздің хатыңыз жеткізілуі үшін робот емес екеніңізді растаңыз: https://x.example
Xatingiz yetkazilishi uchun robot emasligingizni tasdiqlang: https://x.example
Robot olmadığınızı təsdiqləyin: https://x.example
Pentru a livra mesajul, confirmați adresa: https://x.example
Դուք ռոբոտ չեք. հաստատեք՝ https://x.example
დაადასტურეთ, რომ რობოტი არ ხართ: https://x.example
Робот эмес экениңизди ырастаңыз: https://x.example
To prove your message was sent by a human and not a computer, please visit the URL below: https://x.example
Your email is awaiting approval. Click here to have your message delivered: https://x.example
Please authenticate yourself by clicking the link https://x.example so your mail reaches me.
Это письмо от системы защиты от спама. Ответьте на это письмо, чтобы ваше сообщение было доставлено.
Пожалуйста, подтвердите, что письмо отправили вы: https://x.example
"""
RECEIPTS = """
Сообщаем, что ваше обращение зарегистрировано и будет рассмотрено в соответствии с законом. / Письмо создано автоматически.
Ваше обращение принято. Регистрационный номер 17-Ж. / Это автоматическое уведомление.
Сіздің хатыңыз қабылданды, тіркеу нөмірі 17-Ж. Хат автоматты түрде жіберілді.
Murojaatingiz qabul qilindi, 17-J raqami bilan ro‘yxatga olindi. Xat avtomatik tarzda yuborildi.
Müraciətiniz qeydə alınıb, nömrə 17-J. Bu məktub avtomatik olaraq göndərilib.
Ձեր դիմումը գրանցվել է, համարը՝ 17-Ա։ Նամակն ուղարկվել է ավտոմատ կերպով։
თქვენი განცხადება დარეგისტრირდა, ნომერი 17-ა. წერილი გაგზავნილია ავტომატურად.
Муроҷиати Шумо ба қайд гирифта шуд, рақами 17-Ҷ. Паём ба таври худкор фиристода шуд.
Кайрылууңуз катталды, № 17-К. Бул катка жооп бербеңиз.
Ýüz tutmaňyz hasaba alyndy, № 17-J. Bu hata jogap bermäň.
Ваш зварот зарэгістраваны, № 17-Ж. Ліст створана аўтаматычна, не адказвайце на яго.
"""
ANSWERS = """
Доводим до вашего сведения, что станции закрыты. / Исполнитель: Петров П. П. (в отпуске до 5 мая, замещает Сидорова)
План принят. Подтвердите отправку оригиналов документов почтой.
Просим подтвердить отправку документов и сообщить номер отправления.
Подтвердите свой почтовый адрес, чтобы мы выслали бумажный ответ.
Ваше письмо получено. Мы отказываем в предоставлении информации на основании статьи 10 закона.
Министрлік хабарлайды: жоспар № 5 бұйрықпен бекітілді. /  / Бұл хатқа жауап бермеңіз.
Министрлик билдирет: план № 5 буйрук менен бекитилген. /  / Бул катка жооп бербеңиз.
Vazirlik ma’lum qiladi: reja 5-sonli buyruq bilan tasdiqlangan. /  / Ushbu xatga javob bermang.
Nazirlik bildirir ki, plan 5 nömrəli əmrlə təsdiq edilmişdir. /  / Bu məktuba cavab verməyin.
Նախարարությունը հայտնում է, որ ծրագիրը հաստատվել է։ /  / Նամակն ուղարկվել է ավտոմատ կերպով, մի պատասխանեք։
გაცნობებთ, რომ გეგმა დამტკიცდა. /  / წერილი გაგზავნილია ავტომატურად.
Vă comunicăm că planul a fost aprobat prin ordinul nr. 5. /  / Mesaj generat automat, nu răspundeți.
Вазорат иттилоъ медиҳад: нақша бо фармони № 5 тасдиқ шуд. /  / Паём ба таври худкор фиристода шуд.
Ministrlik habar berýär: meýilnama tassyklandy. /  / Bu hata jogap bermäň.
Міністэрства паведамляе: план зацверджаны загадам № 5. /  / Не адказвайце на гэты ліст.
Please note that the officer in charge is on leave until 5 May; the plan was approved on 3 March.
В план включены меры. Сотрудник отсутствует на рабочем месте, подпись электронная.
В стратегии отсутствует раздел об адаптации, он готовится.
Исполнитель Иванов А. А. в отпуске до 5 мая, вопросы по телефону 123. План будет утверждён в июне.
Министерство не располагает запрашиваемыми сведениями. /  / Письмо сформировано автоматически.
Ваше обращение № 15 перенаправлено в Минэнерго по компетенции. /  / Не отвечайте на это письмо.
Направляем ответ на Ваше обращение (во вложении). /  / Сообщение создано автоматически, отвечать на него не нужно.
Срок ответа продлён до 5 мая в связи с необходимостью дополнительного изучения. /  / Письмо сформировано автоматически.
По Вашему запросу: мониторинг ведётся на 12 станциях. /  / Данное сообщение сформировано автоматически.
Станции закрыли в марте. Ответственный сотрудник сейчас в командировке.
Документы можно получить в кабинете 5. Исполнитель на больничном.
Уточните, пожалуйста, ваш адрес: подтвердите адрес электронной почты организации.
Просим уточнить, какой именно план вас интересует. Письмо сформировано автоматически.
Добрый день! Мы отправили ответ почтой 3 марта, подтвердите доставку, пожалуйста.
Почтовый ящик приёмной переполнен, поэтому отвечаем с другого адреса. План принят в марте.
Мы получили ваш запрос. Информация об объёмах размещена на сайте министерства в разделе «Климат».
Информация размещена на сайте: https://eco.example.kz/plan /  / Письмо создано автоматически.
Жоспар әзірленуде, маусымда бекітіледі. Орындаушы демалыста.
Өтінішіңіз қаралды: жоспар бекітілді. Хат автоматты түрде жіберілді.
Добрый день! Коллега на больничном, отвечаю за неё: реестр ведёт Комитет лесного хозяйства.
Ми не володіємо цією інформацією. /  / Цей лист створено автоматично.
Запитувана інформація надається: викиди становили 12 тис. т. /  / Не відповідайте на цей лист.
Vă transmitem răspunsul la cererea dumneavoastră: măsurile sunt incluse în program. /  / Acest mesaj este generat automat.
Murojaatingiz ko‘rib chiqildi. Reja 2026-yilda qabul qilinadi. /  / Xat avtomatik yuborildi.
Sorğunuza cavab olaraq bildiririk ki, məlumat yoxdur. /  / Bu məktub avtomatik göndərilib.
თქვენს მოთხოვნაზე გაცნობებთ: ინფორმაცია არ არსებობს. /  / წერილი ავტომატურად გაიგზავნა.
Ձեր հարցմանն ի պատասխան տեղեկացնում ենք, որ տվյալներ չկան։ /  / Մի պատասխանեք այս նամակին։
Дар ҷавоб ба муроҷиати Шумо иттилоъ медиҳем: маълумот мавҷуд нест. Ба ин паём ҷавоб надиҳед.
Ответ задерживается, приносим извинения за задержку доставки письма почтой.
"""
# From whom; further lines of the head; the letter.
MARKED_ANSWERS = """
 | Precedence: bulk | Министерство сообщает: план утверждён приказом № 12. /  / Письмо сформировано автоматически, не отвечайте на него.
noreply@edo.example.kz |  | На Ваше обращение от 12.03.2026 № 15 сообщаем следующее. Программа газификации рассчитана до 2030 года. /  / \
Данное письмо создано автоматически. Пожалуйста, не отвечайте на него.
sed@x.example | Auto-Submitted: auto-generated & X-Auto-Response-Suppress: All | Ваш запрос рассмотрен. Данные о выбросах за 2025 год \
приведены ниже: 12,4 млн тонн. / -- / Сообщение сформировано автоматически СЭД «Пример»
noreply@x.example |  | Отказано в предоставлении информации: сведения служебные. /  / Автоматическое уведомление портала.
postmaster@akim.example.kz |  | Здравствуйте! Запрашиваемый документ не существует.
postmaster@akim.example.kz |  | Запрошенных сведений у нас нет, обратитесь в Казгидромет.
 | Return-Path: <> | Міністерство повідомляє: план затверджено наказом № 5 від 3 березня. /  / Цей лист сформовано автоматично.
no-reply@x.example |  | The Ministry informs you that the plan was adopted by Order No. 5. /  / This is an automated message, please do not reply.
 | List-Id: <news.x.example> & Precedence: list | План выполнен на 40 %.
 | Return-Path: <> | Ваше предложение учтено.
postmaster@akim.example.kz |  | Доступ к информации ограничен: access denied by law.
 | Precedence: list | Рассмотрев ваш запрос, сообщаем: объекты введены в 2024 году.
postmaster@akim.example.kz |  | Наш прежний адрес не существует, пишите на новый. План принят.
 | Auto-Submitted: auto-generated | План не разработан. Автоматическое уведомление.
 | Auto-Submitted: auto-generated | В запросе отказано. Ответ сформирован автоматически системой.
noreply@gov.example |  | Your request was reviewed and refused under Article 12. Do not reply to this message.
noreply@gov.example |  | We do not hold the information requested. /  / This is an automated email.
 | X-Auto-Response-Suppress: DR, OOF, AutoReply | The data are attached.
 | X-Auto-Response-Suppress: All | Данные прилагаются.
"""
# Kind, from whom, further lines, the letter.
MARKED_MACHINES = """
automatic |  |  | Благодарим за обращение! Ваш вопрос очень важен для нас. / Это письмо сформировано автоматически.
receipt |  |  | Ваше письмо доставлено. Ответ поступит в течение 15 рабочих дней. / Письмо сгенерировано автоматически.
receipt |  |  | Уважаемый заявитель! Ваше обращение принято в обработку. Информацию о ходе рассмотрения можно получить по телефону 1414. \
/ Не отвечайте на это письмо.
receipt | noreply@x.example |  | Обращение № 12-3 зарегистрировано 12.03.2026. Срок исполнения 30.03.2026. Вы можете отслеживать статус на \
портале https://eotinish.example/ / Письмо создано автоматически
receipt |  |  | Ваше обращение направлено на рассмотрение в Комитет экологии. Номер ЖТ-5. Письмо создано автоматически.
receipt |  | Auto-Submitted: auto-replied | Your enquiry has been logged under reference 4512. We aim to respond within 20 working days.
automatic |  | Return-Path: <> | Thank you for contacting us. Your message is important. We respond to all enquiries in accordance with the \
law within 30 days.
automatic |  | X-Auto-Response-Suppress: All | Спасибо! Мы рассмотрим ваше обращение согласно закону.
automatic |  | Auto-Submitted: auto-replied | Уведомляем, что данный адрес электронной почты не предназначен для приёма обращений. \
Обращения принимаются через портал обращения.бел.
out_of_office |  | Auto-Submitted: auto-replied | Bonjour, je suis absent du bureau jusqu'au 5 mai.
out_of_office |  | Auto-Submitted: auto-replied | Ich bin bis zum 5. Mai nicht im Büro.
out_of_office |  | Auto-Submitted: auto-replied | Я буду недоступна до 5 мая, отвечу позже.
out_of_office |  | Auto-Submitted: auto-replied | Я буду в отпуске. / По вопросам плана, утверждённого приказом № 5, обращайтесь к Петрову.
captcha |  | Auto-Submitted: auto-replied | Mail from your address needs a one-time verification: click https://x.example
captcha |  | Auto-Submitted: auto-replied | Лист буде доставлено після підтвердження. Перейдіть за посиланням https://x.example
"""
# Kind, from whom, subject, letter: to the address that bounces come to, with an empty return path.
TO_BOUNCES = """
bounce | postmaster@x.example | x | Письмо адресату не доставлено
out_of_office |  | Re: x | Я в отпуске до 5 мая
out_of_office |  | Re: x | Мен демалыстамын
out_of_office |  | Re: x | I am out of office
receipt |  | Re: x | Ваше обращение зарегистрировано за № 15-3/77. Срок рассмотрения 15 рабочих дней.
captcha |  | Re: x | Чтобы подтвердить, что вы не робот, перейдите по ссылке https://x.example/
captcha |  | Re: x | Your message could not be delivered until you confirm that you are not a robot: https://x.example
automatic |  | Re: x | Спасибо за обращение в министерство.
automatic |  | Re: x | Сіздің хатыңызға рақмет!
delayed | mailer-daemon@x.example | Re: x | Your message has not yet been delivered. We will keep trying for 3 days.
delayed | mailer-daemon@x.example | Предупреждение | Ваше письмо пока не доставлено. Сервер будет повторять попытки в течение 5 дней.
delayed | postmaster@x.example | Предупреждение о доставке | Доставка сообщения отложена. Повторная попытка будет предпринята позже.
delayed | MAILER-DAEMON@x.example | Warning: could not send for 4 hours | THIS IS A WARNING MESSAGE ONLY / <a@b.example>: Deferred / Will \
keep trying for 5 days
delayed | mailer-daemon@googlemail.com | Delivery Status Notification (Delay) | A temporary problem at a@b.example. Will retry; you hear if \
it fails permanently.
delayed | postmaster@x.example | Delivery delayed: x | Delivery is delayed to a@b.example: it hasn't been delivered yet.
delayed | mailer-daemon@x.example | Затримка | Доставка листа затримується. Сервер повторить спробу пізніше.
bounce | mailer-daemon@x.example | Mail delivery failed | Delivery has been delayed several times. Giving up. Retry timeout exceeded.
bounce | Mailer-Daemon@x.example | Mail delivery failed | A message that you sent / could not be delivered: / a@b.example / retry timeout exceeded
bounce | mailer-daemon@x.example | Mail failure. | Создано автоматически сервером. Ваше письмо / не может быть доставлено: / a@b.example / user not found
bounce | mailer-daemon@x.example | Недоставленное сообщение | Отправлено почтовым сервером. Ваше письмо не может / быть отправлено адресату.
bounce | postmaster@x.example.kz | Хат жеткізілмеді | Хат алушыға жеткізілмеді: пошта жәшігі толы.
bounce | postmaster@x.example | Undelivered Mail Returned to Sender | <kense@eco.example.kz>: host mx said: 550 5.1.1 User unknown
bounce | postmaster@x.example | Отклонено | Ваше сообщение отклонено: отправитель в чёрном списке.
bounce | postmaster@x.example | Rejected | Your message was rejected by the spam filter.
bounce | administrator@x.example | Undeliverable | Your message did not reach some or all of the intended recipients.
bounce | mailer-daemon@x.example | Delivery Status Notification (Failure) | Delivery to the following recipient failed permanently: a@b.example
bounce | robot@x.example | Отчёт | Action: failed / Status: 5.1.1
delayed | robot@x.example | Отчёт | Action: delayed / Status: 4.4.1
delayed | mailer-daemon@x.example | Ескерту | Хатыңызды жеткізу кешіктірілді.
delayed | mailer-daemon@x.example | x | Xabarni yetkazish kechikmoqda.
delayed | mailer-daemon@x.example | x | Ваше письмо ещё не доставлено: сервер получателя не отвечает.
delayed | mailer-daemon@x.example | x | Письмо поставлено в очередь, попытки будут продолжены.
"""
# The same to the address of answers, without that path.
TO_ANSWERS = """
bounce | postmaster@x.example.uz | Yetkazilmadi: x | Xabar yetkazilmadi: bunday foydalanuvchi mavjud emas
bounce | postmaster@x.example.uz | Yetkazilmadi: x | Xabaringiz yetkazilmadi.
bounce | ivanov@x.example | DELIVERY FAILURE: ivanov not listed | Your message was not delivered to / ivanov@x.example / because: / not \
listed in Domino Directory
bounce | mailer-daemon@x.example.kg | Жеткирилген жок | Кат жеткирилген жок
bounce | postmaster@x.example.ge | ვერ მიეწოდა | წერილი ვერ მიეწოდა ადრესატს
bounce | postmaster@x.example.am | Չի առաքվել | Նամակը չի առաքվել
bounce | postmaster@x.example.az | Çatdırılmadı | Mesajınız çatdırılmadı.
bounce | postmaster@x.example.md | Nelivrat: x | Mesajul dumneavoastră nu a putut fi livrat.
bounce | postmaster@x.example.tj | x | Паёми шумо расонида нашуд.
bounce | postmaster@x.example.tm | x | Hatyňyz gowşurylmady.
bounce |  | Жеткізілмеді: x | Хат жеткізілмеді. Алушының пошта жәшігі толы.
bounce | postmaster@x.example | Недоставлено: x | Сообщение не доставлено: размер превышает допустимый.
bounce | administrator@x.example | Не удалось доставить: x | Сообщение не дошло до некоторых или всех получателей.
bounce | mailer-daemon@x.example | x | Ящик адресата переполнен
delayed | mailer-daemon@x.example | Warning | Your message is delayed and still being retried.
"""


def _letter(
    kind: str, text: str, *lines: bytes, sender: str = "", subject: str = "Re: x", to: str = REPLY
) -> Case:
    written = words(text.replace(" / ", "\n"))
    raw = mail(written, *lines, subject=word(subject, "utf-8"), sender=(sender or MINISTRY).encode(), to=to)
    return Case(f"{kind} of {sender or 'an office'}: {text[:60]}", raw, kind)


def _each(kind: str, table: str) -> Iterator[Case]:
    for text in table.strip().splitlines():
        yield _letter(kind, text)


def _marked(table: str, kind: str = "") -> Iterator[Case]:
    for row in table.strip("\n").splitlines():
        *told, sender, lines, text = row.split(" | ")
        marks = (line.encode() for line in lines.split(" & ") if line)
        yield _letter(kind or told[0], text, *marks, sender=sender)


def _served(table: str, to: str, *lines: bytes) -> Iterator[Case]:
    for kind, sender, subject, text in (row.split(" | ") for row in table.strip().splitlines()):
        yield _letter(kind, text, *lines, sender=sender, subject=subject, to=to)


CASES = (
    *_each("out_of_office", ABSENCES),
    *_each("captcha", CHALLENGES),
    *_each("receipt", RECEIPTS),
    *_each("answer", ANSWERS),
    *_marked(MARKED_ANSWERS, "answer"),
    *_marked(MARKED_MACHINES),
    *_served(TO_BOUNCES, BOUNCE, NULL),
    *_served(TO_ANSWERS, REPLY),
)
