"""Which models stood in another room before, and under which names existing databases know them."""

# The room that a model left → the room where it stands now → its models.
MOVED = {
    "network": {
        "accounts": ("Person", "Session", "WrongTries"),
        "admissions": ("Admission", "AdmissionDocument", "Assent", "Objection"),
    },
}
# The last migrations of the version that still had all of them in one room.
LAST_BEFORE = (("network", "0008_said_counts"), ("evidence", "0004_judgements"))
# What that version looks for besides; a database that began with this one never had them.
ALSO_BEFORE = tuple(
    ("network", name)
    for name in (
        "0003_assents",
        "0004_example_rows",
        "0005_register_imports",
        "0006_sign_in",
        "0007_names_as_sorted",
    )
)
# What stands in for them: the tables are there already.
FIRST_AFTER = (("accounts", "0001_initial"), ("admissions", "0001_initial"))
