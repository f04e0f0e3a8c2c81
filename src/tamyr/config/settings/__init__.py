"""Settings: ``base`` reads the environment, ``test`` is ``base`` with nothing left to chance."""
