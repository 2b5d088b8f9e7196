"""What will happen in an office: a day played through thousands of times a second."""

from anlauf.engine.simulate.dice import name_key

__all__ = ["name_key"]
