"""What needs no database: likeness of two proposals across Russian and English, and the hash of a text."""
