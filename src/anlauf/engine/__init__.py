"""The pure heart: time, opening, capacity, search, queues and waits.

Nothing here knows a framework, a database, a clock or a language. Every rule is a function over
small frozen values, so it can be checked on paper with three example rows.
"""
