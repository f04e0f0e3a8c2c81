"""The numbers of an assessment’s pictures as tables in words, one file per chapter."""
