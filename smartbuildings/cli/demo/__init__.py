"""The demo: the product against a sandbox in a process of its own, over real HTTP, each claim checked where it counts.

What a step says it did is compared with what the server recorded: how many requests, of which kind, with which status,
and how many token exchanges. A step that cannot show it fails, and so does the demo.

``process.py`` runs the server, ``server_record.py`` asks it what it saw, ``stage.py`` tells the story, ``chart.py``
draws, ``play.py`` puts the steps in order: ``reading.py``, ``holding.py``, ``surviving.py``, ``failing.py`` and
``leaving.py``. ``all_vendors.py`` is a play of its own: a portfolio of three vendors.
"""
