"""Brings a city described in readable files into the directory.

`folder.read` finds every mistake with its line and touches nothing; `load.load` writes a sound
description in one transaction, and nothing at all the second time.
"""
