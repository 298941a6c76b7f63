"""Importing this reads the tables that reading articles and finding names take, about a second.

For the process from which others are forked: they have the tables then, read once for all.
"""

from anthology.collect.draft import Source
from anthology.collect.reading import read_source
from anthology.config import Config
from anthology.edit.people.find import find_names

_ARTICLE = b"""12 May 2023

The mayor, Maria Lind, opened the bridge on Friday. It had been closed for two years, since a
barge struck its third pier, and the town had to go round by the mill to reach the station.
"""

for _article in read_source(Config(), Source("bridge.txt", "bridge.txt", _ARTICLE)).articles:
    find_names(_article)
