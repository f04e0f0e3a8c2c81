"""What the pages of this room show: terms of the law in words, and how a letter stands."""
