"""What everything stands on: words, errors, countries, units, names, origins, tables, panels.

Import its modules themselves: each is one subject, and none of them costs much.
"""
