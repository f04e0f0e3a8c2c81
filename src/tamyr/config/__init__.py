"""The house itself: the list of rooms, the settings, the addresses, the start."""
