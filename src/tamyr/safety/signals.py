from django.dispatch import Signal

# The field keys changed: whoever keeps encrypted texts outside an EncryptedTextField writes them anew.
# Receivers return how many they wrote.
field_keys_rotated = Signal()

# It is time to forget: whoever keeps rows for a while only deletes those that have run out by ``at``.
# Receivers return how many they deleted, by what they were.
forgetting = Signal()
