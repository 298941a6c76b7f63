"""The errors that stop a build. Everything milder is a Notice (report.py).

AnthologyError            exit
+-- UsageError               2   the command line cannot be understood
+-- ConfigError              3   anthology.toml, people.toml or a theme is wrong
+-- InputError               4   nothing to bind, or a source that cannot be read at all
+-- SetupError               5   a system library or a program is missing
+-- FidelityError            6   a word that went in did not come out: nothing was written
+-- CheckError               7   `anthology check` found an error in a book
+-- OutputError              8   the books could not be written
+-- NoticesError             9   --fail-if-warnings and there were some
"""

from __future__ import annotations


class AnthologyError(Exception):
    """A book cannot be made. ``str(error)`` is one sentence with file, place and remedy."""

    exit_code = 1


class UsageError(AnthologyError):
    """The command line cannot be understood."""

    exit_code = 2


class ConfigError(AnthologyError):
    """A configuration file is wrong; the message lists every problem, a line each."""

    exit_code = 3


class InputError(AnthologyError):
    """There is nothing to bind, or a source cannot be read at all."""

    exit_code = 4


class SetupError(AnthologyError):
    """A system library or a program that is needed is missing."""

    exit_code = 5


class FidelityError(AnthologyError):
    """A word that went in did not come out."""

    exit_code = 6


class CheckError(AnthologyError):
    """A finished book has an error."""

    exit_code = 7


class OutputError(AnthologyError):
    """The books could not be written."""

    exit_code = 8


class NoticesError(AnthologyError):
    """There were warnings, and the user asked to fail on them."""

    exit_code = 9
