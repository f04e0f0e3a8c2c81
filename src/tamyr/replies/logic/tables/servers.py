"""What mail servers write in plain words of a letter that did not come in, is under way longer, or came in."""

from tamyr.replies.logic.tables.words import phrases

# What servers write in plain words, in the languages of the region, without a report that a program could read.
SUBJECTS = phrases(r"""
undeliver\w+
delivery (?:status notification|failure|has failed|report)
(?:mail )?delivery failed
returned (?:mail|to sender)
mail system error
failure notice
(?:message|mail) (?:not|could not be) delivered
non[- ]delivery
\w*недоставлен
не доставлен
не удалось доставить
ошибка доставки
сбой доставки
(?:сообщение|отчет|уведомление) о недоставке
возврат (?:письма|почты)
доставка невозможна
(?:письмо|сообщение) заблокировано
не вдалося доставити
недоставлен
помилка доставки
(?:повідомлення|звіт) про недоставку
повернення листа
лист заблоковано
не дастаўлен
памылка дастаўкі
(?:\w+ )?жеткізілмеді
(?:\w+ )?жеткирилген жок
(?:\w+ )?жеткирилбеди
(?:\w+ )?çatdırılmadı
(?:\w+ )?yetkaz(?:ilmadi|ib berilmadi|ilmagan)
(?:\w+ )?етказ(?:илмади|иб берилмади)
(?:\w+ )?(?:расонида|дастрас) (?:нашуд|карда нашуд)
(?:\w+ )?gowșurylmady
(?:\w+ )?iletilemedi
(?:mesaj )?nelivrat
mesaj nelivrabil
livrarea a eșuat
(?:\w+ )?ვერ (?:მიეწოდა|იქნა მიწოდებული|ჩაბარდა)
(?:\w+ )?չի (?:առաքվել|հասցվել)
unzustellbar
""")
# Among them the figures of servers (RFC 5321, 3463): 4 says that it failed for now, 5 for good.
WORDS = phrases(r"""
user unknown
unknown user
no such (?:user|mailbox|recipient)
no mailbox here
not listed in (?:\w+ )?directory
mailbox (?:is )?(?:full|unavailable|not found|disabled)
over (?:its |the )?quota
quota exceeded
(?:user|account|recipient|address|mailbox|domain|host)\w*[^.\n]{0,40} (?:does not|doesn't) exist
host (?:not found|unknown)
(?:recipient |sender )?address rejected
(?:could|can) ?not be delivered
(?:wasn't|was not) (?:able to deliver|delivered)
failed to deliver
did not reach
не дош(?:ло|ли) до[^.\n]{0,30} (?:получател|адресат)
unable to (?:deliver|relay)
permanent (?:fatal )?error
relay(?:ing)? (?:access )?denied
blocked (?:by|because|as)
[45]\d\d[ -][45]\.\d\.\d
#?[45]\.\d{1,3}\.\d{1,3}(?![\d.])
(?:пользовател|адресат|получател|почтов\w+ ящик|ящик)\w*[^.\n]{0,60}(?:не найден|не существует|не зарегистрирован|переполнен|отключен|заблокирован|недоступен)
нет такого пользователя
такого адреса не существует
превышена квота
(?:письмо|сообщение)[^.\n]{0,40}(?:не может быть доставлено|заблокировано|отклонено сервером)
не было доставлено
(?:письм|сообщени)\w*[^.\n]{0,40} не доставлен
(?:лист|повідомлення)[^.\n]{0,40} не доставлен
не удалось доставить
доставить (?:ваше )?(?:письмо|сообщение) не удалось
(?:користувач|адресат|отримувач|поштов\w+ скриньк|скриньк)\w*[^.\n]{0,60}(?:не знайдено|не існує|переповнен|вимкнен|заблокован)
немає такого користувача
лист не (?:може бути|було) доставлено
не вдалося доставити
перевищено квоту
(?:ліст|паведамленне) не (?:можа быць |было )?дастаўлена
(?:хат|хабарлама)\w*[^.\n]{0,20} жеткізілмеді
(?:пошта жәшігі|алушы|пайдаланушы)\w*[^.\n]{0,40}(?:толы|табылмады|жоқ)
(?:кат|билдирүү)\w*[^.\n]{0,20} (?:жеткирилген жок|жеткирилбеди)
(?:xabar|xat)\w*[^.\n]{0,20} yetkaz(?:ilmadi|ib berilmadi|ilmagan)
(?:хабар|хат)\w*[^.\n]{0,20} етказ(?:илмади|иб берилмади)
(?:паём|нома)\w*[^.\n]{0,20} (?:расонида|дастрас) (?:нашуд|карда нашуд)
(?:mesaj|məktub)\w*[^.\n]{0,20} çatdırılmadı
(?:hat|habar)\w*[^.\n]{0,20} gowșurylmady
(?:mesajul|scrisoarea)[^.\n]{0,40}nu a (?:putut fi|fost) livrat
căsuța poștală[^.\n]{0,30}plină
(?:წერილი|შეტყობინება)[^.\n]{0,30}ვერ (?:მიეწოდა|ჩაბარდა|იქნა)
(?:նամակ|հաղորդագրություն)\w*[^.\n]{0,30}չի (?:առաքվել|հասցվել)
wurde nicht zugestellt
(?:foydalanuvchi|manzil|qabul qiluvchi)\w*[^.\n]{0,20} (?:topilmadi|mavjud emas)
(?:фойдаланувчи|манзил)\w*[^.\n]{0,20} (?:топилмади|мавжуд эмас)
(?:istifadəçi|ünvan|poçt qutusu)\w*[^.\n]{0,20} (?:tapılmadı|mövcud deyil|dolub)
(?:utilizator|destinatar|adres)\w*[^.\n]{0,20} (?:necunoscut|inexistent|nu există)\w*
(?:მომხმარებელი|მისამართი|ადრესატი)[^.\n]{0,20} (?:ვერ მოიძებნა|არ არსებობს)
(?:օգտատեր|հասցե|օգտվող)\w*[^.\n]{0,20} (?:չի գտնվել|գոյություն չունի)
(?:колдонуучу|дарек|почта кутусу)\w*[^.\n]{0,20} (?:табылган жок|табылбады|жок|толук)
(?:корбар|нишонӣ|суроға|қуттии почта)\w*[^.\n]{0,20} (?:ёфт нашуд|вуҷуд надорад|пур)
(?:ulanyjy|salgy)\w*[^.\n]{0,20} (?:tapylmady|ýok)
(?:карыстальнік|адрасат|скрын)\w*[^.\n]{0,30}(?:не знойдзен|не існуе|перапоўнен)
""")
# A full or unknown box says in itself that a letter did not come in, under whatever name it is told.
OF_A_BOX = phrases(r"""
mailbox (?:is )?full
user unknown
(?:почтовый ящик|ящик) (?:получателя|адресата|пользователя)[^.\n]{0,30}(?:переполнен|не существует|не найден)
поштова скринька (?:отримувача|адресата)[^.\n]{0,30}(?:переповнена|не існує|не знайдена)
""")
DELAYED = phrases(r"""
(?:not|n't) yet been delivered
(?:not|n't) (?:been )?delivered yet
(?:could not be|not been) delivered (?:for|after|within) (?:more than |the last )?\d+
(?:delivery|message|mail)[^.\n]{0,40} (?:is |has been |was )?(?:delayed|deferred|queued)
(?:delivery|message) (?:\S+ )?delayed
delayed (?:mail|delivery)
delivery attempts will continue
(?:will|shall)[^.\n]{0,30} (?:be retried|retry|keep (?:on )?trying|continue (?:to try|trying|to attempt)|try again)
this is a warning message only
delivery status notification \(delay\)
will (?:continue to be attempted|retry)
still being retried
(?:доставк|доставлен)\w*[^.\n]{0,80}(?:задерж|отложен|приостановлен)
задержк\w* (?:в )?доставк
(?:еще не|пока не)(?: было| была| удалось)? достав\w+
(?:письм|сообщени)\w*[^.\n]{0,60}(?:еще не|пока не)[^.\n]{0,20} достав
(?:продолжит|продолжатся|продолжены|повторит|будут повторяться|будет повторять|возобнов\w+)[^.\n]{0,30} (?:попытк|доставк)
попытки[^.\n]{0,30} (?:продолж|повтор)
(?:доставк|доставлен)\w*[^.\n]{0,80}(?:затрим|відкладен)
затримк\w* доставк
(?:ще не|поки не)(?: було)? доставлен\w*
спроби[^.\n]{0,30} (?:продовж|повтор)
(?:продовжить|повторить)[^.\n]{0,30} спроб
(?:яшчэ не|пакуль не)[^.\n]{0,10} дастаўлен
дастаўк\w*[^.\n]{0,40}затрым
(?:хат|жеткіз)\w*[^.\n]{0,40}(?:кешік|кешіг|кідір)
әлі жеткізілген жоқ
(?:кат|жеткир)\w*[^.\n]{0,40}(?:кечик|кечиг)
али жеткирил\w+ жок
(?:xat|xabar|yetkaz)\w*[^.\n]{0,40}(?:kechik|hali yetkaz)
(?:хат|хабар|етказ)\w*[^.\n]{0,40}(?:кечик|ҳали етказ)
(?:нома|паём|расонидан)\w*[^.\n]{0,40}(?:таъхир|ҳанӯз)
(?:məktub|mesaj|çatdırıl)\w*[^.\n]{0,40}(?:gecik|hələ çatdırıl)
(?:hat|gowșur)\w*[^.\n]{0,40}(?:gijik|entek gowșur)
livrarea[^.\n]{0,40}(?:întârzi|amânat)
(?:încă nu a fost|nu a fost încă) livrat
(?:მიწოდებ|წერილ)\w*[^.\n]{0,40}(?:დაგვიან|გადაიდო|ჯერ არ)
(?:առաք|նամակ)\w*[^.\n]{0,40}(?:հետաձգ|ուշաց|դեռ չի)
zustellung[^.\n]{0,40}verzögert
""")
FOR_GOOD = phrases(r"""
(?:giving|gave|has given) up
(?:will not|no longer|won't)[^.\n]{0,30} (?:retry|try|retried|tried)
no further attempts
retry time(?:out)? (?:not reached|exceeded)
permanent (?:fatal )?(?:error|fail)
(?:попытки|попыток)[^.\n]{0,40}(?:прекращ|исчерпан|больше не)
доставка прекращена
спроби[^.\n]{0,40}(?:припинен|вичерпан)
""")
CAME_IN = phrases(r"""
success(?:fully)? (?:\w+ )?deliver\w+
(?:was|has been) (?:successfully )?delivered(?! yet)
relayed
успешно доставлен
доставлено успешно
успішно доставлен
""")
