"""The commands of ``pathways``, one module each.

Each has ``add(commands, language)``, which hangs it into the parser, and the acts it runs. What an
act needs is imported when it runs: the help of one command must not cost the imports of all.
"""
