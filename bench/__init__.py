"""Measures what the product promises to be fast at; `make bench` prints one table for each.

A benchmark is a module with `measure() -> list[Row]`. It runs in a process of its own, on a
database of its own that really writes to the disk.
"""
