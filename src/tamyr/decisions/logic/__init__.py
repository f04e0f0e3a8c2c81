"""Counting decisions: Django-free, in integers and exact fractions.

How it is called::

    question = Question(Rule("equal-shares", seats=3), options, voters)     # logic.question
    ballot = Ballot(label, read_choice(question, label, from_the_form))     # logic.question
    ties = drawn_ties(decision_key, secret, ballots)                        # logic.ties
    result = count(question, ballots, ties)                                 # logic.counting

At opening the room keeps ``electorate_sha256(voters)`` and ``commitment_of(secret)``; at the close it reveals the secret,
counts, and writes ``decision_file(facts, question, ballots, ties)`` (``logic.file``), whose ``sha256`` is published elsewhere.

What is wrong with an input is a ``Refusal`` with a code, a place and values; why a decision failed is a ``Reason`` with a code
and values: the sentences stand in the room's ``pages``. ``logic.explanations`` says who paid what, what would have been
enough and who is satisfied, as numbers; ``logic.guide`` proposes a rule and holds the small examples.
"""
