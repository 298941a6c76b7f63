"""Importing this reads the tables that reading articles and finding names take, about a second.

For the process from which others are forked: they have the tables then, read once for all.
"""

from threading import Thread

from anthology.collect.language import load_detector

_ARTICLE = """12 May 2023

The mayor, Maria Lind, opened the bridge on Friday. It had been closed for two years, since a
barge struck its third pier, and the town had to go round by the mill to reach the station.
"""

_detector = Thread(target=load_detector)  # half of the time is unpacking it
_detector.start()

from anthology.collect.draft import Source  # noqa: E402 - meanwhile
from anthology.collect.reading import read_source  # noqa: E402 - meanwhile
from anthology.config import Config  # noqa: E402 - meanwhile
from anthology.edit.people.find import find_names  # noqa: E402 - meanwhile
from anthology.edit.people.lexicon import lexicon  # noqa: E402 - meanwhile
from anthology.edit.people.weigh import judges  # noqa: E402 - meanwhile

lexicon()
judges()
_detector.join()
for _article in read_source(
    Config(), Source("bridge.txt", "bridge.txt", _ARTICLE.encode())
).articles:
    find_names(_article)
