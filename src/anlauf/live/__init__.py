"""The face that stays open: tells boards and phones that something has changed in their office.

A small ASGI process without Django. What has changed, the page asks the web process.
"""
