"""The decision file: whoever has it, and its published hash, counts again.

``writing.as_file`` and ``writing.outside_file`` write it, ``writing.root_hash`` is what must be published elsewhere,
``reading.from_file`` reads and ``recount.recount`` counts it again; ``labels`` holds salts' uses and receipts.
"""
