"""What needs no database of Django: the parts of the region, and the words of triggers."""
