"""One published method per file, each with its formula, its sources and its known weaknesses.

A file's ``METHOD`` names it in results, its ``PUBLISHED`` says what the handbook shows. Import the file
of the method that you need.
"""
