"""The part of Qmatic's calendar interface that Open Forms needs to book here."""
