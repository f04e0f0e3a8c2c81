from django.dispatch import Signal

# The field keys changed: whoever keeps encrypted texts outside an EncryptedTextField writes them anew.
# Receivers return how many they wrote.
field_keys_rotated = Signal()

# It is time to forget: whoever keeps rows for a while only returns, by what they are, a function that
# deletes those that have run out by ``at`` and returns how many. Each is called in a transaction of its own,
# with the ``Faults`` by which it may set a single row apart.
forgetting = Signal()

# Whoever runs the server acted on people's data; ``line`` is the act's line in the audit chain.
server_acted = Signal()
