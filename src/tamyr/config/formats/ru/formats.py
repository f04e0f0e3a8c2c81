"""How Russian pages write a date with its time: with a comma, as the English ones do."""

DATETIME_FORMAT = "j E Y г., H:i"
TIME_FORMAT = "H:i"
