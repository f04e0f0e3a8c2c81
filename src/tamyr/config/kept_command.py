"""A command of the site that ends with whoever began it, by whatever death: ``python -m tamyr.config.kept_command``."""

import os

from tamyr.config.command_line import main
from tamyr.config.stopping import when_its_keeper_is_gone

if __name__ == "__main__":
    # As at a power cut: what it does is kept in transactions, and begins anew where it ended.
    when_its_keeper_is_gone(lambda: os._exit(1))
    main()
