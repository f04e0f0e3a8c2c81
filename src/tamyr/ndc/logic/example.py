"""An invented submission of the example network, in English and in Russian."""

TITLES = {
    "en": "Example submission: what is missing in the NDC",
    "ru": "Пример замечаний к ОНУВ: чего не хватает в документе",
}
# By what a section rests on: the invented members' words about it.
WORDS = {
    "own": {
        "en": "The invented members ask the authors of the NDC to name a year for every step, and who answers for it.",
        "ru": "Вымышленные участники просят авторов ОНУВ назвать для каждого шага год и того, кто за него отвечает.",
    },
    "methane": {
        "en": "The invented members ask for a target for methane by the country’s own effort, with a base year.",
        "ru": "Вымышленные участники просят назвать цель по метану, достижимую собственными силами, с базовым годом.",
    },
    "demand": {
        "en": "An invented demand stands here as it stands beside the versions of the NDC.",
        "ru": "Вымышленное требование приведено здесь так, как оно соотносится с версиями ОНУВ.",
    },
}
