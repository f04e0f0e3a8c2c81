"""Which models stood in another room before, and under which names existing databases know them."""

# What a model was called, room and all → what it is called now. Its table stays.
MOVED = {
    "network.Person": "accounts.Person",
    "network.Session": "accounts.Session",
    "network.WrongTries": "accounts.WrongTries",
    "network.Admission": "admissions.Admission",
    "network.AdmissionDocument": "admissions.AdmissionDocument",
    "network.Assent": "admissions.Assent",
    "network.Objection": "admissions.Objection",
    "network.Standing": "network.MembershipStatus",
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
