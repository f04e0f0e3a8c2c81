"""How Russian pages write a date: its day stays with its month and its year with “г.”; a time after a comma, as in English."""

DATE_FORMAT = "j\N{NO-BREAK SPACE}E Y\N{NO-BREAK SPACE}г."
DATETIME_FORMAT = f"{DATE_FORMAT}, H:i"
TIME_FORMAT = "H:i"
MONTH_DAY_FORMAT = "j\N{NO-BREAK SPACE}E"
YEAR_MONTH_FORMAT = "F Y\N{NO-BREAK SPACE}г."
