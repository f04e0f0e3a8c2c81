#!/usr/bin/env python
"""Tamyr's command line: ``python manage.py help`` lists the commands."""

from tamyr.config.command_line import main

if __name__ == "__main__":
    main()
