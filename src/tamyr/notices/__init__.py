"""What happened, told once to each whom it concerns: on the desk, and by a letter that says nothing of it.

The rooms announce in the transaction of the act; a task tells those concerned and plans the letters.
docs/how-to/announce-something.md
"""
